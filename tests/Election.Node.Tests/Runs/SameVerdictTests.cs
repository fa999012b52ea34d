using Election.Node.Runs.Documents;
using Election.Node.Runs.Local;
using Election.Node.Talk;
using Election.Simulation.Checkers;
using Election.Simulation.Elections;
using Election.Voting.Core;

namespace Election.Node.Tests.Runs;

/// <summary>Equal ends of the nodes give the same verdict and exit code for processes and for simulated nodes.</summary>
public sealed class SameVerdictTests
{
    private static readonly ElectionRun s_right = ElectionSimulation.Run(new ElectionScenario { Nodes = 3, Seed = 1 });

    [Theory]
    [InlineData("certified certified certified", Verdict.Certified, ExitCode.Success)]
    [InlineData("certified no-result no-result", Verdict.Certified, ExitCode.Success)]
    [InlineData("certified certified crashed", Verdict.Certified, ExitCode.Success)]
    [InlineData("no-result no-result crashed", Verdict.NoResult, ExitCode.Inconclusive)]
    [InlineData("crashed crashed crashed", Verdict.NoResult, ExitCode.Inconclusive)]
    [InlineData("certified certified stalled", Verdict.Stalled, ExitCode.Stalled)]
    [InlineData("certified no-result open", Verdict.Stalled, ExitCode.Stalled)]
    [InlineData("certified diverged stalled", Verdict.Diverged, ExitCode.Violated)]
    public void The_same_ends_give_the_same_verdict_and_exit_code(string ends, Verdict verdict, int code)
    {
        ElectionState[] states = [.. ends.Split(' ').Select(Parse)];
        var board = new FleetBoard([.. s_right.Nodes.Select(node => node.Id)]);
        for (int node = 0; node < states.Length; node++)
            Report(board, node, states[node]);
        Verdict simulated = RunVerdict.Of([.. states.Select((state, node) => Simulated(s_right.Nodes[node], state).End())]);
        Assert.Equal((verdict, verdict), (board.Verdict(), simulated));
        Assert.Equal((code, code), (ExitCode.Of(board.Verdict()), ExitCode.Of(simulated)));
    }

    private static ElectionState Parse(string word)
    {
        Assert.True(ElectionStateText.TryParse(word, out ElectionState state));
        return state;
    }

    private static bool HasClosed(ElectionState state) => state is ElectionState.Certified or ElectionState.NoResult;

    private static NodeOutcome Simulated(NodeOutcome node, ElectionState state) => state == ElectionState.Crashed
        ? node with { CrashedAt = TimeSpan.FromSeconds(1) }
        : node with { Snapshot = node.Snapshot! with { State = state, Head = HasClosed(state) ? node.Snapshot.Head : null } };

    private static void Report(FleetBoard board, int node, ElectionState state)
    {
        if (state == ElectionState.Crashed)
        {
            board.Take(new CrashReport(node, Local.Faults.Spec("crash@order=3")));
            return;
        }
        NodeSnapshot snapshot = s_right.Nodes[node].Snapshot!;
        board.Take(new DocumentReport(node, new RunDocument
        {
            Verdict = RunDocument.Interrupted,
            Order = "atomic",
            Seed = 1,
            Choices = snapshot.Choices,
            ElectionId = snapshot.ElectionId!.Value.ToString(),
            Certificate = null,
            Signatures = 0,
            ElapsedMs = null,
            Nodes =
            [
                new RunNode
                {
                    Id = snapshot.Id.Text,
                    State = state.ToText(),
                    Counts = RunNode.CountsOf(snapshot.Choices, snapshot.Counts),
                    Delivered = snapshot.Delivered,
                    Head = HasClosed(state) ? snapshot.Head!.Value.ToString() : null,
                    Transcript = null,
                },
            ],
        }));
    }
}
