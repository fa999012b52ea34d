using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Election.Groups.Model;
using Election.Groups.Wire;
using Election.Voting.Core;
using Election.Voting.Setup;
using Election.Voting.Statements;

namespace Election.Voting.Tests.Core;

/// <summary>One node in a <see cref="Room"/>, with its output.</summary>
internal sealed class RoomNode(NodeCoreOptions options)
{
    public NodeCoreOptions Options { get; } = options;

    public NodeCore Core { get; } = new(options);

    public Outbox Outbox { get; } = new();

    public NodeSnapshot Snapshot => Core.Snapshot();

    public List<string> Notices { get; } = [];

    public List<string> Transcript { get; } = [];

    public List<(JournalRecordKind Kind, byte[] Bytes)> Journal { get; } = [];

    public List<EffectOwner> Signed { get; } = [];

    public List<(StreamMessageKind Kind, Rank Origin, StreamNumber Number, byte[] Body)> Delivered { get; } = [];

    public bool HasFinished { get; set; }

    public bool HasCrashed { get; set; }

    public bool IsRunning { get; set; }

    public override string ToString() => Options.Id.Text;
}

/// <summary>
/// Nodes in one room: every datagram reaches every other node after 0.2 ms unless it is dropped; disks, signers and verifiers take their
/// time, too.
/// </summary>
internal sealed class Room
{
    public const ulong Group = 77;
    private static readonly TimeSpan s_latency = TimeSpan.FromMilliseconds(0.2);

    private readonly List<RoomNode> _nodes = [];
    private readonly PriorityQueue<(RoomNode Node, NodeInput Input), (long Ticks, long Order)> _queue = new();
    private long _order;

    public Instant Now { get; private set; }

    public static Manifest Manifest { get; } = new() { Title = "A test", Choices = ["Sánchez", "Pérez"] };

    /// <summary>Selects the copies that are lost; none at first.</summary>
    public Func<RoomNode, RoomNode, ReadOnlyMemory<byte>, bool> IsLost { get; set; } = (_, _, _) => false;

    public static PublicKey Key(string name) =>
        new([.. SHA256.HashData(Encoding.UTF8.GetBytes("x" + name)), .. SHA256.HashData(Encoding.UTF8.GetBytes("y" + name))]);

    /// <summary>A stand-in: equal for equal inputs, and verifiable by anyone.</summary>
    public static byte[] Sign(PublicKey key, ReadOnlySpan<byte> message)
    {
        byte[] half = SHA256.HashData([.. key.Bytes, .. message]);
        return [.. half, .. half];
    }

    public static NodeCoreOptions OptionsOf(string id, int expect) => new()
    {
        Id = MemberId.Parse(id),
        Incarnation = new Incarnation(1),
        Journal = new JournalId(1),
        Key = Key(id),
        Algorithm = SignatureAlgorithm.SimulationStandIn,
        Manifest = Manifest,
        GroupTag = Group,
        Expect = expect,
        Seed = 1,
    };

    /// <summary>Creates a room whose nodes n1, n2, … vote Sánchez at once, unless <paramref name="change"/> says otherwise.</summary>
    public static Room Of(int nodes, Func<NodeCoreOptions, NodeCoreOptions>? change = null)
    {
        var room = new Room();
        for (int i = 1; i <= nodes; i++)
        {
            NodeCoreOptions options = OptionsOf($"n{i}", nodes) with { Votes = [new PlannedVote(0, TimeSpan.Zero)] };
            room.Add(change is null ? options : change(options));
        }
        return room;
    }

    public IReadOnlyList<RoomNode> Nodes => _nodes;

    /// <summary>The node of this name; the first one of several lives.</summary>
    public RoomNode this[string id] => _nodes.First(node => node.Options.Id.Text == id);

    /// <summary>Starts a node now, with the journal of an earlier life if it had one.</summary>
    public RoomNode Add(NodeCoreOptions options, IEnumerable<(JournalRecordKind Kind, byte[] Bytes)>? journal = null)
    {
        NodeCoreOptions own = journal is null ? options with { Journal = new JournalId(options.Incarnation.Value) } : options;
        var node = new RoomNode(own) { IsRunning = true };
        _nodes.Add(node);
        foreach ((JournalRecordKind kind, byte[] bytes) in journal ?? [])
            node.Core.Step(NodeInput.Recovered(kind, bytes), Now, node.Outbox);
        Later(node, NodeInput.Timer(), TimeSpan.Zero);
        return node;
    }

    public void Crash(string id)
    {
        this[id].HasCrashed = true;
        this[id].IsRunning = false;
    }

    public void Command(string id, NodeCommand command) => Step(this[id], NodeInput.Of(command));

