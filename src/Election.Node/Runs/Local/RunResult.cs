using System.Collections.Immutable;
using Election.Groups.Model;
using Election.Node.Talk.Files;
using Election.Voting.Setup;

namespace Election.Node.Runs.Local;

/// <summary>Makes the run's document and its certificate out of what the nodes left, and writes both to the run folder.</summary>
internal static class RunResult
{
    /// <summary>Writes <c>certificate.json</c>, when a node has one, and <c>run.json</c>.</summary>
    /// <param name="settings">What was run.</param>
    /// <param name="board">What is known of the nodes.</param>
    /// <param name="folder">Where it goes.</param>
    /// <param name="isInterrupted">Whether a signal ended the run: who was not done by then did not stall.</param>
    public static RunDocument Write(LocalSettings settings, RunBoard board, RunFolder folder, bool isInterrupted = false)
    {
        int signatures = CopyCertificate(board, folder);
        RunVerdict verdict = board.Verdict();
        var document = new RunDocument
        {
            Verdict = isInterrupted && IsOpen(verdict, board) ? RunDocument.Interrupted : verdict.ToText(),
            Order = settings.Election.Order.ToText(),
            Seed = settings.Election.Seed,
            Choices = settings.Election.Choices,
            ElectionId = board.Nodes.Select(node => node.Document?.ElectionId).FirstOrDefault(id => id is not null),
            Nodes = [.. board.Nodes.Select(node => Describe(node, settings.Election.Choices, folder))],
            Certificate = signatures > 0 ? RunFiles.Certificate : null,
            Signatures = signatures,
            ElapsedMs = board.ElapsedMs(),
        };
        folder.Write(RunFiles.Document, document.ToLine() + "\n");
        return document;
    }

    // Who had closed, and no more, might still have been certified.
    private static bool IsOpen(RunVerdict verdict, RunBoard board) => verdict == RunVerdict.Stalled
        || (verdict == RunVerdict.NoResult && board.Nodes.Any(node => node.State == MemberState.Closed));

    // Any node's certificate proves the result; the one with the most signatures is kept, of several the first node's.
    private static int CopyCertificate(RunBoard board, RunFolder folder)
    {
        NodeRecord? richest = board.Nodes.Where(node => node.Document?.Certificate is not null).MaxBy(node => node.Document!.Signatures);
        if (richest is null)
            return 0;
        folder.Write(RunFiles.Certificate, File.ReadAllText(Path.Combine(folder.Within(richest.Id), RunFiles.Certificate)));
        return richest.Document!.Signatures;
    }

    private static RunNode Describe(NodeRecord node, ImmutableArray<string> choices, RunFolder folder)
    {
        RunNode? own = node.Document?.Nodes[0];
        string transcript = RunFiles.TranscriptOf(node.Id);
        return new RunNode
        {
            Id = node.Id,
            State = node.State.ToText(),
            Counts = own?.Counts ?? RunNode.CountsOf(choices, []),
            Delivered = own?.Delivered ?? 0,
            Head = own?.Head,
            Decision = own?.Decision,
            Transcript = new FileInfo(folder.Within(transcript)) is { Exists: true, Length: > 0 } ? transcript : null,
        };
    }
}
