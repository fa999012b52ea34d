using System.Diagnostics;
using Election.Node.Labs.Expectations;
using Election.Node.Labs.Files;
using Election.Node.Labs.Runs;
using Election.Node.Runs.Documents;
using Election.Node.Talk.Plain;

namespace Election.Node.Labs;

/// <summary>Prints the report of <c>election lab run</c>: each run, each check, and whether the lab's phenomenon was seen.</summary>
/// <param name="text">The sentences of the reader's language.</param>
/// <param name="output">Receives the report.</param>
internal sealed class LabReport(LabText text, TextWriter output)
{
    /// <summary>Prints the first line.</summary>
    public void Begin(Lab lab, LabMode mode, ulong seed) => output.WriteLine(
        text.Say("head", lab.Number, lab.Document.Title.In(text.Language), mode == LabMode.Sim ? "sim" : "live", seed));

    /// <summary>Prints a run and, for an election, a line for each node.</summary>
    public void Run(LabEvidence run, LabRunSpec spec)
    {
        switch (run)
        {
            case ElectionEvidence election:
                Run(election);
                break;
            case ShareEvidence share:
                output.WriteLine(text.Say("run-share", share.Name, share.Runs, share.Nodes, share.Loss));
                break;
            case CountEvidence count:
                output.WriteLine(text.Say("run-count", count.Name, ((CountRunSpec)spec).Sends, Asked((CountRunSpec)spec)));
                break;
            case TableEvidence table:
                output.WriteLine(text.Say("run-table", table.Name, table.Scenarios.Length));
                break;
            case ReachEvidence reach:
                output.WriteLine(text.Say("run-reach", reach.Name, reach.Cases.Length));
                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Prints the checks and the last line.</summary>
    public void End(LabVerdict verdict, ulong seed)
    {
        foreach ((LabExpectation check, LabFinding? finding) in verdict.Findings)
        {
            output.WriteLine(finding is null ? text.Say("not-visible", check.Run)
                : text.Say(finding.Holds ? "seen" : "not-seen", finding.Sentence));
        }
        foreach (Sentence promise in verdict.Broken)
            output.WriteLine(text.Say("broken", PrintableText.Within(promise)));
        if (verdict.Broken.IsEmpty)
            output.WriteLine(verdict.IsPassed ? text.Say("passed")
                : text.Say("inconclusive", verdict.NotSeen, verdict.Findings.Length, seed + 1));
    }

    private void Run(ElectionEvidence election)
    {
        output.WriteLine(text.Say("run", election.Name, election.Replay));
        foreach (RunNode node in election.Document.Nodes)
        {
            string tally = node.Head is null ? "–" : TallyText.Of(node.Counts);
            output.WriteLine(text.Say("node", node.Id, node.State, tally, election.DeliveredBy(node.Id)));
        }
    }

    private static string Asked(CountRunSpec spec) => string.Join(' ', [spec.Order, .. spec.Causes ?? []]);
}
