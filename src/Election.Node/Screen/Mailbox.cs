using Election.Groups.Model;
using Election.Node.Screen.Model;

namespace Election.Node.Screen;

/// <summary>
/// Carries news from the node's loop to the screen. The loop never waits; the screen collects when it looks. The mailbox keeps the latest
/// picture and the last <see cref="MaxNotices"/> notices.
/// </summary>
internal sealed class Mailbox
{
    /// <summary>The most notices that wait; a new one replaces the oldest.</summary>
    public const int MaxNotices = 256;

    private readonly object _gate = new();
    private readonly Queue<Notice> _notices = new();
    private NodePicture? _picture;
    private bool _hasEnded;
    private bool _isEndTold;
    private bool _isClosed;

    /// <summary>True if the screen must close, whatever the person is doing.</summary>
    public bool IsClosed
    {
        get
        {
            lock (_gate)
                return _isClosed;
        }
    }

    /// <summary>Stores the node's current state.</summary>
    public void Put(NodePicture picture)
    {
        lock (_gate)
            _picture = picture;
    }

    /// <summary>Stores a notice from the node.</summary>
    public void Put(Notice notice)
    {
        lock (_gate)
        {
            if (_notices.Count == MaxNotices)
                _notices.Dequeue();
            _notices.Enqueue(notice);
        }
    }

    /// <summary>Records that the node's loop has ended.</summary>
    public void PutEnd()
    {
        lock (_gate)
            _hasEnded = true;
    }

    /// <summary>Asks the screen to close.</summary>
    public void Close()
    {
        lock (_gate)
            _isClosed = true;
    }

    /// <summary>Takes everything, stamped with this time: notices, then the latest picture, then the end.</summary>
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
