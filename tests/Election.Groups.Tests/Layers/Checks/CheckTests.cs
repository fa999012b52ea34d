using Election.Groups.Layers.Atomic;
using Election.Groups.Layers.Checks;
using Election.Groups.Layers.Reliable;
using Election.Groups.Layers;
using Election.Groups.Model;
using Election.Groups.Tests.Support;
using Election.Groups.Wire;

namespace Election.Groups.Tests.Layers.Checks;

/// <summary>
/// Tests each check over messages in an order that the test chooses: what it reports, and that everything goes up as it came.
/// </summary>
public sealed class CheckTests : IUpperLayer, ICheckUser, IAtomicUser
{
    private static readonly Instant s_now = Instant.FromMilliseconds(1);
    private readonly List<string> _said = [];
    private readonly List<string> _passed = [];
    private readonly GroupCounters _counters = new();
    private readonly Membership _membership = new(TestGroup.Of(3), TestGroup.Id("n003").Tag, s_now);
    private readonly ViolationLog _log;

    public CheckTests() => _log = new ViolationLog(_membership, _counters, this, TestGroup.Id("n003"));

    [Fact]
    public void A_message_that_goes_up_twice_breaks_integrity()
    {
        var check = new IntegrityCheck(3, _log, this);
        Receive(check, "0:1 0:3 1:1 0:3 0:2 0:1");

        Assert.Equal(
            ["n003 delivers n001:3 and then n001:3 again: a message counts once",
                "n003 delivers n001:1 and then n001:1 again: a message counts once"], _said);
        Assert.Equal(2, _counters[GroupCounter.IntegrityViolations]);
        Assert.Equal(6, _passed.Count);
    }

    [Fact]
    public void Integrity_says_nothing_of_what_comes_too_late_to_be_told_from_a_second_time()
    {
        var check = new IntegrityCheck(3, _log, this);
        Receive(check, $"0:{2 * ReceivedNumbers.Window} 0:1");

        Assert.Empty(_said);
        Assert.Equal(2, _passed.Count);
    }

    [Fact]
    public void A_message_without_an_earlier_one_of_its_origin_breaks_fifo_and_both_are_named()
    {
        var check = new FifoCheck(3, _log, this);
        Receive(check, "0:1 1:2 0:2 1:1 1:3 0:5");

        Assert.Equal(
            [
                "n003 delivers n002:2 without n002:1, which the same node broadcast before it",
                "n003 delivers n001:5 without n001:3, which the same node broadcast before it",
            ], _said);
        Assert.Equal(2, _counters[GroupCounter.FifoViolations]);
    }

    [Fact]
    public void A_new_life_is_a_new_stream_and_what_is_given_up_within_a_life_stays_missing()
    {
        ulong second = MessageStream.BaseOf(1);
        var check = new FifoCheck(3, _log, this);
        check.Skip(new Rank(0), second + 1, s_now);
        Receive(check, $"0:{second + 1}");
        Assert.Empty(_said);

        check.Skip(new Rank(0), second + 4, s_now);
        Receive(check, $"0:{second + 4}");

        Assert.Equal(["n003 delivers n001/2:4 without n001/2:2, which the same node broadcast before it"], _said);
        Assert.Equal([$"skip 0 to {second + 1}", $"0:{second + 1}", $"skip 0 to {second + 4}", $"0:{second + 4}"], _passed);
    }

    [Fact]
    public void A_message_without_one_of_its_past_breaks_causal_order_and_both_are_named()
    {
        var check = new CausalCheck(3, _log, this);
        Receive(check, "1:1 after 2 0 0", "0:1 after 0 0 0", "0:2 after 1 0 0", "1:2 after 2 1 0", "1:4 after 2 3 0", "2:1");

        Assert.Equal(
            ["n003 delivers n002:1 without n001:1, which lies in its past", "n003 delivers n002:4 without n002:3, which lies in its past"],
            _said);
        Assert.Equal(2, _counters[GroupCounter.CausalViolations]);
        Assert.Equal(6, _passed.Count);
    }

    [Fact]
    public void A_past_in_an_earlier_life_is_over()
    {
        var check = new CausalCheck(3, _log, this);
        check.Skip(new Rank(0), MessageStream.BaseOf(1) + 1, s_now);
        Receive(check, "1:1 after 7 0 0");

        Assert.Empty(_said);
    }

    [Fact]
    public void What_is_known_and_does_not_come_is_missed_after_a_while_and_once()
    {
        var stream = new UnreliableLayer(_membership, new GroupTiming(), Packer(), _counters, this, s_now);
        var check = new ReliableCheck(3, _log, this);
        check.Bind(stream);
        stream.OnBeat(new Rank(0), Beat(highest: 3), s_now);
        Receive(check, "0:2");

        check.Look(s_now);
        check.Look(s_now + ReliableCheck.Patience - TimeSpan.FromMilliseconds(1));
        Assert.Empty(_said);
        check.Look(s_now + ReliableCheck.Patience);
        check.Look(s_now + 3 * ReliableCheck.Patience);

        Assert.Equal(
            [
                "n003 lacks n001:1 after 1 s, though the same node has broadcast up to n001:3",
                "n003 lacks n001:3 after 1 s, though the same node says that it broadcast it",
            ], _said);
    }

