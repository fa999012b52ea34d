using Election.Groups.Layers.Barrier;
using Election.Groups.Model;
using Election.Groups.Stack;
using Election.Voting.Core;
using Election.Voting.Statements;

namespace Election.Voting.Tests.Core;

public sealed class OwnStatementsTests
{
    private static readonly Hash256 s_election = Hash256.Of("election"u8);
    private readonly OwnStatements _own = new(Ballots.Algorithm, s_election, Ballots.Key(1).Fingerprint);
    private readonly Outbox _outbox = new();

    [Fact]
    public void Votes_are_numbered_and_each_names_the_one_before()
    {
        Statement first = _own.Vote(1, _outbox)!, second = _own.Vote(null, _outbox)!, third = _own.Vote(0, _outbox)!;

        Assert.Equal([1UL, 2UL, 3UL], new[] { first.Sequence, second.Sequence, third.Sequence });
        Assert.Equal([default, first.Identity, second.Identity], new[] { first.Previous, second.Previous, third.Previous });
        Assert.Equal(StatementKind.Abstain, second.Kind);
        Assert.Equal(3, _outbox.Effects.ToArray().Count(effect => effect.Kind == EffectKind.Sign));
    }

    [Fact]
    public void A_statement_is_signed_then_journalled_then_submitted()
    {
        StartedStack stack = Alone();
        _own.Vote(0, _outbox);
        Assert.False(_own.Submit(ulong.MaxValue, stack));

        _own.OnSigned(1, new byte[SignatureFormat.SizeBytes], _outbox);
        Effect record = _outbox.Effects[^1];
        Assert.Equal((EffectKind.Journal, JournalRecordKind.OwnStatement), (record.Kind, record.Record));
        Assert.False(_own.Submit(record.JournalSequence - 1, stack));

        Assert.True(_own.Submit(record.JournalSequence, stack));
        Assert.False(_own.Submit(record.JournalSequence, stack));
    }

    [Fact]
    public void Statements_are_submitted_in_the_order_they_were_made_whichever_is_signed_first()
    {
        StartedStack stack = Alone();
        _own.Vote(0, _outbox);
        _own.Close(_outbox);
        _own.OnSigned(2, new byte[SignatureFormat.SizeBytes], _outbox);
        Assert.False(_own.Submit(_outbox.LastJournalSequence, stack));

        _own.OnSigned(1, new byte[SignatureFormat.SizeBytes], _outbox);

        Assert.True(_own.Submit(_outbox.LastJournalSequence, stack));
    }

    [Fact]
    public void Signatures_that_were_not_requested_are_ignored()
    {
        _own.OnSigned(0, new byte[SignatureFormat.SizeBytes], _outbox);
        _own.OnSigned(1, new byte[SignatureFormat.SizeBytes], _outbox);

        Assert.Empty(_outbox.Effects.ToArray());
    }

    [Fact]
    public void No_more_votes_are_made_than_may_be_under_way_and_a_refused_one_takes_no_number()
    {
        for (int i = 0; i < OwnStatements.MaxUnderWay; i++)
            Assert.NotNull(_own.Vote(0, _outbox));
        Assert.Null(_own.Vote(0, _outbox));

        _own.OnSigned(1, new byte[SignatureFormat.SizeBytes], _outbox);
        Assert.True(_own.Submit(_outbox.LastJournalSequence, Alone()));

        Assert.Equal((ulong)OwnStatements.MaxUnderWay + 1, _own.Vote(0, _outbox)!.Sequence);
    }

    /// <summary>The stack of a group of one, past START.</summary>
    private static StartedStack Alone()
    {
        var self = new Member(MemberId.Parse("n1"), Ballots.Key(1));
        NodeCoreOptions options = Room.OptionsOf("n1", 1);
        var barrier = new BarrierOptions
        {
            Self = self, Incarnation = new Incarnation(1), Journal = new JournalId(1), Expect = 1, Context = default, Judge = _ => null,
            Given = GivenStart.Make(new Proposal([self], options.Manifest.Encode()), (_, _) => new byte[SignatureFormat.SizeBytes]),
        };
        var outbox = new Outbox();
        var user = new NodeCore(options);
        user.Step(NodeInput.Timer(), Instant.Zero, outbox);
        var stack = new GroupStack(new GroupOptions { Group = 1, Barrier = barrier, Seed = 1 }, user);
        stack.Start(Instant.Zero, outbox);
        stack.OnJournalled(outbox.LastJournalSequence, Instant.Zero, outbox);
        return stack.Started!;
    }
}
