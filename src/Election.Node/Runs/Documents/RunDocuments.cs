using System.Collections.Immutable;
using Election.Groups.Model;
using Election.Node.Runs.Local;
using Election.Node.Runs.Settings;
using Election.Node.Runs.Single;
using Election.Node.Talk.Files;
using Election.Simulation.Checkers;
using Election.Simulation.Elections;
using Election.Voting.Core;
using Election.Voting.Setup;
using Election.Voting.Transcripts;

namespace Election.Node.Runs.Documents;

/// <summary>
/// Builds the document of a run from the knowledge about its nodes: one node's snapshot, the outcomes of a simulation, or the documents
/// that the processes of a local run left.
/// </summary>
internal static class RunDocuments
{
    /// <summary>The document of one node.</summary>
    /// <param name="settings">The node's settings.</param>
    /// <param name="files">Its files; the document names those in its data folder as they lie there.</param>
    /// <param name="snapshot">The node's last snapshot.</param>
    /// <param name="verdict">The word of the verdict.</param>
    public static RunDocument OfNode(NodeSettings settings, NodeFiles files, NodeSnapshot snapshot, string verdict) => new()
    {
        Verdict = verdict,
        Order = settings.Election.Order.ToText(),
        Seed = settings.Election.Seed,
        Choices = snapshot.Choices,
        ElectionId = snapshot.ElectionId?.ToString(),
        Nodes =
        [
            NodeOf(snapshot.Id, snapshot.State, snapshot, settings.Election.Rule, snapshot.Choices, snapshot.Counts,
                File.Exists(files.Transcript) ? NameOf(files.Transcript, settings) : null),
        ],
        Certificate = snapshot.Certificate is null ? null : NameOf(files.Certificate, settings),
        Signatures = snapshot.Certificate?.Signatures.Length ?? 0,
        ElapsedMs = ElapsedMs(snapshot),
    };

    /// <summary>The document of a simulated run.</summary>
    public static RunDocument OfSimulation(ElectionRun run)
    {
        Certificate? richest = RichestCertificate(run);
        return new RunDocument
        {
            Verdict = run.Verdict.ToText(),
            Order = run.Scenario.Order.ToText(),
            Seed = run.Scenario.Seed,
            Choices = run.Scenario.Choices,
            ElectionId = run.Nodes.Select(node => node.Snapshot?.ElectionId).FirstOrDefault(id => id is not null)?.ToString(),
            Nodes = [.. run.Nodes.Select(node => NodeOf(node, run.Scenario))],
            Certificate = richest is null ? null : RunFiles.Certificate,
            Signatures = richest?.Signatures.Length ?? 0,
            ElapsedMs = (long?)run.Elapsed?.TotalMilliseconds,
        };
    }

    /// <summary>The document of a local run.</summary>
    /// <param name="settings">The run's settings.</param>
    /// <param name="board">The reports of the processes.</param>
    /// <param name="folder">The run folder, which contains the transcripts.</param>
    /// <param name="isInterrupted">True if a signal ended the run: a node that was unfinished by then did not stall.</param>
    public static RunDocument OfLocalRun(LocalSettings settings, FleetBoard board, RunFolder folder, bool isInterrupted)
    {
        Verdict verdict = board.Verdict();
        int signatures = RichestNode(board)?.Document!.Signatures ?? 0;
        return new RunDocument
        {
            Verdict = isInterrupted && IsOpen(verdict, board) ? RunDocument.Interrupted : verdict.ToText(),
            Order = settings.Election.Order.ToText(),
            Seed = settings.Election.Seed,
            Choices = settings.Election.Choices,
            ElectionId = board.Nodes.Select(node => node.Document?.ElectionId).FirstOrDefault(id => id is not null),
            Nodes = [.. board.Nodes.Select(node => NodeOf(node, settings.Election.Choices, folder))],
            Certificate = signatures > 0 ? RunFiles.Certificate : null,
            Signatures = signatures,
            ElapsedMs = board.ElapsedMs(),
        };
    }

    /// <summary>
    /// The certificate that a simulated run keeps: each proves the result, so the one with the most signatures is chosen.
    /// </summary>
    public static Certificate? RichestCertificate(ElectionRun run) => Richest(
        run.Nodes.Select(node => node.Snapshot?.Certificate).OfType<Certificate>(), certificate => certificate.Signatures.Length);

    /// <summary>The node whose certificate a local run keeps; null if no node has one.</summary>
    public static NodeRecord? RichestNode(FleetBoard board) =>
        Richest(board.Nodes.Where(node => node.Document?.Certificate is not null), node => node.Document!.Signatures);

    /// <summary>Milliseconds from a node's START to its certificate; null without one.</summary>
    public static long? ElapsedMs(NodeSnapshot snapshot) =>
        snapshot is { Certificate: not null, StartedAt: { } started, CertifiedAt: { } certified }
            ? (long)(certified - started).TotalMilliseconds : null;

    // The transcript of a run's node lies beside its data folder, in the run's.
    private static string NameOf(string file, NodeSettings settings)
    {
        string relative = Path.GetRelativePath(settings.DataFolder, file);
        return relative.StartsWith("..", StringComparison.Ordinal) ? Path.GetFileName(file) : relative;
    }

    // The first of those with equally many signatures.
    private static T? Richest<T>(IEnumerable<T> holders, Func<T, int> signatures) where T : class => holders.MaxBy(signatures);

    // A closed node might still have been certified.
    private static bool IsOpen(Verdict verdict, FleetBoard board) => verdict == Verdict.Stalled
        || (verdict == Verdict.NoResult && board.Nodes.Any(node => node.State == ElectionState.Closed));

    private static RunNode NodeOf(MemberId id, ElectionState state, NodeSnapshot? snapshot, CountingRule rule,
        ImmutableArray<string> choices, ImmutableArray<long> counts, string? transcript) => new()
    {
        Id = id.Text,
        State = state.ToText(),
        Counts = RunNode.CountsOf(choices, counts),
        Delivered = snapshot?.Delivered ?? 0,
        Head = snapshot?.Head?.ToString(),
        Decision = RunNode.DecisionOf(rule, snapshot?.Decision),
        Transcript = transcript,
    };

    // The simulation reports counts only for nodes that closed.
    private static RunNode NodeOf(NodeOutcome node, ElectionScenario scenario) => NodeOf(
        node.Id, StateOf(node), node.Snapshot, scenario.Rule, scenario.Choices,
        node.Snapshot is { CloseIndex: not null } closed ? closed.Counts : [],
        node.Transcript.IsEmpty ? null : RunFiles.TranscriptOf(node.Id.Text));

    private static RunNode NodeOf(NodeRecord node, ImmutableArray<string> choices, RunFolder folder)
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

    private static ElectionState StateOf(NodeOutcome node) =>
        node.CrashedAt is not null ? ElectionState.Crashed : node.Snapshot is { } snapshot ? snapshot.State : ElectionState.Draft;
}
