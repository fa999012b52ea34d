using System.Collections.Immutable;
using System.Diagnostics;
using Election.Groups.Model;
using Election.Node.Runs.Documents;
using Election.Node.Talk;
using Election.Voting.Core;

namespace Election.Node.Runs.Local;

/// <summary>How many nodes of a run have come how far.</summary>
/// <param name="Nodes">How many there are.</param>
/// <param name="Found">The most nodes that any of them has found.</param>
/// <param name="Votes">The most votes that any of them has delivered, and no more than there are nodes: who changes its mind counts
/// once.</param>
/// <param name="Closed">How many have closed.</param>
/// <param name="Certified">How many are certified.</param>
internal readonly record struct FleetStanding(int Nodes, int Found, int Votes, int Closed, int Certified);

/// <summary>What a run knows of its nodes, out of their reports. One caller at a time.</summary>
internal sealed class FleetBoard
{
    private readonly NodeRecord[] _nodes;

    /// <summary>A board for these nodes.</summary>
    public FleetBoard(ImmutableArray<MemberId> ids) => _nodes = [.. ids.Select(id => new NodeRecord(id.Text))];

    /// <summary>The nodes, in the order they were named.</summary>
    public IReadOnlyList<NodeRecord> Nodes => _nodes;

    /// <summary>Whether every process has ended, and none is to be started again.</summary>
    public bool IsOver => _nodes.All(node => node is { ExitCode: not null, AwaitsRestart: false });

    /// <summary>Whether a node ended because the operator has made a mistake, or by a defect: the others wait in vain.</summary>
    public bool IsBroken => _nodes.Any(node => node.ExitCode is ExitCode.Usage or ExitCode.Internal);

    /// <summary>How far the nodes have come.</summary>
    public FleetStanding Standing => new(
        _nodes.Length,
        _nodes.Max(node => node.Progress?.Discovered ?? 0),
        (int)Math.Min(_nodes.Length, _nodes.Max(node => node.Progress?.Votes ?? 0)),
        _nodes.Count(node => node.State is ElectionState.Closed or ElectionState.Certified or ElectionState.Diverged
            or ElectionState.NoResult),
        _nodes.Count(node => node.State == ElectionState.Certified));

    /// <summary>Takes in one report.</summary>
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

    /// <summary>The verdict as it stands.</summary>
    public Verdict Verdict() => RunVerdict.Of([.. _nodes.Select(node => node.End())]);

    /// <summary>Milliseconds from the first START to the last certificate; null without a certificate.</summary>
    public long? ElapsedMs() => _nodes.Max(node => node.Progress?.CertifiedAtMs) - _nodes.Min(node => node.Progress?.StartedAtMs);
}

/// <summary>One node on a <see cref="FleetBoard"/>.</summary>
internal sealed class NodeRecord(string id)
{
    /// <summary>The node's id.</summary>
    public string Id { get; } = id;

    private ElectionState _earlier = ElectionState.Draft;

    /// <summary>Its latest progress.</summary>
    public NodeProgress? Progress { get; set; }

    /// <summary>Its own document.</summary>
    public RunDocument? Document { get; set; }

    /// <summary>How its process ended.</summary>
    public int? ExitCode { get; set; }

    /// <summary>Whether its script killed it, and it has not been started again.</summary>
    public bool IsCrashed { get; set; }

    /// <summary>Whether it will be started again.</summary>
    public bool AwaitsRestart { get; set; }

    /// <summary>It is started again: of its last life nothing stays but the certificate or difference it had seen.</summary>
    public void BeginAgain()
    {
        _earlier = Reached;
        IsCrashed = false;
        ExitCode = null;
        Progress = null;
    }

    /// <summary>How far it came, as far as it is known.</summary>
    public ElectionState State => IsCrashed ? ElectionState.Crashed : LastState;

    /// <summary>Its result, or null when it never closed.</summary>
    public CountedResult? Result() => Document is { ElectionId: string electionId, Nodes: [{ Head: string head } own] }
        ? new CountedResult(electionId, head, [.. own.Counts.Values], own.Delivered, own.Decision)
        : null;

    /// <summary>What the verdict of the run needs to know of it.</summary>
    public ReachedEnd End() => new(Reached, Progress?.IsMember ?? true, IsCrashed, Result());

    private ElectionState LastState =>
        ElectionStateText.TryParse(Document?.Nodes[0].State ?? Progress?.State, out ElectionState state) ? state : ElectionState.Draft;

    // Once certified or diverged, always so: the others may have left since, and nobody helps a later life.
    private ElectionState Reached => LastState is not (ElectionState.Certified or ElectionState.Diverged)
        && _earlier is ElectionState.Certified or ElectionState.Diverged ? _earlier : LastState;
}
