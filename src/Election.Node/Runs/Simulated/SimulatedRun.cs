using Election.Groups.Model;
using Election.Node.Runs.Documents;
using Election.Node.Runs.Local;
using Election.Node.Talk.Files;
using Election.Node.Talk.Language;
using Election.Node.Talk.Plain;
using Election.Node.Talk;
using Election.Simulation.Checkers;
using Election.Simulation.Elections;
using Election.Simulation.Sweeps;
using Election.Simulation;
using Election.Traces.Checks;
using Election.Traces.Model;
using Election.Voting.Core;
using Election.Voting.Setup;
using Verdict = Election.Voting.Core.Verdict;

namespace Election.Node.Runs.Simulated;

/// <summary><c>election sim --seed</c>: one election in virtual time, with the same run folder and document as a local run.</summary>
internal static class SimulatedRun
{
    /// <summary>Runs the election and reports its result.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="Runtime.StartRefusedException">The run folder cannot be used.</exception>
    public static int Run(SingleElectionSettings settings, TextTerminal terminal)
    {
        using var folder = RunFolder.Claim(settings.Out);
        terminal.Tell($"simulated: {settings.Scenario.ReplayLine}");
        ElectionRun run;
        var recorder = new TraceRecorder(settings.Scenario);
        try
        {
            run = ElectionSimulation.Run(settings.Scenario with { Observer = new BothObservers(new SimulationStory(terminal), recorder) });
        }
        catch (InvalidOperationException broken)
        {
            terminal.Error.WriteLine($"{SweepRun.InvariantPromise}: {broken.Message}");
            WriteTraces(recorder, folder);
            return ExitCode.Violated;
        }
        RunDocument document = Write(run, folder);
        WriteTraces(recorder, folder);
        foreach (Violation violation in run.Violations)
            terminal.Tell($"{violation.Promise}: {violation.Sentence} (at {violation.At.TotalMilliseconds} ms)");
        Report(settings, run, document, folder, terminal);
        return run.Violations.IsEmpty ? ExitCode.Of(run.Verdict) : ExitCode.Violated;
    }

    private static void Report(SingleElectionSettings settings, ElectionRun run, RunDocument document, RunFolder folder,
        TextTerminal terminal)
    {
        string verdict = VerdictLine(run, document, terminal);
        string[] differences = run.Verdict == Voting.Core.Verdict.Diverged ? DifferencesIn(run, terminal.Language) : [];
        if (settings.IsJson)
        {
            terminal.Error.WriteLine(verdict);
            foreach (string difference in differences)
                terminal.Error.WriteLine(difference);
            terminal.Out.WriteLine(document.ToLine());
            return;
        }
        terminal.Tables().Write(RunReport.TableOf(document, terminal.Tables().Profile.Width, terminal.Language));
        terminal.Out.WriteLine(verdict);
        foreach (string difference in differences)
            terminal.Out.WriteLine(difference);
        RunReport.PrintFiles(document, folder, terminal);
        terminal.Print($"replay       {settings.Scenario.ReplayLine}");
    }

    private static string VerdictLine(ElectionRun run, RunDocument document, TextTerminal terminal)
    {
        NodeOutcome? certified = run.Nodes.FirstOrDefault(node => node.Snapshot?.Certificate is not null);
        if (document.Verdict == Verdict.Certified.ToText() && certified?.Snapshot is { } snapshot)
        {
            string tally = TallyText.Of(snapshot.Choices, snapshot.Counts);
            Sentence? decision = DecisionText.SentenceOf(snapshot.Decision);
            int signed = document.Signatures, nodes = document.Nodes.Length;
            return terminal.Say(
                $"certified · {tally} · {decision} · signed by {signed} of {nodes} · {document.ElapsedMs} ms of virtual time");
        }
        NodeOutcome? other = run.Nodes.FirstOrDefault(node => node.CrashedAt is null && node.Verdict == run.Verdict);
        Sentence reason = other?.Snapshot?.Reason ?? $"it never started";
        return terminal.Say($"{document.Verdict} · {other?.Id}: {reason}");
    }

    private static string[] DifferencesIn(ElectionRun run, Language language)
    {
        ISignatureScheme signatures = run.Scenario.Network.Signatures;
        (string, ReadOnlyMemory<byte>)[] closed = [.. run.Nodes
            .Where(node => node is { CrashedAt: null, Snapshot.CloseIndex: not null })
            .Select(node => (node.Id.Text, node.Transcript))];
        return [.. TranscriptDifference.Of(closed, (key, message, signature) => signatures.Verify(new PublicKey(key), message, signature))
            .Select(difference => VerdictText.DifferenceLine(difference, language))];
    }

    /// <summary>Writes the traces of a run into its folder.</summary>
    internal static void WriteTraces(TraceRecorder recorder, RunFolder folder)
    {
        foreach ((string host, ReadOnlyMemory<byte> trace) in recorder.Traces())
            File.WriteAllBytes(folder.Within(RunFiles.TraceOf(host)), trace.Span);
    }

    /// <summary>Writes transcripts, certificate and document of a run into its folder.</summary>
    internal static RunDocument Write(ElectionRun run, RunFolder folder)
    {
        foreach (NodeOutcome node in run.Nodes.Where(node => !node.Transcript.IsEmpty))
            File.WriteAllBytes(folder.Within(RunFiles.TranscriptOf(node.Id.Text)), node.Transcript.ToArray());
        if (RunDocuments.RichestCertificate(run) is { } richest)
            File.WriteAllBytes(folder.Within(RunFiles.Certificate), richest.ToJson());
        RunDocument document = RunDocuments.OfSimulation(run);
        folder.Write(RunFiles.Document, document.ToLine() + "\n");
        return document;
    }
}
