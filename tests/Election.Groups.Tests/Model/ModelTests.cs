using Election.Groups.Model;
using Election.Groups.Tests.Support;
using FsCheck.Fluent;
using FsCheck.Xunit;
using FsCheck;

namespace Election.Groups.Tests.Model;

public sealed class ModelTests
{
    [Fact]
    public void A_proposal_holds_at_most_so_many_members_and_so_much_context()
    {
        Proposal largest = TestGroup.Of(Proposal.MaxMembers, new string('x', Proposal.MaxContextBytes));
        Assert.True(Proposal.TryDecode(largest.Encoded.Span, out Proposal? read));
        Assert.Equal(largest.Id, read!.Id);

        Assert.Throws<ArgumentException>(() => TestGroup.Of(Proposal.MaxMembers + 1));
        Assert.Throws<ArgumentException>(() => TestGroup.Of(0));
        Assert.Throws<ArgumentException>(() => TestGroup.Of(1, new string('x', Proposal.MaxContextBytes + 1)));
    }

    [Fact]
    public void What_the_wire_says_beyond_a_proposals_limits_is_refused()
    {
        byte[] one = TestGroup.Of(1).Encoded.ToArray(), two = TestGroup.Of(2).Encoded.ToArray();
        byte[] member1 = one[2..^4], member2 = two[(2 + member1.Length)..^4];

        Assert.True(Proposal.TryDecode([0, 2, .. member1, .. member2, 0, 0, 0, 0], out _));
        Assert.False(Proposal.TryDecode([0, 2, .. member2, .. member1, 0, 0, 0, 0], out _));
        Assert.False(Proposal.TryDecode([0, 2, .. member1, .. member1, 0, 0, 0, 0], out _));
        Assert.False(Proposal.TryDecode([0, 0, 0, 0, 0, 0], out _));
        Assert.False(Proposal.TryDecode([0, 1, .. member1, 0, 0, 0x80, 1, .. new byte[Proposal.MaxContextBytes + 1]], out _));
        IEnumerable<byte> tooMany = Enumerable.Range(0, Proposal.MaxMembers + 1)
            .SelectMany(i => new Proposal([TestGroup.Member($"m{i:000}")], default).Encoded.ToArray()[2..^4]);
        Assert.False(Proposal.TryDecode([0, Proposal.MaxMembers + 1, .. tooMany, 0, 0, 0, 0], out _));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(4, 3)]
    [InlineData(5, 3)]
    public void More_than_half_of_the_members_are_a_majority(int members, int majority) =>
        Assert.Equal(majority, TestGroup.Of(members).Majority);

    [Fact]
    public void An_id_is_read_from_the_wire_only_if_an_operator_could_have_typed_it() =>
        Prop.ForAll(Wire.Codec.Bytes(0, 40).ToArbitrary(), ascii =>
    {
        bool reads = MemberId.TryDecode(ascii, out MemberId id);
        bool allowed = ascii.Length is > 0 and <= MemberId.MaxLength
            && ascii.All(b => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'.' or (byte)'_' or (byte)'-');
        return reads ? allowed && id.Text.Select(c => (byte)c).SequenceEqual(ascii) : !allowed
            || ascii is [(byte)'.'] or [(byte)'.', (byte)'.'];
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("leader")]
    [InlineData("all")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("ñ")]
    [InlineData("a b")]
    [InlineData("123456789012345678901234567890123")]
    public void Some_words_are_not_ids(string text)
    {
        Assert.NotEmpty($"{MemberId.Read(text).Refusal}");
    }

    [Fact]
    public void A_sliding_queue_behaves_as_a_queue_whose_items_can_be_reached() =>
        Prop.ForAll(Gen.ListOf(Gen.Choose(0, 4)).ToArbitrary(), steps =>
    {
        var queue = new SlidingQueue<int>();
        var model = new List<int>();
        int next = 0;
        foreach (int step in steps.Concat(steps).Concat(steps))
        {
            if (step == 0 && model.Count > 0)
            {
                if (queue.Dequeue() != model[0])
                    return false;
                model.RemoveAt(0);
            }
            else if (step == 1)
            {
                queue.Truncate(model.Count / 2);
                model.RemoveRange(model.Count / 2, model.Count - (model.Count / 2));
            }
            else
            {
                queue.Enqueue(next);
                model.Add(next++);
            }
            if (queue.Count != model.Count || model.Where((item, i) => queue[i] != item).Any())
                return false;
        }
        return true;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_sliding_queue_has_nothing_beyond_its_ends()
    {
        var queue = new SlidingQueue<int>();
        Assert.Throws<ArgumentOutOfRangeException>(() => queue.Dequeue());
        queue.Enqueue(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => queue[1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => queue[-1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => queue.Truncate(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => queue.Truncate(-1));
    }

    [Fact]
    public void Slabs_keep_each_payload_apart_and_give_a_large_one_its_own()
    {
        var store = new SlabStore();
        ReadOnlyMemory<byte> small = store.Copy([1, 2, 3]), large = store.Copy(new byte[SlabStore.SlabBytes + 1]), next = store.Copy([4]);
        ReadOnlyMemory<byte> full = store.Copy(new byte[SlabStore.SlabBytes]), last = store.Copy([5]);

        Assert.Equal("1 2 3 | 4 | 5", $"{string.Join(' ', small.ToArray())} | {next.Span[0]} | {last.Span[0]}");
        Assert.Equal((SlabStore.SlabBytes + 1, SlabStore.SlabBytes), (large.Length, full.Length));
    }

    [Fact]
    public void An_outbox_keeps_what_was_sent_before_it_had_to_grow()
    {
        var outbox = new Outbox();
        for (int i = 0; i < 100; i++)
            outbox.Send(Enumerable.Repeat((byte)i, 1000).ToArray());

        for (int i = 0; i < 100; i++)
            Assert.True(outbox.Effects[i].Bytes.Span.IndexOfAnyExcept((byte)i) < 0 && outbox.Effects[i].Bytes.Length == 1000);
        outbox.Clear();
        Assert.Equal(0, outbox.Effects.Length);
    }

    [Fact]
    public void Journal_records_are_numbered_over_a_nodes_whole_life()
    {
        var outbox = new Outbox();
        Assert.Equal(1UL, outbox.Journal(JournalRecordKind.Ready, default));
        outbox.Clear();
        Assert.Equal(2UL, outbox.Journal(JournalRecordKind.Start, default));
    }

    [Property]
    public bool A_seeded_number_stays_in_its_bounds(ulong seed)
    {
        var random = new SplitMix64(seed);
        TimeSpan least = TimeSpan.FromTicks(5), most = TimeSpan.FromTicks(8);
        for (int i = 0; i < 50; i++)
        {
            TimeSpan drawn = random.NextBetween(least, most);
            if (drawn < least || drawn > most || random.Next(3) > 2 || random.NextDouble() is < 0 or >= 1)
                return false;
        }
        return new SplitMix64(seed).Next() == new SplitMix64(seed).Next();
    }
}
