using System.Collections.Immutable;
using Election.Groups.Model;
using Election.Node.Talk;

namespace Election.Node.Runs.Local;

/// <summary>
/// Passes on what the nodes say to the operator. What several say in the same words is said once: on one machine they all find the same
/// small buffers. Why a node refused to start is kept for the run's own refusal.
/// </summary>
internal sealed class NodeTalk
{
    /// <summary>What a refusal to start begins with.</summary>
    public const string RefusalPrefix = "election: ";

    private const string DefectPrefix = "election: internal error: ";

    // A defect may bring a long stack along; beyond this the rest of a flood is dropped.
    private const int MostLines = 500;

    private readonly ImmutableArray<MemberId> _ids;
    private readonly TextTerminal _terminal;
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);

    public NodeTalk(ImmutableArray<MemberId> ids, TextTerminal terminal)
    {
        _ids = ids;
        _terminal = terminal;
    }

    /// <summary>Why the first node that refused to start did so, or null.</summary>
    public string? Refusal { get; private set; }

    /// <summary>A node's process ended without a verdict of its own, as when something killed it.</summary>
    public void TellEnd(EndReport end) => Tell(end.Node, $"its process ended without a result (exit {end.ExitCode})");

    /// <summary>The run itself has something to say about a node.</summary>
    public void Tell(int node, Sentence clause) => _terminal.Tell($"{_ids[node].Text}: {clause}");

    /// <summary>Takes one line that a node wrote to its standard error.</summary>
    public void Take(TalkReport talk)
    {
        if (talk.Line.StartsWith(RefusalPrefix, StringComparison.Ordinal) && !talk.Line.StartsWith(DefectPrefix, StringComparison.Ordinal))
            Refusal ??= talk.Line[RefusalPrefix.Length..];
        else if (_said.Count < MostLines && _said.Add(talk.Line))
            _terminal.Error.WriteLine($"{_ids[talk.Node].Text}: {talk.Line}");
    }
}