    /// <summary>Puts a datagram from <paramref name="sender"/> before one node; anyone who knows the group can make one.</summary>
    public void Inject(RoomNode to, string sender, FrameKind kind, ReadOnlySpan<byte> body) =>
        Step(to, NodeInput.Datagram(Datagram(sender, to.Snapshot.ElectionId, kind, body)));

    /// <summary>Delivers bytes to one node with the usual latency.</summary>
    public void Hear(RoomNode to, byte[] datagram) => Later(to, NodeInput.Datagram(datagram), s_latency);

    private static byte[] Datagram(string sender, Hash256? election, FrameKind kind, ReadOnlySpan<byte> body)
    {
        var packer = new FramePacker(Group, MemberId.Parse(sender).Tag, new Incarnation(1), DatagramHeader.MaxDatagramBytes,
            new GroupCounters()) { Epoch = Epoch.First, Election = election is { } id ? ElectionTag.Of(id) : ElectionTag.None };
        var outbox = new Outbox();
        packer.Add(kind, 1, body, outbox);
        packer.Flush(outbox);
        return outbox.Effects[0].Bytes.ToArray();
    }

    /// <summary>True if a datagram holds a frame of one of these kinds.</summary>
    public static bool Holds(ReadOnlyMemory<byte> datagram, params FrameKind[] kinds)
    {
        var reader = new SpanReader(datagram.Span[DatagramHeader.SizeBytes..^DatagramHeader.ChecksumBytes]);
        while (reader.Remaining > 0 && FrameHeader.TryRead(ref reader, out FrameHeader frame, out _))
        {
            if (kinds.Contains(frame.Kind))
                return true;
        }
        return false;
    }

    /// <summary>Runs until all nodes that have not crashed are finished, <paramref name="until"/> holds, or a minute has passed.</summary>
    public void Run(Func<bool>? until = null, TimeSpan? longest = null)
    {
        Instant end = Now + (longest ?? TimeSpan.FromMinutes(1));
        while (until?.Invoke() != true && _nodes.Any(node => node.IsRunning))
        {
            RoomNode? waiting = _nodes.Where(node => node.IsRunning && node.Core.NextDeadline is not null)
                .MinBy(node => node.Core.NextDeadline!.Value);
            Instant timer = waiting is null ? Instant.Never : Instant.Max(Now, waiting.Core.NextDeadline!.Value);
            Instant input = _queue.TryPeek(out _, out (long Ticks, long Order) key) ? new Instant(key.Ticks) : Instant.Never;
            Instant next = Instant.Min(timer, input);
            if (next > end)
            {
                Now = end;
                return;
            }
            Now = next;
            if (input <= timer)
            {
                (RoomNode node, NodeInput what) = _queue.Dequeue();
                Step(node, what);
            }
            else
                Step(waiting!, NodeInput.Timer());
        }
    }

    private void Later(RoomNode node, in NodeInput input, TimeSpan after) => _queue.Enqueue((node, input), ((Now + after).Ticks, _order++));

    private void Step(RoomNode node, in NodeInput input)
    {
        if (!node.IsRunning)
            return;
        node.Core.Step(input, Now, node.Outbox);
        foreach (Effect effect in node.Outbox.Effects.ToArray())
            CarryOut(node, effect);
        node.Outbox.Clear();
    }

    private void CarryOut(RoomNode node, in Effect effect)
    {
        switch (effect.Kind)
        {
            case EffectKind.Send:
                byte[] datagram = effect.Bytes.ToArray();
                foreach (RoomNode to in _nodes)
                {
                    if (to != node && !IsLost(node, to, datagram))
                        Later(to, NodeInput.Datagram(datagram), s_latency);
                }
                break;
            case EffectKind.Journal:
                node.Journal.Add((effect.Record, effect.Bytes.ToArray()));
                Later(node, NodeInput.Journalled(effect.JournalSequence), s_latency);
                break;
            case EffectKind.Sign:
                node.Signed.Add(effect.Token.Owner);
                Later(node, NodeInput.Signed(effect.Token, Sign(effect.Key ?? node.Options.Key, effect.Bytes.Span)), s_latency);
                break;
            case EffectKind.Verify:
                bool valid = effect.Signature.Span.SequenceEqual(Sign(effect.Key!, effect.Bytes.Span));
                Later(node, NodeInput.Verified(effect.Token, valid), s_latency);
                break;
            case EffectKind.Transcript:
                node.Transcript.Add(Encoding.UTF8.GetString(effect.Bytes.Span));
                break;
            case EffectKind.Notice:
                node.Notices.Add(effect.Notice!.Text.ToString());
                break;
            case EffectKind.Publish:
                break;
            case EffectKind.Deliver:
                node.Delivered.Add((effect.Message, effect.Origin, new StreamNumber(effect.Sequence), effect.Bytes.ToArray()));
                break;
            case EffectKind.Finish:
                node.HasFinished = true;
                node.IsRunning = false;
                break;
            default:
                throw new UnreachableException();
        }
    }
}
