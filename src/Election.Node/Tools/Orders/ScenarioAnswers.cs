using System.Collections.Immutable;
using Election.Traces.Orders;

namespace Election.Node.Tools.Orders;

/// <summary>The right answers to one scenario of a table.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="Cells">By column.</param>
internal sealed record ScenarioAnswers(string Scenario, ImmutableArray<TableCell> Cells)
{
    /// <summary>The answer in a column.</summary>
    public TableCell this[TableColumn column] => Cells[(int)column];
}

/// <summary>A cell that a student answered wrong, or not at all.</summary>
/// <param name="Scenario">Of which scenario.</param>
/// <param name="Column">In which column.</param>
/// <param name="Given">The student's answer; null for none.</param>
/// <param name="Right">The right one.</param>
internal sealed record WrongAnswer(string Scenario, string Column, bool? Given, TableCell Right);
