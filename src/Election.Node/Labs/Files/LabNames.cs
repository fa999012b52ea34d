using System.Collections.Immutable;
using Election.Node.Labs.Runs;
using Election.Node.Tools.Orders;
using Election.Simulation.Elections;
using Election.Traces.Orders;

namespace Election.Node.Labs.Files;

/// <summary>The names in a run that a check or a question may use.</summary>
/// <param name="Nodes">The nodes of an election.</param>
/// <param name="Choices">The choices of an election.</param>
/// <param name="Scenarios">The scenarios of a table.</param>
/// <param name="Cases">The cases of a <c>reach</c> run.</param>
internal sealed record LabNames(
    ImmutableArray<string> Nodes, ImmutableArray<string> Choices, ImmutableArray<string> Scenarios, ImmutableArray<string> Cases)
{
    private static readonly LabNames s_none = new([], [], [], []);

    /// <summary>Reads the names from a run's options, table or cases.</summary>
    /// <exception cref="Election.Runtime.StartRefusedException">
    /// The simulation does not accept the run's options, or the table's file holds no table.
    /// </exception>
    public static LabNames Of(Lab lab, LabRunSpec run)
    {
        switch (run)
        {
            case ElectionRunSpec election:
                ElectionScenario scenario = SimulatedElections.ScenarioOf(lab, election, lab.Document.Seed);
                return s_none with
                {
                    Nodes = [.. Enumerable.Range(0, scenario.Nodes).Select(number => ElectionSimulation.IdOf(number).Text)],
                    Choices = scenario.Choices,
                };
            case ShareRunSpec share:
                _ = SimulatedElections.ScenarioOf(lab, share, lab.Document.Seed);
                return s_none;
            case TableRunSpec table:
                DeliveryTable answers = TableFile.Read(Path.Combine(lab.Folder, table.File));
                return s_none with { Scenarios = [.. answers.Scenarios.Select(one => one.Name)] };
            case ReachRunSpec reach:
                return s_none with { Cases = [.. reach.Cases.Select(one => one.Name)] };
            default:
                return s_none;
        }
    }
}
