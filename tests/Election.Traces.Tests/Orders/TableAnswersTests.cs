using System.Collections.Immutable;
using Election.Groups.Model;
using Election.Traces.Orders;

namespace Election.Traces.Tests.Orders;

/// <summary>Scenarios of a table, judged: P1 sends a1 and a2; P2 sends b1 after it has delivered a1.</summary>
public sealed class TableAnswersTests
{
    [Theory]
    [InlineData("a1 b1 a2", "a1 b1 a2", "a1 b1 a2", "yes yes yes yes")]
    [InlineData("a1 a2 b1", "a1 b1 a2", "a1 b1 a2", "yes yes yes no")]
    [InlineData("b1 a1 a2", "b1 a1 a2", "b1 a1 a2", "yes yes no yes")]
    [InlineData("a2 a1 b1", "a2 a1 b1", "a2 a1 b1", "yes no no yes")]
    [InlineData("a1 b1", "a1", "", "no yes yes yes")]
    [InlineData("a1 b1 a2", "a1 a2", "b1", "no yes no no")]
    [InlineData("", "", "", "no yes yes yes")]
    public void Each_column_is_judged_by_itself_and_what_is_missing_breaks_no_order_by_itself(
        string one, string two, string three, string expected)
    {
        ImmutableArray<TableCell> cells = Judge(one, two, three);
        Assert.Equal(expected, string.Join(' ', cells.Select(cell => cell.Holds ? "yes" : "no")));
        Assert.All(cells, cell => Assert.Equal(cell.Holds, cell.Why.InEnglish().Length == 0));
    }

    [Fact]
    public void Every_no_has_a_sentence_that_names_process_and_messages_as_the_table_does()
    {
        ImmutableArray<TableCell> cells = Judge("a2 a1 b1", "b1 a1", "a1 b1");
        Assert.Equal("P1 delivers a2, and P2 never delivers it.", cells[(int)TableColumn.Reliable].Why.InEnglish());
        Assert.Equal("P1 delivers a2 before a1, though P1 broadcast a1 first.", cells[(int)TableColumn.Fifo].Why.InEnglish());
        Assert.Equal("P2 delivers b1 before a1, and P1 after it.", cells[(int)TableColumn.Atomic].Why.InEnglish());
        Assert.Equal("P2 delivers b1 before a1, though a1 is a declared cause of b1.",
            Judge("a1 b1 a2", "b1 a1 a2", "a1 a2 b1")[(int)TableColumn.Causal].Why.InEnglish());
    }

    [Theory]
    [InlineData("P1", "a9", "scenario 'x': P1 is delivered 'a9', which nobody sends")]
    [InlineData("P1", "a1 a1", "scenario 'x': P1 is delivered a1 twice, which no multicast may do")]
    [InlineData("P9", "a1", "scenario 'x': 'P9' is not among the processes P1, P2, P3: mend the name, or declare it")]
    public void A_scenario_that_makes_no_sense_is_refused_in_one_clause(string process, string delivered, string expected)
    {
        Assert.Equal(expected, Table([KeyValuePair.Create(process, delivered.Split(' '))]).Refusal.InEnglish());
    }

    [Theory]
    [InlineData(DeliveryTable.MaxScenarios, DeliveryTable.MaxProcesses, "")]
    [InlineData(DeliveryTable.MaxScenarios + 1, 3, "there may be 1 to 1000 scenarios")]
    [InlineData(1, DeliveryTable.MaxProcesses + 1, "there may be at most 64 processes")]
    public void A_table_has_limits(int scenarios, int processes, string expected)
    {
        SendPlan plan = SendPlan.Read("P1:a1,a2 P2:b1").OrThrow();
        KeyValuePair<string, string[]>[] nothing = [];
        (string, IEnumerable<KeyValuePair<string, string[]>>)[] named =
            [.. Enumerable.Range(1, scenarios).Select(i => ($"{i}", nothing.AsEnumerable()))];
        Parsed<DeliveryTable> table =
            DeliveryTable.Make(plan, [.. Enumerable.Range(1, processes).Select(i => $"P{i}")], [], named);
        Assert.Equal(expected, table.Refusal.InEnglish());
    }

    private static ImmutableArray<TableCell> Judge(params string[] delivered)
    {
        KeyValuePair<string, string[]>[] rows = [.. delivered.Select((text, i) =>
            KeyValuePair.Create($"P{i + 1}", text.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];
        DeliveryTable table = Table(rows).OrThrow();
        return TableAnswers.Of(table, table.Scenarios[0]);
    }

    private static Parsed<DeliveryTable> Table(KeyValuePair<string, string[]>[] delivered) => DeliveryTable.Make(
        SendPlan.Read("P1:a1,a2 P2:b1").OrThrow(), ["P1", "P2", "P3"], [new Cause("a1", "b1")], [("x", delivered)]);
}