    [Fact]
    public void What_comes_in_time_is_not_missed()
    {
        var stream = new UnreliableLayer(_membership, new GroupTiming(), Packer(), _counters, this, s_now);
        var check = new ReliableCheck(3, _log, this);
        check.Bind(stream);
        stream.OnBeat(new Rank(0), Beat(highest: 2), s_now);

        check.Look(s_now);
        Receive(check, "0:1");
        check.Look(s_now + ReliableCheck.Patience);
        Receive(check, "0:2");
        check.Look(s_now + 2 * ReliableCheck.Patience);
        check.Look(s_now + 4 * ReliableCheck.Patience);

        Assert.Empty(_said);
    }

    [Fact]
    public void Statements_delivered_out_of_their_place_break_total_order()
    {
        var check = new TotalCheck(_log, this);
        check.OnOrdered(new LogIndex(1), new byte[] { 1 });
        check.OnOrdered(new LogIndex(2), new byte[] { 2 });
        check.OnDelivered(new LogIndex(1), new byte[] { 1 });
        check.OnTruncated(new LogIndex(1));
        check.OnOrdered(new LogIndex(2), new byte[] { 3 });
        check.OnDelivered(new LogIndex(2), new byte[] { 3 });
        Assert.Empty(_said);

        check.OnOrdered(new LogIndex(3), new byte[] { 4 });
        check.OnDelivered(new LogIndex(3), new byte[] { 5 });
        check.OnDelivered(new LogIndex(5), new byte[] { 6 });
        check.OnTruncated(new LogIndex(4));

        Assert.Equal(
            [
                "n003 delivers another statement at index 3 than was ordered there after index 2",
                "n003 delivers index 5 after index 3",
                "n003 takes back index 5, though it has delivered up to index 5",
            ], _said);
        Assert.Equal(10, _passed.Count);
    }

    [Fact]
    public void A_missing_message_is_held_against_the_first_that_goes_up_without_it()
    {
        var fifo = new FifoCheck(3, _log, this);
        Receive(fifo, "0:1 0:4 0:5 0:2 0:6 0:8");
        var causal = new CausalCheck(3, _log, this);
        Receive(causal, "1:1 after 2 0 0", "1:2 after 2 1 0", "2:1 after 3 2 0");

        Assert.Equal(
            [
                "n003 delivers n001:4 without n001:2, which the same node broadcast before it",
                "n003 delivers n001:8 without n001:7, which the same node broadcast before it",
                "n003 delivers n002:1 without n001:1, which lies in its past",
                "n003 delivers n003:1 without n001:3, which lies in its past",
            ], _said);
    }

    [Fact]
    public void Every_violation_is_counted_and_the_sentences_have_a_limit()
    {
        var check = new FifoCheck(3, _log, this);
        for (int i = 1; i <= 2 * ViolationLog.MaxSentences; i++)
            Receive(check, $"0:{2 * i}");

        Assert.Equal(ViolationLog.MaxSentences, _said.Count);
        Assert.EndsWith("(8 are said, further ones are only counted)", _said[^1], StringComparison.Ordinal);
        Assert.Equal(2 * ViolationLog.MaxSentences, _counters[GroupCounter.FifoViolations]);
    }

    private FramePacker Packer() => new(TestGroup.Tag, TestGroup.Id("n003").Tag, new Incarnation(1), 1400, _counters);

    private static byte[] Beat(ulong highest)
    {
        var body = new byte[BeatFrame.SizeBytes(3)];
        var writer = new SpanWriter(body);
        writer.UInt64(highest);
        writer.UInt64(highest + 1);
        writer.UInt16(3);
        return body;
    }

    /// <summary>Messages as <c>origin:sequence</c>, or with causes as <c>origin:sequence after 1 0 2</c>.</summary>
    private static void Receive(IUpperLayer check, params string[] messages)
    {
        foreach (string message in messages.Length == 1 && !messages[0].Contains("after", StringComparison.Ordinal)
            ? messages[0].Split(' ') : messages)
        {
            string[] parts = message.Split(" after ");
            ulong[] name = [.. parts[0].Split(':').Select(ulong.Parse)];
            ulong[] causes = parts.Length == 1 ? [] : [.. parts[1].Split(' ').Select(ulong.Parse)];
            check.Receive(new Rank((int)name[0]), name[1], Datagrams.Message(StreamMessageKind.Text, causes, []), s_now);
        }
    }

    void IUpperLayer.Receive(Rank origin, ulong sequence, ReadOnlyMemory<byte> payload, Instant now) =>
        _passed.Add($"{origin.Value}:{sequence}");

    void IUpperLayer.Skip(Rank origin, ulong next, Instant now) => _passed.Add($"skip {origin.Value} to {next}");

    void ICheckUser.OnViolation(LayerKind check, Sentence sentence) => _said.Add(sentence.ToString());

    void IAtomicUser.OnOrdered(LogIndex index, ReadOnlyMemory<byte> statement) => _passed.Add($"ordered {index}");

    void IAtomicUser.OnTruncated(LogIndex last) => _passed.Add($"truncated to {last}");

    void IAtomicUser.OnDelivered(LogIndex index, ReadOnlyMemory<byte> statement) => _passed.Add($"delivered {index}");

    void IAtomicUser.OnMode(AtomicState state) => _passed.Add($"{state}");
}
