using System.Diagnostics;
using Election.Groups.Model;
using Election.Node.Runs.Documents;
using Election.Node.Runs.Settings;
using Election.Node.Talk.Plain;
using Election.Node.Talk;
using Election.Voting.Core;
using Election.Voting.Setup;

namespace Election.Node.Runs.Single;

/// <summary>The output of a node at its end: its certificate in the data folder, and its result on standard output.</summary>
internal static class NodeResult
{
    /// <summary>Writes the certificate and prints the result.</summary>
    /// <returns>The exit code.</returns>
    public static int Report(NodeSettings settings, NodeFiles files, NodeSnapshot snapshot, TextTerminal terminal)
    {
        Verdict verdict = snapshot.Verdict ?? throw new InvalidOperationException("A node that finished has no verdict.");
        RunDocument document = Write(settings, files, snapshot, verdict);
        if (settings.Election.IsJson)
        {
            if (verdict != Verdict.Certified)
                terminal.Error.WriteLine(terminal.Language.SayAny(snapshot.Reason));
            terminal.Out.WriteLine(document.ToLine());
        }
        else
            Print(settings, files, snapshot, verdict, terminal);
        return ExitCode.Of(verdict);
    }

    /// <summary>If <c>--json</c> was given, ends standard output with the document of a node that a signal ended.</summary>
    public static void ReportInterrupted(NodeSettings settings, NodeFiles files, NodeSnapshot snapshot, TextTerminal terminal)
    {
        if (!settings.Election.IsJson)
            return;
        string verdict = snapshot.Verdict is Verdict known ? known.ToText() : RunDocument.Interrupted;
        // A node on its own writes its certificate only when it ends by itself.
        RunDocument document = settings.IsPartOfRun
            ? OfMember(settings, files, snapshot) : RunDocuments.OfNode(settings, files, snapshot, verdict) with { Certificate = null };
        terminal.Out.WriteLine(document.ToLine());
    }

    /// <summary>Writes the certificate of a node of a run and makes its document, whatever its end; the run takes both.</summary>
    public static RunDocument OfMember(NodeSettings settings, NodeFiles files, NodeSnapshot snapshot) =>
        snapshot.Verdict is { } verdict ? Write(settings, files, snapshot, verdict)
            : RunDocuments.OfNode(settings, files, snapshot, RunDocument.Interrupted);

    /// <summary>Writes the certificate, if there is one, and makes the node's document.</summary>
    public static RunDocument Write(NodeSettings settings, NodeFiles files, NodeSnapshot snapshot, Verdict verdict)
    {
        if (snapshot.Certificate is { } certificate)
            File.WriteAllBytes(files.Certificate, certificate.ToJson());
        return RunDocuments.OfNode(settings, files, snapshot, verdict.ToText());
    }

    private static void Print(NodeSettings settings, NodeFiles files, NodeSnapshot snapshot, Verdict verdict, TextTerminal terminal)
    {
        if (snapshot.Head is not null)
            terminal.Out.WriteLine(TallyText.Of(snapshot.Choices, snapshot.Counts));
        string word = verdict.ToText();
        Sentence? decision = DecisionText.SentenceOf(snapshot.Decision);
        terminal.Print(verdict switch
        {
            Verdict.Certified =>
                $"{word} · {decision} · signed by {snapshot.Certificate!.Signatures.Length} of {snapshot.Members.Length} · {
                    RunDocuments.ElapsedMs(snapshot)} ms",
            Verdict.Diverged or Verdict.Stalled => $"{word} · {snapshot.Reason}",
            Verdict.NoResult => $"no result · {snapshot.Reason}",
            _ => throw new UnreachableException(),
        });
        if (File.Exists(files.Transcript))
            terminal.Print($"transcript  {files.Transcript}");
        if (File.Exists(files.Trace))
            terminal.Print($"trace       {files.Trace}");
    }
}
