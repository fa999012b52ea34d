using Election.Audit;
using Election.Node.Labs.Files;
using Election.Node.Labs.Runs;
using Election.Node.Runs.Documents;
using Election.Node.Talk.Plain;

namespace Election.Node.Labs.Expectations;

/// <summary>The run ends with a verdict.</summary>
/// <param name="Run">The run.</param>
/// <param name="Is">The verdict's word.</param>
internal sealed record VerdictExpectation(string Run, string Is) : ElectionExpectation(Run)
{
    /// <inheritdoc/>
    public override Sentence? Objection(LabNames names) =>
        LabWords.Objection("is", Is, LabWords.Verdicts);

    /// <inheritdoc/>
    protected override LabFinding Look(ElectionEvidence election, LabText text) => election.Verdict == Is
        ? new LabFinding(true, text.Say("verdict", Run, Is))
        : new LabFinding(false, text.Say("verdict-not", Run, election.Verdict, Is));
}

/// <summary>The tallies of all nodes that closed are equal, or two of them differ.</summary>
/// <param name="Run">The run.</param>
/// <param name="Are"><c>equal</c> or <c>different</c>.</param>
internal sealed record TalliesExpectation(string Run, string Are) : ElectionExpectation(Run)
{
    /// <inheritdoc/>
    public override Sentence? Objection(LabNames names) =>
        LabWords.Objection("are", Are, LabWords.Comparisons);

    /// <inheritdoc/>
    protected override LabFinding? Look(ElectionEvidence election, LabText text)
    {
        RunNode[] closed = [.. election.Document.Nodes.Where(node => node.Head is not null)];
        if (closed.Length < 2)
            return new LabFinding(false, text.Say("tallies-none", Run));
        RunNode? other = closed.FirstOrDefault(node => !node.Counts.SequenceEqual(closed[0].Counts));
        string first = TallyText.Of(closed[0].Counts);
        return other is null
            ? new LabFinding(Are == "equal", text.Say("tallies-equal", Run, first))
            : new LabFinding(Are == "different",
                text.Say("tallies-different", Run, closed[0].Id, first, other.Id, TallyText.Of(other.Counts)));
    }
}

/// <summary>The decisions of all nodes that closed are equal, or two of them differ.</summary>
/// <param name="Run">The run.</param>
/// <param name="Are"><c>equal</c> or <c>different</c>.</param>
internal sealed record DecisionsExpectation(string Run, string Are) : ElectionExpectation(Run)
{
    /// <inheritdoc/>
    public override Sentence? Objection(LabNames names) =>
        LabWords.Objection("are", Are, LabWords.Comparisons);

    /// <inheritdoc/>
    protected override LabFinding Look(ElectionEvidence election, LabText text)
    {
        (string Node, AuditReport Report)[] decided = [.. election.Audits];
        if (decided.Length < 2)
            return new LabFinding(false, text.Say("tallies-none", Run));
        (string node, AuditReport? other) = decided.FirstOrDefault(one => one.Report.Decision != decided[0].Report.Decision);
        Sentence first = DecisionSentence.Of(decided[0].Report.Decision);
        if (other is null)
            return new LabFinding(Are == "equal", text.Say("decisions-equal", Run, first));
        Sentence second = DecisionSentence.Of(other.Decision);
        return new LabFinding(Are == "different", text.Say("decisions-different", Run, decided[0].Node, first, node, second));
    }
}

/// <summary>A transcript contains a statement with a refusal.</summary>
/// <param name="Run">The run.</param>
/// <param name="Code">The refusal's code.</param>
/// <param name="Node">The node whose transcript is meant; null for any.</param>
internal sealed record RefusalExpectation(string Run, string Code, string? Node = null) : ElectionExpectation(Run)
{
    /// <inheritdoc/>
    public override Sentence? Objection(LabNames names) =>
        LabWords.Objection("code", Code, LabWords.Refusals) ?? LabWords.Objection("node", Node, names.Nodes);

    /// <inheritdoc/>
    protected override LabFinding Look(ElectionEvidence election, LabText text)
    {
        string[] with = [.. election.Audits.Select(audit => audit.Node)
            .Where(node => (Node is null || node == Node) && election.RefusedBy(node, Code) > 0)];
        return with.Length > 0 ? new LabFinding(true, text.Say("refused", Run, Code, string.Join(", ", with)))
            : new LabFinding(false, text.Say("refused-not", Run, Code));
    }
}

/// <summary>A node ends in a state.</summary>
/// <param name="Run">The run.</param>
/// <param name="Node">The node.</param>
/// <param name="Is">The state's word.</param>
internal sealed record StateExpectation(string Run, string Node, string Is) : ElectionExpectation(Run)
{
    /// <inheritdoc/>
    public override Sentence? Objection(LabNames names) =>
        LabWords.Objection("node", Node, names.Nodes) ?? LabWords.Objection("is", Is, LabWords.States);

    /// <inheritdoc/>
    protected override LabFinding Look(ElectionEvidence election, LabText text)
    {
        string state = election.StateOf(Node) ?? text.Say("nowhere");
        return state == Is
            ? new LabFinding(true, text.Say("state", Run, Node, Is)) : new LabFinding(false, text.Say("state-not", Run, Node, state, Is));
    }
}

/// <summary>A node delivered a number of messages, or fewer than another node.</summary>
/// <param name="Run">The run.</param>
/// <param name="Node">The node.</param>
/// <param name="Count">The number; null if the node is compared with another.</param>
/// <param name="FewerThan">The other node; null if the messages are counted.</param>
internal sealed record DeliveryExpectation(string Run, string Node, int? Count = null, string? FewerThan = null) : ElectionExpectation(Run)
{
    /// <inheritdoc/>
    public override Sentence? Objection(LabNames names) =>
        Count is null == FewerThan is null ? $"it needs either count or fewerThan"
        : LabWords.Objection("node", Node, names.Nodes) ?? LabWords.Objection("fewerThan", FewerThan, names.Nodes)
        ?? LabWords.Objection("count", Count ?? 0, 0, int.MaxValue);

    /// <inheritdoc/>
    protected override LabFinding Look(ElectionEvidence election, LabText text)
    {
        int delivered = election.DeliveredBy(Node);
        if (FewerThan is not null)
        {
            int other = election.DeliveredBy(FewerThan);
            return new LabFinding(delivered < other, text.Say("delivered-compared", Run, Node, delivered, FewerThan, other));
        }
        return delivered == Count
            ? new LabFinding(true, text.Say("delivered", Run, Node, delivered))
            : new LabFinding(false, text.Say("delivered-not", Run, Node, delivered, Count ?? 0));
    }
}
