using System.Diagnostics;
using Election.Groups.Model;
using Election.Runtime.Hosting;
using Election.Runtime.Network;
using Election.Runtime.Storage;
using Election.Simulation;
using Election.Voting.Core;
using Election.Voting.Setup;
using Election.Voting.Statements;
using Microsoft.Extensions.Logging.Abstractions;

namespace Election.Node.Tools.Bench;

/// <summary>
/// A node alone in its group that delivers statements at a given pace, in its real loop over a real channel on loopback. The statements are
/// votes of its own: the first counts, the rest are refused. Its signatures are the simulator's, because the bench measures the cost of
/// watching and not of signing. A second voter who never votes keeps the vote open.
/// </summary>
internal sealed class BusyNode : IDisposable
{
    /// <summary>The seed of the keys and of everything else that is drawn.</summary>
    public const ulong Seed = 1;

    private static readonly TimeSpan s_portion = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly MulticastChannel _channel;
    private readonly NodeLoop _loop;
    private readonly Action<BusyNode>? _show;
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts the node's loop. The vote opens a little later; <see cref="DeliverAsync"/> waits for it.</summary>
    /// <param name="show">Called on the node's loop whenever a screen would take a picture; null for a node that nobody watches.</param>
    /// <param name="notices">Receives the node's notices.</param>
    public BusyNode(Action<BusyNode>? show, Action<Notice> notices)
    {
        _show = show;
        MemberId id = Id(1);
        PublicKey key = StandInSignatures.Instance.KeyOf(id);
        Core = new NodeCore(new NodeCoreOptions
        {
            Id = id,
            Incarnation = new Incarnation(1),
            Journal = new JournalId(1),
            Key = key,
            Algorithm = SignatureAlgorithm.SimulationStandIn,
            Manifest = new Manifest
            {
                Title = "Delegate",
                Choices = ["Sánchez", "Pérez"],
                Roll = [new Voter("n1", key, 1), new Voter("n2", StandInSignatures.Instance.KeyOf(Id(2)), 1)],
            },
            GroupTag = 1,
            Expect = 1,
            Seed = Seed,
            Headless = false,
            CloseAfter = null,
        });
        LocalInterface loopback = LocalInterface.Find("127.0.0.1").OrThrow();
        _channel = new MulticastChannel(new MulticastOptions(MulticastGroup.Draw(), loopback), NullLogger.Instance);
        var ports = new NodePorts
        {
            Channel = _channel,
            Journal = new MemoryJournal(),
            Signer = new StandIn(key),
            Verify = StandInSignatures.Instance.Verify,
            Notices = notice =>
            {
                notices(notice);
                NoteOpening();
            },
            Publish = Publish,
        };
        _loop = new NodeLoop(Core, ports, [], NullLogger.Instance);
        _loop.Start();
    }

    /// <summary>The node's core. Read it only inside <c>show</c> or after the node has stopped.</summary>
    public NodeCore Core { get; }

    /// <summary>The processor time that <c>show</c> has taken on the node's loop.</summary>
    public TimeSpan ShowTime { get; private set; }

    /// <summary>The number of times that <c>show</c> was called.</summary>
    public int Shows { get; private set; }

    /// <summary>Waits for the vote to open, then feeds the node this many statements a second.</summary>
    /// <returns>The number of statements that the node was given.</returns>
    public async Task<long> DeliverAsync(int perSecond, TimeSpan time)
    {
        await _opened.Task.WaitAsync(s_patience).ConfigureAwait(false);
        long given = 0;
        var watch = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(s_portion);
        while (watch.Elapsed < time)
        {
            long due = (long)(watch.Elapsed.TotalSeconds * perSecond);
            while (given < due && _loop.TryPost(new CastVote(0)))
                given++;
            await timer.WaitForNextTickAsync().ConfigureAwait(false);
        }
        return given;
    }

    /// <summary>Stops the node's loop and closes its channel.</summary>
    public void Dispose()
    {
        _loop.RequestStop();
        _loop.Completion.Wait();
        _channel.Dispose();
    }

    private void Publish()
    {
        NoteOpening();
        if (_show is null)
            return;
        long before = Stopwatch.GetTimestamp();
        _show(this);
        ShowTime += Stopwatch.GetElapsedTime(before);
        Shows++;
    }

    private void NoteOpening()
    {
        if (!_opened.Task.IsCompleted && Core.Snapshot().State == ElectionState.Open)
            _opened.SetResult();
    }

    private static MemberId Id(int number) => MemberId.Parse($"n{number}");

    private sealed class StandIn(PublicKey key) : ISigner
    {
        public PublicKey PublicKey => key;

        public byte[] Sign(ReadOnlySpan<byte> message) => StandInSignatures.Instance.Sign(key, message);
    }
}
