using Election.Groups.Model;
using Election.Groups.Wire;
using Election.Voting.Core;
using Election.Voting.Counting;
using Election.Voting.Statements;
using Election.Voting.Transcripts;

namespace Election.Voting.Tests.Core;

/// <summary>What a node makes of a result other than its own.</summary>
public sealed class NodeCoreDivergenceTests
{
    [Fact]
    public void Late_evidence_of_another_result_outweighs_a_certificate()
    {
        Room room = Room.Of(3);
        room.IsLost = (from, to, datagram) => from.Options.Id.Text == "n3" && Room.Holds(datagram, FrameKind.Result, FrameKind.Done);
        room.Run(() => room["n1"].Snapshot.Verdict == Verdict.Certified);
        room.Inject(room["n1"], "n3", FrameKind.Result, OtherResult(room["n1"], "n3", head: 9));
        room.Run();

        NodeSnapshot end = room["n1"].Snapshot;
        Assert.Equal((ElectionState.Diverged, Verdict.Diverged), (end.State, end.Verdict!.Value));
        Assert.StartsWith("n1 and n3 differ: ", end.Reason!.ToString(), StringComparison.Ordinal);
        Assert.Null(end.Certificate);
    }

    [Fact]
    public void A_node_that_sees_two_results_differ_before_it_has_closed_goes_on_to_its_close()
    {
        Room room = Room.Of(3, options => options with { Votes = [new PlannedVote(0, TimeSpan.FromMilliseconds(100))] });
        room.Run(() => room.Nodes.All(node => node.Snapshot.State == ElectionState.Open));
        room.Inject(room["n1"], "n2", FrameKind.Result, OtherResult(room["n1"], "n2", head: 8));
        room.Inject(room["n1"], "n3", FrameKind.Result, OtherResult(room["n1"], "n3", head: 9));
        room.Run(() => room["n1"].Snapshot.Verdict is not null);
        Assert.Equal(Verdict.Diverged, room["n1"].Snapshot.Verdict);

        room.Run();

        Assert.True(room["n1"].HasFinished);
        Assert.Equal((ElectionState.Diverged, Verdict.Diverged), (room["n1"].Snapshot.State, room["n1"].Snapshot.Verdict!.Value));
        Assert.NotNull(room["n1"].Snapshot.CloseIndex);
    }

    [Fact]
    public void A_node_that_saw_two_results_differ_stays_diverged_when_the_group_is_gone()
    {
        Room room = Room.Of(3, options => options with { Votes = [], CloseAfter = null, QuorumTimeout = TimeSpan.FromSeconds(10) });
        room.Run(() => room.Nodes.All(node => node.Snapshot.State == ElectionState.Open));
        room.Inject(room["n1"], "n2", FrameKind.Result, OtherResult(room["n1"], "n2", head: 8));
        room.Inject(room["n1"], "n3", FrameKind.Result, OtherResult(room["n1"], "n3", head: 9));
        room.Crash("n2");
        room.Crash("n3");
        room.Run();

        Assert.True(room["n1"].HasFinished);
        Assert.Equal(Verdict.Diverged, room["n1"].Snapshot.Verdict);
        Assert.Equal(ElectionState.Diverged, room["n1"].Snapshot.State);
    }

    /// <summary>A RESULT that its member did sign, with a head that no other node has.</summary>
    private static byte[] OtherResult(RoomNode at, string member, byte head)
    {
        Hash256 election = at.Snapshot.ElectionId!.Value;
        var body = new CertificateBody(election, new LogIndex(5), Hash256.Of([head]), new Tally([0, 3], 0), Decision.Elected("Pérez"));
        Statement result = Statement.Result(at.Options.Algorithm, election, Room.Key(member).Fingerprint, body.Encode());
        return new SignedStatement(result, Room.Sign(Room.Key(member), result.SignedBytes())).Encode();
    }
}
