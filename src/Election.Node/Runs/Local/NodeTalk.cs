using System.Collections.Immutable;
using Election.Groups.Model;
using Election.Node.Talk;

namespace Election.Node.Runs.Local;

/// <summary>
/// Passes the nodes' messages on to the operator. A message that several nodes write in the same words is shown once: on one machine, for
/// example, all of them report the same small buffers. The reason why a node refused to start is kept for the run's own refusal.
/// </summary>
internal sealed class NodeTalk
{
    /// <summary>The first characters of a refusal to start.</summary>
    public const string RefusalPrefix = "election: ";

    private const string DefectPrefix = "election: internal error: ";

    // A defect may print a long stack trace; lines beyond this limit are dropped.
    private const int MostLines = 500;

    private readonly ImmutableArray<MemberId> _ids;
    private readonly TextTerminal _terminal;
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);

    public NodeTalk(ImmutableArray<MemberId> ids, TextTerminal terminal)
    {
        _ids = ids;
        _terminal = terminal;
    }

    /// <summary>The reason why the first node that refused to start did so; null if none did.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Reports that a node's process ended without a result, for example because it was killed.</summary>
    public void TellEnd(EndReport end) => Tell(end.Node, $"its process ended without a result (exit {end.ExitCode})");

    /// <summary>Writes a message of the run about a node.</summary>
    public void Tell(int node, Sentence clause) => _terminal.Tell($"{_ids[node].Text}: {clause}");

    /// <summary>Handles one line that a node wrote to its standard error.</summary>
    public void Take(TalkReport talk)
    {
        if (talk.Line.StartsWith(RefusalPrefix, StringComparison.Ordinal) && !talk.Line.StartsWith(DefectPrefix, StringComparison.Ordinal))
            Refusal ??= talk.Line[RefusalPrefix.Length..];
        else if (_said.Count < MostLines && _said.Add(talk.Line))
            _terminal.Error.WriteLine($"{_ids[talk.Node].Text}: {talk.Line}");
    }
}
