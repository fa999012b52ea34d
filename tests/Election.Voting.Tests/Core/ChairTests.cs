using System.Buffers.Binary;
using System.Text;
using Election.Groups.Model;
using Election.Groups.Wire;
using Election.Voting.Core;
using Election.Voting.Setup;

namespace Election.Voting.Tests.Core;

public sealed class ChairTests
{
    private static readonly MemberId s_chair = MemberId.Parse("n3");

    [Fact]
    public void The_chair_starts_with_those_present_and_they_certify_without_the_others()
    {
        Room room = Present(3, of: 5);
        room.Command("n3", new StartWithPresent());
        room.Run();

        foreach (RoomNode node in room.Nodes)
        {
            Assert.Equal(Verdict.Certified, node.Snapshot.Verdict);
            Assert.Equal(["n1", "n2", "n3"], node.Snapshot.Members.Select(member => member.Id.Text));
            Assert.Equal(room["n1"].Snapshot.Head, node.Snapshot.Head);
        }
    }

    [Fact]
    public void A_node_that_comes_after_the_chair_has_started_is_not_drawn_in()
    {
        Room room = Present(3, of: 5);
        room.Command("n3", new StartWithPresent());
        room.Run(() => room["n3"].Snapshot.State == ElectionState.Open);
        room.Add(OptionsOf("n0", 5));
        room.Run();

        Assert.Equal(Verdict.Stalled, room["n0"].Snapshot.Verdict);
        Assert.Empty(room["n0"].Snapshot.Members);
        Assert.Equal(Verdict.Certified, room["n3"].Snapshot.Verdict);
    }

    [Fact]
    public void Fewer_than_a_majority_cannot_start()
    {
        Room room = Present(2, of: 5, chair: "n2");
        room.Command("n2", new StartWithPresent());
        room.Run(longest: TimeSpan.FromSeconds(2));

        Assert.Equal(ElectionState.Gathering, room["n2"].Snapshot.State);
        Assert.Contains(room["n2"].Notices, notice => notice.Contains("2 of 5 nodes are here", StringComparison.Ordinal));
    }

    [Fact]
    public void A_majority_of_the_roll_is_enough_too()
    {
        Voter[] roll = [new("Ana", Room.Key("n1"), 1), new("Eva", Room.Key("n2"), 1), new("Luz", Room.Key("n9"), 1)];
        Room room = Present(2, of: 5, chair: "n2",
            change: options => options with { Manifest = options.Manifest with { Roll = [.. roll] } });
        room.Command("n2", new StartWithPresent());
        room.Run();

        Assert.All(room.Nodes, node => Assert.Equal(Verdict.Certified, node.Snapshot.Verdict));
    }

    [Fact]
    public void Nobody_but_the_chair_can_start_or_close()
    {
        Room room = Present(3, of: 5);
        room.Command("n1", new StartWithPresent());
        room.Run(longest: TimeSpan.FromSeconds(1));
        Assert.Equal(ElectionState.Gathering, room["n1"].Snapshot.State);

        room.Command("n3", new StartWithPresent());
        room.Run(() => room["n1"].Snapshot.State == ElectionState.Open);
        room.Command("n1", new CloseVote());
        Assert.Contains(room["n1"].Notices, notice => notice.Contains("only the chair", StringComparison.Ordinal));
    }

    [Fact]
    public void A_request_that_the_chair_did_not_sign_binds_nobody()
    {
        Room room = Present(3, of: 5);
        room.Run(longest: TimeSpan.FromSeconds(1));
        Member[] members = [.. new[] { "n1", "n2", "n3" }.Select(id => new Member(MemberId.Parse(id), Room.Key(id)))];
        var proposal = new Proposal(members, room["n1"].Options.Manifest.Encode());
        room.Inject(room["n1"], "n3", FrameKind.Propose, Request(proposal, new byte[SignatureFormat.SizeBytes]));
        room.Inject(room["n1"], "n2", FrameKind.Propose, Request(proposal,
            Room.Sign(Room.Key("n3"), [.. Encoding.ASCII.GetBytes("election-start-present/1\0"), .. proposal.Id.ToArray()])));
        room.Run(longest: TimeSpan.FromSeconds(1));

        Assert.DoesNotContain(EffectOwner.Barrier, room["n1"].Signed);
        Assert.Equal(1, room["n1"].Snapshot.Counters.Single(counter => counter.Key == "BadReadySignatures").Value);

        // The chair's own request still holds.
        room.Command("n3", new StartWithPresent());
        room.Run();
        Assert.Equal(Verdict.Certified, room["n1"].Snapshot.Verdict);
    }

