using System.Text.Json;
using Election.Groups.Model;
using Election.Voting.Core;

namespace Election.Voting.Tests.Core;

/// <summary>
/// A node of a weaker order that comes back with its journal: it never contradicts what it said, and continues from what it had delivered.
/// </summary>
public sealed class DirectRestartTests
{
    [Theory]
    [InlineData(DeliveryOrder.Unreliable)]
    [InlineData(DeliveryOrder.Fifo)]
    [InlineData(DeliveryOrder.Causal)]
    public void After_its_RESULT_it_closes_where_it_closed_and_says_the_same_again(DeliveryOrder order)
    {
        Room room = Weak(order);
        room.Run(() => room["n2"].Journal.Any(record => record.Kind == JournalRecordKind.Result) && room["n2"].Transcript.Count == 5);
        RoomNode first = room["n2"];
        byte[] said = first.Journal.Single(record => record.Kind == JournalRecordKind.Result).Bytes;
        room.Crash("n2");
        RoomNode again = room.Add(first.Options with { Incarnation = new Incarnation(2), Votes = [new PlannedVote(1, TimeSpan.Zero)] },
            first.Journal);
        room.Run();

        Assert.DoesNotContain(EffectOwner.Result, again.Signed);
        Assert.DoesNotContain(EffectOwner.Statement, again.Signed);
        Assert.Equal(Statements(first), Statements(again));
        Assert.Contains(Convert.ToHexStringLower(said), again.Transcript[^1], StringComparison.Ordinal);
        Assert.Equal((Verdict.Certified, first.Snapshot.Head), (again.Snapshot.Verdict, again.Snapshot.Head));
        Assert.Equal(Verdict.Certified, room["n1"].Snapshot.Verdict);
    }

    [Fact]
    public void Before_its_close_it_begins_with_what_it_had_delivered_and_sends_its_own_vote_again_byte_for_byte()
    {
        Room room = Weak(DeliveryOrder.Fifo, silent: "n3");
        room.Run(() => room["n2"].Journal.Count(record => record.Kind == JournalRecordKind.Delivered) == 2);
        RoomNode first = room["n2"];
        room.Crash("n2");
        RoomNode again = room.Add(first.Options with { Incarnation = new Incarnation(2), Votes = [new PlannedVote(1, TimeSpan.Zero)] },
            first.Journal);
        room.Run();

        Assert.DoesNotContain(EffectOwner.Statement, again.Signed);
        Assert.Equal(first.Delivered.Select(one => one.Body).Take(2), again.Delivered.Select(one => one.Body).Take(2));
        // The same vote comes as a message of the new life, and counts once.
        Assert.Contains(again.Delivered, one => one.Origin.Value == 1 && one.Number.Life == 2);
        Assert.All(room.Nodes.Where(node => !node.HasCrashed),
            node => Assert.Equal((Verdict.Certified, 2L), (node.Snapshot.Verdict, node.Snapshot.Counts[0])));
        Assert.Equal(again.Delivered.Count, again.Delivered.DistinctBy(one => (one.Origin, one.Number)).Count());
    }

    [Fact]
    public void Its_texts_go_on_where_they_ended()
    {
        Room room = Weak(DeliveryOrder.Fifo, change: options => options with { Messages = 6 });
        room.Run(() => room["n2"].Journal.Count(record => record.Kind == JournalRecordKind.Delivered) > 8);
        RoomNode first = room["n2"];
        int sent = first.Delivered.Count(one => one.Kind == StreamMessageKind.Text && one.Origin.Value == 1);
        room.Crash("n2");
        RoomNode again = room.Add(first.Options with { Incarnation = new Incarnation(2) }, first.Journal);
        room.Run();

        Assert.InRange(sent, 1, 5);
        string[] texts = [.. again.Delivered.Where(one => one.Kind == StreamMessageKind.Text && one.Origin.Value == 1)
            .Select(one => System.Text.Encoding.UTF8.GetString(one.Body))];
        Assert.Equal(Enumerable.Range(1, 6).Select(i => $"n2 says {i} of 6"), texts);
    }

    [Fact]
    public void Without_its_journal_it_learns_and_signs_nothing()
    {
        Room room = Weak(DeliveryOrder.Reliable, silent: "n3");
        room.Run(() => room["n2"].Delivered.Count == 2);
        RoomNode first = room["n2"];
        room.Crash("n2");
        RoomNode again = room.Add(first.Options with { Incarnation = new Incarnation(2) });
        room.Run();

        Assert.Empty(again.Signed);
        Assert.Contains("this node restarted without its journal: it only learns, and signs nothing more in this election",
            again.Notices);
        Assert.Equal(Verdict.Certified, room["n1"].Snapshot.Verdict);
    }

    private static string[] Statements(RoomNode node) =>
        [.. node.Transcript.Skip(1).SkipLast(1).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("statement").GetString()!)];

    private static Room Weak(DeliveryOrder order, string silent = "", Func<NodeCoreOptions, NodeCoreOptions>? change = null) =>
        Room.Of(3, options =>
    {
        NodeCoreOptions weak = options with
        {
            Manifest = options.Manifest with { Order = order },
            Votes = options.Id.Text == silent ? [] : options.Votes,
        };
        return change is null ? weak : change(weak);
    });
}
