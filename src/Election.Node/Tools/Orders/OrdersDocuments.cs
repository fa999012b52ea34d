using System.Text.Json.Serialization;
using System.Text.Json;
using Election.Node.Talk.Files;
using Election.Traces.Orders;

namespace Election.Node.Tools.Orders;

/// <summary>What <c>orders count --json</c> prints.</summary>
/// <param name="Count">The number, in decimal digits: it may be larger than JSON readers take for a number.</param>
/// <param name="Sequences">With <c>--list</c>, the sequences; else nothing.</param>
internal sealed record CountDocument(
    string Count, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string[][]? Sequences)
{
    /// <summary>The document on one line, without a line feed.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, ToolsJson.Written.CountDocument);
}

/// <summary>What <c>orders table --json</c> prints: schema <c>election-table/1</c>.</summary>
/// <param name="Scenarios">The answers, scenario by scenario.</param>
internal sealed record TableDocument(ScenarioDocument[] Scenarios) : Document("election-table/1")
{
    /// <summary>The document on one line, without a line feed.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, ToolsJson.Written.TableDocument);
}

/// <summary>The answers to one scenario, <c>yes</c> or <c>no</c>.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="Reliable">Whether every process is delivered every message.</param>
/// <param name="Fifo">Whether it keeps each sender's order.</param>
/// <param name="Causal">Whether it keeps that and the causes.</param>
/// <param name="Atomic">Whether it is one order for all.</param>
/// <param name="Why">By column that is a no: one sentence that says what shows it.</param>
internal sealed record ScenarioDocument(
    string Scenario, string Reliable, string Fifo, string Causal, string Atomic, OrderedDictionary<string, string> Why)
{
    /// <summary>Describes the answers to a scenario.</summary>
    public static ScenarioDocument Of(ScenarioAnswers answers) => new(
        answers.Scenario, WordOf(answers[TableColumn.Reliable]), WordOf(answers[TableColumn.Fifo]), WordOf(answers[TableColumn.Causal]),
        WordOf(answers[TableColumn.Atomic]),
        new OrderedDictionary<string, string>(TableColumnText.Words.Where(word => !answers[word.Column].Holds)
            .Select(word => KeyValuePair.Create(word.Word, answers[word.Column].Why.ToString()))));

    private static string WordOf(TableCell cell) => WrongCell.WordOf(cell.Holds);
}

/// <summary>What <c>orders table --check --json</c> prints: schema <c>election-table-mark/1</c>.</summary>
/// <param name="Points">How many cells are right.</param>
/// <param name="Of">How many there are.</param>
/// <param name="Wrong">The others.</param>
internal sealed record MarkDocument(int Points, int Of, WrongCell[] Wrong) : Document("election-table-mark/1")
{
    /// <summary>The document on one line, without a line feed.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, ToolsJson.Written.MarkDocument);
}

/// <summary>A cell that was answered wrong.</summary>
/// <param name="Scenario">Of which scenario.</param>
/// <param name="Column">In which column.</param>
/// <param name="Answer"><c>yes</c>, <c>no</c> or <c>none</c>.</param>
/// <param name="Right"><c>yes</c> or <c>no</c>.</param>
/// <param name="Why">For a no, what shows it; else empty.</param>
internal sealed record WrongCell(string Scenario, string Column, string Answer, string Right, string Why)
{
    /// <summary>Describes a wrong answer.</summary>
    public static WrongCell Of(WrongAnswer wrong) => new(
        wrong.Scenario, wrong.Column, wrong.Given is { } given ? WordOf(given) : "none", WordOf(wrong.Right.Holds),
        wrong.Right.Why.ToString());

    /// <summary><c>yes</c> or <c>no</c>.</summary>
    internal static string WordOf(bool holds) => holds ? "yes" : "no";
}
