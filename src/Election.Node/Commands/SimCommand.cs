using System.CommandLine;
using System.Diagnostics;
using Election.Node.Runs.Options;
using Election.Node.Runs.Simulated;
using Election.Node.Talk;

namespace Election.Node.Commands;

/// <summary><c>election sim</c>: runs the same nodes over a simulated network, in virtual time.</summary>
internal static class SimCommand
{
    public static Command Build(TextTerminal terminal, Interruption interruption)
    {
        var sim = new SimOptions();
        var command = new DescribedCommand("sim", $"Hold elections over a simulated network, in virtual time, and check every promise.");
        sim.AddTo(command);
        command.SetAction(parse => Run(sim.Read(parse), terminal, interruption));
        return command;
    }

    private static int Run(SimSettings settings, TextTerminal terminal, Interruption interruption) => settings switch
    {
        SingleElectionSettings run => SimulatedRun.Run(run, terminal),
        SweepSettings sweep => Sweep.Run(sweep, terminal, interruption),
        ScaleSettings scale => ScaleTable.Run(scale, terminal, interruption),
        _ => throw new UnreachableException(),
    };
}
