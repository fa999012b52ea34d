using Election.Groups.Model;
using Election.Node.Screen.Layout;
using Election.Node.Screen.Model;
using Election.Node.Screen.Pictures;
using Election.Voting.Core;

namespace Election.Node.Tests.Screen;

public sealed class DifferencePaneTests
{
    [Fact]
    public void Logs_that_close_at_one_index_show_this_nodes_entries_beside_unknown_ones()
    {
        string[] rows = Rows(SampleScreens.Of("diverged")!);
        Assert.Equal("n1 and n4 differ at an index up to 7. Their results do not tell which;"
            + " election compare n1.transcript.jsonl n4.transcript.jsonl does.", Sentence(rows));
        Assert.Equal("index", rows[^11].Trim()[..5]);
        Assert.Equal(["1", "OPEN by n1", "unknown"], Words(rows[^10]));
        Assert.Equal(["5", "n5:1 Pérez", "unknown"], Words(rows[^6]));
        Assert.Equal(["7", "CLOSE by n1", "CLOSE"], Words(rows[^4]));
        Assert.Equal(["≠ tally", "Sánchez 3, Pérez 2", "Sánchez 2, Pérez 3"], Words(rows[^3]));
        Assert.Equal(["≠ decision", "elected Sánchez", "elected Pérez"], Words(rows[^2]));
    }

    [Fact]
    public void The_close_of_one_log_stands_beside_the_entry_of_the_other()
    {
        string[] rows = Rows(SampleScreens.Of("diverged")!.WithCloseOfN4(5));
        Assert.Equal("n1 and n4 differ at index 5 or earlier;"
            + " election compare n1.transcript.jsonl n4.transcript.jsonl tells.", Sentence(rows));
        string[][] entries = [.. rows.Select(Words).Where(words => words.Length == 3)];
        Assert.Equal(["≠ 5", "n5:1 Pérez", "CLOSE"], entries[1]);
        Assert.Equal(["6", "n6:1 Sánchez", "-"], entries[2]);
        Assert.Equal(["7", "CLOSE by n1", "-"], entries[3]);
    }

    [Fact]
    public void A_log_that_is_longer_than_this_nodes_has_unknown_entries()
    {
        string[][] entries = [.. Rows(SampleScreens.Of("diverged")!.WithCloseOfN4(9)).Select(Words).Where(words => words.Length == 3)];
        Assert.Equal(["≠ 7", "CLOSE by n1", "unknown"], entries[1]);
        Assert.Equal(["8", "-", "unknown"], entries[2]);
        Assert.Equal(["9", "-", "CLOSE"], entries[3]);
    }

    [Fact]
    public void A_close_at_an_absurd_index_makes_no_more_rows_than_are_shown()
    {
        UiModel model = Model(SampleScreens.Of("diverged")!.WithCloseOfN4(ulong.MaxValue));
        Pane pane = DifferencePane.Of(model, 80);
        Assert.InRange(pane.Rows.Length, NodeDetail.MaxDeliveries, NodeDetail.MaxDeliveries + 3);
    }

    [Fact]
    public void Entries_older_than_the_picture_are_not_invented()
    {
        NodePicture diverged = SampleScreens.Of("diverged")!.WithCloseOfN4(4);
        NodePicture late = diverged with { Detail = diverged.Detail with { Deliveries = [.. diverged.Detail.Deliveries.Skip(5)] } };
        string[][] entries = [.. Rows(late).Select(Words).Where(words => words.Length == 3)];
        Assert.Equal(["≠ 4", "further back", "CLOSE"], entries[1]);
        Assert.Equal(["6", "n6:1 Sánchez", "-"], entries[3]);
    }

    [Fact]
    public void Of_two_other_logs_only_what_was_signed_is_shown()
    {
        NodePicture diverged = SampleScreens.Of("diverged")!;
        (ResultView first, ResultView second) = diverged.Detail.Difference!.Value;
        NodePicture others = diverged with
        {
            Detail = diverged.Detail with
            {
                Difference = (first with { IsOwn = false, CloseIndex = new LogIndex(6) }, second with { Id = SampleScreens.Id(3) }),
            },
        };
        string[][] entries = [.. Rows(others).Select(Words).Where(words => words.Length == 3)];
        Assert.Equal(["≠ 6", "CLOSE", "unknown"], entries[1]);
        Assert.Equal(["7", "-", "CLOSE"], entries[2]);
    }

    [Fact]
    public void Without_an_agreed_order_no_index_is_compared()
    {
        UiModel model = Model(SampleScreens.Of("diverged")!);
        string[] rows = Rows(model with { Settings = model.Settings with { Order = DeliveryOrder.Fifo } });
        Assert.StartsWith("n1 and n4 accepted different votes.", Sentence(rows));
        Assert.DoesNotContain(rows, row => row.Contains("unknown", StringComparison.Ordinal));
    }

    private static UiModel Model(NodePicture picture) =>
        SampleScreens.Model("diverged") with { Screen = UiScreen.Compare, Size = (200, 40), Picture = picture };

    private static string[] Rows(NodePicture picture) => Rows(Model(picture));

    private static string[] Rows(UiModel model)
    {
        Pane pane = DifferencePane.Of(model, 78);
        return [.. pane.Head.Concat(pane.Rows).Select(line => line.Text), ""];
    }

    private static string Sentence(string[] rows) =>
        string.Join(' ', rows.TakeWhile(row => !row.TrimStart().StartsWith("index", StringComparison.Ordinal)).Select(row => row.Trim()));

    private static string[] Words(string row) => row.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
