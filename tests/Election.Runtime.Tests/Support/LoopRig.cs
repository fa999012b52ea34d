using System.Collections.Concurrent;
using Election.Groups.Model;
using Election.Runtime.Hosting;
using Election.Runtime.Network;
using Election.Runtime.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Election.Runtime.Tests.Support;

/// <summary>A loop around a test's own node, over a real channel on loopback.</summary>
internal sealed class LoopRig : IDisposable
{
    private readonly NodeKey _key;
    private readonly IJournal _journal;
    private bool _started;

    internal LoopRig(INode node, MulticastOptions? options = null, IJournal? journal = null, Action? publish = null,
        IReadOnlyList<JournalRecord>? recovered = null, TranscriptFile? transcript = null,
        NodeKey? key = null, ISigner? voter = null)
    {
        _key = key ?? NodeKey.Draw();
        Channel = Loopback.Open(options ?? Loopback.DrawOptions());
        _journal = journal ?? new MemoryJournal();
        var ports = new NodePorts
        {
            Channel = Channel,
            Journal = _journal,
            Signer = _key,
            VoterSigner = voter,
            OpenTranscript = transcript is null ? null : _ => transcript,
            Notices = Notices.Enqueue,
            Publish = publish,
        };
        Loop = new NodeLoop(node, ports, recovered ?? [], NullLogger.Instance);
    }

    internal NodeLoop Loop { get; }

    internal MulticastChannel Channel { get; }

    internal PublicKey Key => _key.PublicKey;

    internal ConcurrentQueue<Notice> Notices { get; } = [];

    internal void Start()
    {
        _started = true;
        Loop.Start();
    }

    /// <summary>Returns the loop's outcome; fails if it does not end.</summary>
    internal LoopOutcome AwaitEnd()
    {
        Assert.True(Loop.Completion.Wait(Patience.Limit), "The loop did not end.");
        return Loop.Completion.Result;
    }

    public void Dispose()
    {
        if (_started)
        {
            Loop.RequestStop();
            Loop.Completion.Wait(Patience.Limit);
        }
        Channel.Dispose();
        _journal.Dispose();
        _key.Dispose();
    }
}
