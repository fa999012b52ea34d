using Election.Groups.Layers;
using Election.Groups.Model;
using Election.Groups.Tests.Support;
using FsCheck.Fluent;
using FsCheck;

namespace Election.Groups.Tests.Layers;

public sealed class CausalLayerTests : IUpperLayer
{
    private static readonly Instant s_now = Instant.FromMilliseconds(1);
    private readonly List<(int Origin, ulong Sequence)> _delivered = [];
    private readonly GroupCounters _counters = new();

    /// <summary>
    /// Three members broadcast in random turns, each after whatever it has delivered. A fourth receives all of it in any order, and some of
    /// it twice.
    /// </summary>
    [Fact]
    public void Whatever_order_messages_come_in_each_is_delivered_once_and_after_its_causes() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            _delivered.Clear();
            var random = new SplitMix64((ulong)seed);
            List<Sent> sent = Execution(random, broadcasts: 30);
            var causal = new CausalLayer(4, _counters, this);
            var copies = new List<Sent>([.. sent, .. sent.Take(10)]);
            while (copies.Count > 0)
            {
                int next = (int)random.Next((ulong)copies.Count);
                causal.Receive(new Rank(copies[next].Origin), copies[next].Sequence, copies[next].Message, s_now);
                copies.RemoveAt(next);
            }
            return causal.Held == 0 && _delivered.Count == sent.Count && sent.All(ComesAfterItsCauses);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_new_life_sets_free_what_waited_for_the_old_one()
    {
        var causal = new CausalLayer(2, _counters, this);
        causal.Receive(new Rank(1), 1, Message([5, 0]), s_now);
        Assert.Equal(1, causal.Held);

        causal.Skip(new Rank(0), new StreamNumber(1UL << StreamNumber.LifeShift).Sequence + 1, s_now);

        Assert.Equal([(1, 1UL)], _delivered);
        Assert.Equal(0, causal.Held);
    }

    [Fact]
    public void No_more_is_held_than_the_limit_and_what_comes_beyond_is_never_delivered_out_of_order()
    {
        var causal = new CausalLayer(2, _counters, this);
        for (ulong sequence = 2; sequence < CausalLayer.MaxHeld + 4; sequence++)
            causal.Receive(new Rank(0), sequence, Message([sequence - 1, 0]), s_now);
        Assert.Equal((CausalLayer.MaxHeld, 2), (causal.Held, _counters[GroupCounter.NoRoom]));

        causal.Receive(new Rank(0), 1, Message([0, 0]), s_now);

        Assert.Equal(0, causal.Held);
        Assert.Equal(Enumerable.Range(1, CausalLayer.MaxHeld + 1).Select(sequence => (0, (ulong)sequence)), _delivered);
    }

    [Fact]
    public void A_message_whose_causes_do_not_read_is_left_out_and_those_behind_it_go_on()
    {
        var causal = new CausalLayer(2, _counters, this);
        causal.Receive(new Rank(0), 1, new byte[] { (byte)StreamMessageKind.Text, 1 }, s_now);
        causal.Receive(new Rank(0), 2, Message([1, 0, 0]), s_now);
        causal.Receive(new Rank(0), 3, Message([2, 0]), s_now);

        Assert.Equal([(0, 3UL)], _delivered);
        Assert.Equal(2, _counters[GroupCounter.Malformed]);
    }

    private bool ComesAfterItsCauses(Sent sent)
    {
        int place = _delivered.IndexOf((sent.Origin, sent.Sequence));
        return sent.Causes.All(cause => _delivered.IndexOf(cause) is var before && before >= 0 && before < place);
    }

    private static List<Sent> Execution(SplitMix64 random, int broadcasts)
    {
        const int Members = 3;
        var sent = new List<Sent>();
        var pasts = Enumerable.Range(0, Members).Select(_ => new ulong[Members + 1]).ToArray();
        for (int i = 0; i < broadcasts; i++)
        {
            int origin = (int)random.Next(Members);
            ulong[] past = pasts[origin];
            // It has delivered something of another's before, with all that lies before that.
            if (sent.Count > 0 && random.Next(2) == 0)
            {
                Sent heard = sent[(int)random.Next((ulong)sent.Count)];
                for (int rank = 0; rank < past.Length; rank++)
                    past[rank] = Math.Max(past[rank], rank == heard.Origin ? heard.Sequence : heard.Vector[rank]);
            }
            ulong[] vector = [.. past];
            sent.Add(new Sent(origin, ++past[origin], vector, Message(vector)));
        }
        return sent;
    }

    private static byte[] Message(ulong[] causes) => Datagrams.Message(StreamMessageKind.Text, causes, []);

    void IUpperLayer.Receive(Rank origin, ulong sequence, ReadOnlyMemory<byte> payload, Instant now) =>
        _delivered.Add((origin.Value, sequence));

    void IUpperLayer.Skip(Rank origin, ulong next, Instant now)
    {
        // Nothing above has numbers to mend.
    }

    private sealed record Sent(int Origin, ulong Sequence, ulong[] Vector, byte[] Message)
    {
        public IEnumerable<(int Origin, ulong Sequence)> Causes => Vector.SelectMany((last, rank) =>
            Enumerable.Range(1, (int)last).Select(number => (rank, (ulong)number)));
    }
}
