using System.Collections.Immutable;
using Election.Traces.Orders;

namespace Election.Node.Tools.Orders;

/// <summary>The right answers to one scenario of a table.</summary>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="Cells">The answers, indexed by <see cref="TableColumn"/>.</param>
internal sealed record ScenarioAnswers(string Scenario, ImmutableArray<TableCell> Cells)
{
    /// <summary>The answer in a column.</summary>
    public TableCell this[TableColumn column] => Cells[(int)column];
}

/// <summary>A cell that a student answered wrong or left empty.</summary>
/// <param name="Scenario">The name of its scenario.</param>
/// <param name="Column">Its column.</param>
/// <param name="Given">The student's answer; null for an empty cell.</param>
/// <param name="Right">The right answer.</param>
internal sealed record WrongAnswer(string Scenario, TableColumn Column, bool? Given, TableCell Right);
