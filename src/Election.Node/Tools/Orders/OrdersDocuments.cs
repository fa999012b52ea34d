using System.Text.Json.Serialization;
using System.Text.Json;
using Election.Node.Talk.Files;
using Election.Traces.Orders;

namespace Election.Node.Tools.Orders;

/// <summary>The document that <c>orders count --json</c> prints.</summary>
/// <param name="Count">The number in decimal digits, as text, because it may be larger than JSON readers accept as a number.</param>
/// <param name="Sequences">The sequences, with <c>--list</c>; otherwise left out.</param>
internal sealed record CountDocument(
    string Count, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string[][]? Sequences)
{
    /// <summary>The document on one line, without a line feed.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, ToolsJson.Written.CountDocument);
}

/// <summary>The document that <c>orders table --json</c> prints: schema <c>election-table/1</c>.</summary>
/// <param name="Scenarios">The answers, one element for each scenario.</param>
internal sealed record TableDocument(ScenarioDocument[] Scenarios) : Document("election-table/1")
{
    /// <summary>The document on one line, without a line feed.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, ToolsJson.Written.TableDocument);
}

/// <summary>The answers to one scenario, <c>yes</c> or <c>no</c>.</summary>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="Reliable"><c>yes</c> if every process delivers every message.</param>
/// <param name="Fifo"><c>yes</c> if each sender's order is kept.</param>
/// <param name="Causal"><c>yes</c> if each sender's order and the causes are kept.</param>
/// <param name="Atomic"><c>yes</c> if all processes deliver in one order.</param>
/// <param name="Why">The evidence, one sentence for each column that is a no.</param>
internal sealed record ScenarioDocument(
    string Scenario, string Reliable, string Fifo, string Causal, string Atomic, OrderedDictionary<string, string> Why)
{
    public static ScenarioDocument Of(ScenarioAnswers answers) => new(
        answers.Scenario, WordOf(answers[TableColumn.Reliable]), WordOf(answers[TableColumn.Fifo]), WordOf(answers[TableColumn.Causal]),
        WordOf(answers[TableColumn.Atomic]),
        new OrderedDictionary<string, string>(TableColumnText.Words.Where(word => !answers[word.Column].Holds)
            .Select(word => KeyValuePair.Create(word.Word, answers[word.Column].Why.ToString()))));

    private static string WordOf(TableCell cell) => WrongCell.WordOf(cell.Holds);
}

/// <summary>The document that <c>orders table --check --json</c> prints: schema <c>election-table-mark/1</c>.</summary>
/// <param name="Points">The number of cells that are right.</param>
/// <param name="Of">The number of cells.</param>
/// <param name="Wrong">The cells that are wrong or empty.</param>
internal sealed record MarkDocument(int Points, int Of, WrongCell[] Wrong) : Document("election-table-mark/1")
{
    /// <summary>The document on one line, without a line feed.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, ToolsJson.Written.MarkDocument);
}

/// <summary>A cell that was answered wrong or left empty.</summary>
/// <param name="Scenario">The name of its scenario.</param>
/// <param name="Column">The word for its column.</param>
/// <param name="Answer"><c>yes</c>, <c>no</c> or <c>none</c>.</param>
/// <param name="Right"><c>yes</c> or <c>no</c>.</param>
/// <param name="Why">The evidence if the right answer is no; otherwise empty.</param>
internal sealed record WrongCell(string Scenario, string Column, string Answer, string Right, string Why)
{
    public static WrongCell Of(WrongAnswer wrong) => new(
        wrong.Scenario, wrong.Column.ToText(), wrong.Given is { } given ? WordOf(given) : "none", WordOf(wrong.Right.Holds),
        wrong.Right.Why.ToString());

    /// <summary><c>yes</c> or <c>no</c>.</summary>
    internal static string WordOf(bool holds) => holds ? "yes" : "no";
}