    [Fact]
    public void The_chair_closes_and_a_voter_that_has_not_voted_is_not_counted()
    {
        Room room = Room.Of(3,
            options => Sitting(options) with { Votes = options.Id.Text == "n2" ? [] : [new PlannedVote(0, TimeSpan.Zero)] });
        room.Run(() => room["n1"].Snapshot.Delivered == 2);
        room.Run(longest: TimeSpan.FromSeconds(40));
        Assert.Equal(ElectionState.Open, room["n1"].Snapshot.State);

        room.Command("n3", new CloseVote());
        room.Command("n3", new CloseVote());
        room.Run();
        Assert.All(room.Nodes, node => Assert.Equal((Verdict.Certified, 2), (node.Snapshot.Verdict!.Value, node.Snapshot.Delivered)));
        Assert.Equal(room["n1"].Snapshot.Head, room["n3"].Snapshot.Head);
    }

    [Fact]
    public void Before_the_vote_is_open_the_chair_cannot_close_it()
    {
        Room room = Present(3, of: 5);
        room.Command("n3", new CloseVote());
        Assert.Contains(room["n3"].Notices, notice => notice.Contains("not open", StringComparison.Ordinal));
    }

    [Fact]
    public void A_chair_started_again_at_the_barrier_repeats_its_proposal()
    {
        Room room = Present(3, of: 5);
        room.IsLost = (_, _, datagram) => Room.Holds(datagram, FrameKind.Propose, FrameKind.Ready);
        room.Command("n3", new StartWithPresent());
        room.Run(longest: TimeSpan.FromSeconds(1));
        RoomNode before = room["n3"];
        room.Crash("n3");
        room.IsLost = (_, _, _) => false;

        RoomNode after = room.Add(before.Options with { Incarnation = new Incarnation(2) }, before.Journal);
        room.Run(() => after.HasFinished);
        Assert.Equal(Verdict.Certified, after.Snapshot.Verdict);
        byte[] proposed = before.Journal.First(record => record.Kind == JournalRecordKind.Proposal).Bytes;
        Assert.NotEqual(-1, proposed.AsSpan().IndexOf(room["n1"].Snapshot.Certificate!.Proposal.Encoded.Span));
    }

    private static Room Present(int nodes, int of, string chair = "n3", Func<NodeCoreOptions, NodeCoreOptions>? change = null)
    {
        Room room = Room.Of(nodes, options =>
        {
            NodeCoreOptions named = options with { Expect = of, Manifest = options.Manifest with { Chair = MemberId.Parse(chair) } };
            return change is null ? named : change(named);
        });
        room.Run(() => room.Nodes.All(node => node.Snapshot.Discovered == nodes));
        return room;
    }

    private static byte[] Request(Proposal proposal, byte[] signature)
    {
        byte[] length = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(length, (uint)proposal.Encoded.Length);
        byte[] journals = [.. Enumerable.Repeat<byte[]>([0, 0, 0, 0, 0, 0, 0, 1], proposal.Members.Length).SelectMany(journal => journal)];
        return [.. length, .. proposal.Encoded.Span, .. journals, .. signature];
    }

    private static NodeCoreOptions OptionsOf(string id, int expect) => Sitting(Room.OptionsOf(id, expect));

    private static NodeCoreOptions Sitting(NodeCoreOptions options) =>
        options with { Manifest = options.Manifest with { Chair = s_chair }, Headless = false, CloseAfter = null };
}
