using System.Collections.Immutable;
using System.Globalization;
using Election.Audit.Counting;
using Election.Audit;
using Election.Groups.Model;
using Election.Node.Labs.Files;
using Election.Node.Runs.Documents;
using Election.Node.Runs.Local;
using Election.Node.Runs.Options;
using Election.Node.Runs.Settings;
using Election.Node.Runs.Simulated;
using Election.Node.Talk.Files;
using Election.Runtime;
using Election.Simulation.Elections;
using Election.Simulation;
using Election.Traces.Checks;
using Election.Traces.Files;
using Election.Traces.Model;
using UnreachableException = System.Diagnostics.UnreachableException;

namespace Election.Node.Labs.Runs;

/// <summary>Holds a lab's elections in virtual time, exactly as <c>election sim</c> would with the same options.</summary>
internal static class SimulatedElections
{
    /// <summary>Holds one election and returns its evidence.</summary>
    /// <param name="lab">The lab.</param>
    /// <param name="spec">The run.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="folder">The run folder that it leaves; null for none.</param>
    /// <exception cref="StartRefusedException">The simulation does not accept the options, or the folder cannot be used.</exception>
    public static ElectionEvidence One(Lab lab, ElectionRunSpec spec, ulong seed, string? folder)
    {
        ElectionScenario scenario = ScenarioOf(lab, spec, seed);
        using RunFolder? claimed = folder is null ? null : RunFolder.Claim(folder);
        var recorder = new TraceRecorder(scenario);
        ElectionRun run = ElectionSimulation.Run(scenario with { Observer = recorder });
        RunDocument document = claimed is null ? RunDocuments.OfSimulation(run) : SimulatedRun.Write(run, claimed);
        if (claimed is not null)
            SimulatedRun.WriteTraces(recorder, claimed);
        Trace trace = TraceOf(recorder);
        return new ElectionEvidence(
            spec.Name, scenario.ReplayLine, document, trace, TraceChecker.Check(trace), BrokenIn(run), run.Coverage, AuditsOf(run));
    }

    private static ImmutableArray<(string Node, AuditReport Report)> AuditsOf(ElectionRun run)
    {
        ISignatureScheme scheme = run.Scenario.Network.Signatures;
        SimulatedSignature signatures = (key, message, signature) => scheme.Verify(new PublicKey(key), message, signature);
        return [.. run.Nodes.Select(node => (node.Id.Text, Report: TranscriptAudit.Check(node.Transcript.Span, signatures)))
            .Where(audit => audit.Report.IsValid)];
    }

    /// <summary>Holds many elections with consecutive seeds, spread over the cores.</summary>
    public static ShareEvidence Many(Lab lab, ShareRunSpec spec, ulong first, CancellationToken cancellation)
    {
        ElectionScenario scenario = ScenarioOf(lab, spec, first);
        var runs = new (bool IsComplete, ImmutableArray<Sentence> Broken)[spec.Seeds];
        var options = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, spec.Seeds, options, number =>
        {
            ElectionRun run = ElectionSimulation.Run(scenario with { Seed = first + (ulong)number });
            runs[number] = (run.Nodes.All(node => node.Snapshot?.Delivered == scenario.Nodes), BrokenIn(run));
        });
        return new ShareEvidence(spec.Name, runs.Count(run => run.IsComplete), spec.Seeds, scenario.Nodes, spec.Loss,
            [.. runs.SelectMany(run => run.Broken)]);
    }

    /// <summary>The scenario that an election's options describe.</summary>
    /// <exception cref="StartRefusedException">The simulation does not accept them.</exception>
    public static ElectionScenario ScenarioOf(Lab lab, ElectionRunSpec spec, ulong seed) =>
        ScenarioOf(lab, spec.Name, spec.Arguments(LabMode.Sim), seed);

    /// <summary>The scenario that the options of a <c>share</c> describe.</summary>
    /// <exception cref="StartRefusedException">The simulation does not accept them.</exception>
    public static ElectionScenario ScenarioOf(Lab lab, ShareRunSpec spec, ulong seed)
    {
        var election = new ElectionRunSpec(spec.Name, spec.Options);
        ImmutableArray<string> loss = ["--fault", string.Create(CultureInfo.InvariantCulture, $"loss={spec.Loss}")];
        return ScenarioOf(lab, spec.Name, [.. election.Arguments(LabMode.Sim), .. loss], seed);
    }

    private static ElectionScenario ScenarioOf(Lab lab, string run, ImmutableArray<string> arguments, ulong seed)
    {
        string[] all = [.. arguments, Flags.Seed, seed.ToString(CultureInfo.InvariantCulture)];
        try
        {
            return OptionWords.ReadSim(all) is SingleElectionSettings { Scenario: var scenario } ? scenario
                : throw new UnreachableException();
        }
        catch (StartRefusedException refused)
        {
            throw new StartRefusedException($"lab {lab.Number}, run {run}: {refused.Sentence}", refused);
        }
    }

    private static ImmutableArray<Sentence> BrokenIn(ElectionRun run) =>
        [.. run.Violations.Select(violation => Sentence.Of($"{violation.Promise}: {violation.Sentence}"))];

    private static Trace TraceOf(TraceRecorder recorder)
    {
        var builder = new TraceBuilder();
        foreach ((string host, ReadOnlyMemory<byte> trace) in recorder.Traces())
        {
            var reader = new TraceReader(builder, RunFiles.TraceOf(host), host, []);
            reader.Take(trace.Span);
            reader.End();
        }
        return builder.Build() ?? throw new InvalidOperationException($"A recorded trace is none: {builder.Fault}");
    }
}
