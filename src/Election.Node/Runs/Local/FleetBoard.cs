using System.Collections.Immutable;
using System.Diagnostics;
using Election.Groups.Model;
using Election.Node.Runs.Documents;
using Election.Node.Talk;
using Election.Voting.Core;

namespace Election.Node.Runs.Local;

/// <summary>The progress of a run's nodes, as numbers.</summary>
/// <param name="Nodes">The number of nodes.</param>
/// <param name="Found">The most nodes that any of them has found.</param>
/// <param name="Votes">The most votes that any of them has delivered, limited to the number of nodes, so that a changed vote counts
/// once.</param>
/// <param name="Closed">The number of nodes that have closed.</param>
/// <param name="Certified">The number of certified nodes.</param>
internal readonly record struct FleetStanding(int Nodes, int Found, int Votes, int Closed, int Certified);

/// <summary>The state of a run's nodes, gathered from their reports. One caller at a time.</summary>
internal sealed class FleetBoard
{
    private readonly NodeRecord[] _nodes;

    /// <summary>Creates a board for these nodes.</summary>
    public FleetBoard(ImmutableArray<MemberId> ids) => _nodes = [.. ids.Select(id => new NodeRecord(id.Text))];

    /// <summary>The nodes, in the order in which they were named.</summary>
    public IReadOnlyList<NodeRecord> Nodes => _nodes;

    /// <summary>True if every process has ended and none will be restarted.</summary>
    public bool IsOver => _nodes.All(node => node is { ExitCode: not null, AwaitsRestart: false });

    /// <summary>True if a node ended because of an operator's mistake or a defect: the others would wait for ever.</summary>
    public bool IsBroken => _nodes.Any(node => node.ExitCode is ExitCode.Usage or ExitCode.Internal);

    /// <summary>The progress of the nodes.</summary>
    public FleetStanding Standing => new(
        _nodes.Length,
        _nodes.Max(node => node.Progress?.Discovered ?? 0),
        (int)Math.Min(_nodes.Length, _nodes.Max(node => node.Progress?.Votes ?? 0)),
        _nodes.Count(node => node.State is ElectionState.Closed or ElectionState.Certified or ElectionState.Diverged
            or ElectionState.NoResult),
        _nodes.Count(node => node.State == ElectionState.Certified));

    /// <summary>Applies one report.</summary>
    public void Take(NodeEvent report)
    {
        NodeRecord node = _nodes[report.Node];
        switch (report)
        {
            case CrashReport:
                node.IsCrashed = true;
                break;
            case ProgressReport progress:
                node.Progress = progress.Progress;
                break;
            case DocumentReport document:
                node.Document = document.Document;
                break;
            case EndReport end:
                node.ExitCode = end.ExitCode;
                break;
            case TalkReport or PauseReport or ResumeReport or RestartDue:
                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>The verdict so far.</summary>
    public Verdict Verdict() => RunVerdict.Of([.. _nodes.Select(node => node.End())]);

    /// <summary>Milliseconds from the first START to the last certificate; null without a certificate.</summary>
    public long? ElapsedMs() => _nodes.Max(node => node.Progress?.CertifiedAtMs) - _nodes.Min(node => node.Progress?.StartedAtMs);
}

/// <summary>One node on a <see cref="FleetBoard"/>.</summary>
internal sealed class NodeRecord(string id)
{
    /// <summary>The node's id, such as <c>n1</c>.</summary>
    public string Id { get; } = id;

    private ElectionState _earlier = ElectionState.Draft;

    /// <summary>The latest progress; null if none was reported in this life.</summary>
    public NodeProgress? Progress { get; set; }

    /// <summary>The node's own document; null until it is handed over.</summary>
    public RunDocument? Document { get; set; }

    /// <summary>The exit code of its process; null while it runs.</summary>
    public int? ExitCode { get; set; }

    /// <summary>True if its script killed it and it has not been restarted.</summary>
    public bool IsCrashed { get; set; }

    /// <summary>True if it will be restarted.</summary>
    public bool AwaitsRestart { get; set; }

    /// <summary>Prepares for a restart: only a certificate or a difference seen in the last life is kept.</summary>
    public void BeginAgain()
    {
        _earlier = Reached;
        IsCrashed = false;
        ExitCode = null;
        Progress = null;
    }

    /// <summary>The last state known.</summary>
    public ElectionState State => IsCrashed ? ElectionState.Crashed : LastState;

    /// <summary>The node's result; null if it never closed.</summary>
    public CountedResult? Result() => Document is { ElectionId: string electionId, Nodes: [{ Head: string head } own] }
        ? new CountedResult(electionId, head, [.. own.Counts.Values], own.Delivered, own.Decision)
        : null;

    /// <summary>The node's end, as the verdict of the run needs it.</summary>
    public ReachedEnd End() => new(Reached, Progress?.IsMember ?? true, IsCrashed, Result());

    private ElectionState LastState =>
        ElectionStateText.TryParse(Document?.Nodes[0].State ?? Progress?.State, out ElectionState state) ? state : ElectionState.Draft;

    // Certified and diverged are permanent: the other nodes may have left, and then none helps a later life.
    private ElectionState Reached => LastState is not (ElectionState.Certified or ElectionState.Diverged)
        && _earlier is ElectionState.Certified or ElectionState.Diverged ? _earlier : LastState;
}
