using System.Collections.Immutable;
using System.Globalization;
using Election.Audit;
using Election.Node.Labs.Files;
using Election.Node.Runs.Documents;
using Election.Node.Runs.Local;
using Election.Node.Runs.Options;
using Election.Node.Runs.Settings;
using Election.Node.Talk.Files;
using Election.Node.Talk.Language;
using Election.Node.Talk;
using Election.Node.Tools.Tracing;
using Election.Runtime;
using Election.Traces.Checks;
using Election.Traces.Model;

namespace Election.Node.Labs.Runs;

/// <summary>
/// Holds a lab's election as <c>election local</c> does: with processes on this machine, over real multicast on loopback.
/// </summary>
internal static class LiveElection
{
    /// <summary>Holds the election and reads its evidence from the run folder.</summary>
    /// <param name="lab">The lab.</param>
    /// <param name="spec">The run.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="folder">The run folder that it leaves.</param>
    /// <param name="terminal">Gives the language; the nodes' talk is shown only if the run fails.</param>
    /// <param name="interruption">Signals that end it early.</param>
    /// <exception cref="StartRefusedException">A local run does not accept the options, or left no trace.</exception>
    public static async Task<LabEvidence> RunAsync(
        Lab lab, ElectionRunSpec spec, ulong seed, string folder, TextTerminal terminal, Interruption interruption)
    {
        string[] options = [.. spec.Arguments(LabMode.Live), Flags.Seed, seed.ToString(CultureInfo.InvariantCulture)];
        await HoldAsync(lab, spec, [.. options, "--out", folder, "--json"], terminal.Language, interruption).ConfigureAwait(false);
        interruption.Token.ThrowIfCancellationRequested();
        string written = await File.ReadAllTextAsync(Path.Combine(folder, RunFiles.Document), interruption.Token).ConfigureAwait(false);
        RunDocument document = RunsJson.ReadRun(written)
            ?? throw new InvalidOperationException("A local run left a document that cannot be read.");
        Trace trace = TraceFiles.Read([folder], terminal)
            ?? throw new StartRefusedException($"lab {lab.Number}, run {spec.Name}: its trace cannot be read");
        string replay = "election local " + string.Join(' ', options.Select(ShellWord.Of));
        return new ElectionEvidence(
            spec.Name, replay, document, trace, TraceChecker.Check(trace), [], null, AuditsOf(document, folder));
    }

    // The nodes' talk is shown only if one of them failed.
    private static async Task HoldAsync(Lab lab, ElectionRunSpec spec, string[] words, Language language, Interruption interruption)
    {
        var talk = new StringWriter();
        int code;
        try
        {
            LocalSettings settings = OptionWords.ReadLocal(words);
            TextTerminal quiet = TextTerminal.Of(new StringWriter(), talk).In(language);
            code = await LocalRun.HoldAsync(settings, quiet, interruption).ConfigureAwait(false);
        }
        catch (StartRefusedException refused)
        {
            throw new StartRefusedException($"lab {lab.Number}, run {spec.Name}: {refused.Sentence}", refused);
        }
        if (code == ExitCode.Internal)
            throw new StartRefusedException($"lab {lab.Number}, run {spec.Name}: {talk.ToString().Trim()}");
    }

    private static ImmutableArray<(string Node, AuditReport Report)> AuditsOf(RunDocument document, string folder) =>
        [.. document.Nodes.Where(node => node.Transcript is not null)
            .Select(node => (node.Id, Report: TranscriptAudit.Check(File.ReadAllBytes(Path.Combine(folder, node.Transcript!)))))
            .Where(audit => audit.Report.IsValid)];
}
