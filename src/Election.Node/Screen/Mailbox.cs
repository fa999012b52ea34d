using Election.Groups.Model;
using Election.Node.Screen.Model;

namespace Election.Node.Screen;

/// <summary>
/// From the node's loop to the screen, in one direction. The loop puts things in and goes on at once; the screen takes them out when it
/// looks. Of pictures the latest is kept, of notices the last <see cref="MaxNotices"/>.
/// </summary>
internal sealed class Mailbox
{
    /// <summary>Notices that wait at a time; an older one makes room.</summary>
    public const int MaxNotices = 256;

    private readonly object _gate = new();
    private readonly Queue<Notice> _notices = new();
    private NodePicture? _picture;
    private bool _hasEnded;
    private bool _isEndTold;
    private bool _isClosed;

    /// <summary>Whether the screen is to close, whatever the person there is doing.</summary>
    public bool IsClosed
    {
        get
        {
            lock (_gate)
                return _isClosed;
        }
    }

    /// <summary>The node as it is now.</summary>
    public void Put(NodePicture picture)
    {
        lock (_gate)
            _picture = picture;
    }

    /// <summary>The node said something.</summary>
    public void Put(Notice notice)
    {
        lock (_gate)
        {
            if (_notices.Count == MaxNotices)
                _notices.Dequeue();
            _notices.Enqueue(notice);
        }
    }

    /// <summary>The node's loop has ended.</summary>
    public void PutEnd()
    {
        lock (_gate)
            _hasEnded = true;
    }

    /// <summary>The screen is to close.</summary>
    public void Close()
    {
        lock (_gate)
            _isClosed = true;
    }

    /// <summary>Takes everything, as messages of this moment: notices, then the latest picture, then the end.</summary>
    public IReadOnlyList<UiMessage> TakeAll(TimeSpan now)
    {
        lock (_gate)
        {
            if (_notices.Count == 0 && _picture is null && _hasEnded == _isEndTold)
                return [];
            var messages = new List<UiMessage>();
            while (_notices.TryDequeue(out Notice? notice))
                messages.Add(new NoticeArrived(notice.Level, notice.Text, now));
            if (_picture is { } picture)
                messages.Add(new SnapshotArrived(picture, now));
            if (_hasEnded && !_isEndTold)
                messages.Add(new NodeEnded());
            _picture = null;
            _isEndTold = _hasEnded;
            return messages;
        }
    }
}
