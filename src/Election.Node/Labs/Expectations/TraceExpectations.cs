using Election.Node.Labs.Files;
using Election.Node.Labs.Runs;
using Election.Node.Talk.Plain;
using Election.Traces.Checks;
using Election.Traces.Model;

namespace Election.Node.Labs.Expectations;

/// <summary>The trace keeps a guarantee, breaks it, or does not test it.</summary>
/// <param name="Run">The run.</param>
/// <param name="Guarantee">The guarantee's word.</param>
/// <param name="Is"><c>holds</c>, <c>violated</c> or <c>vacuous</c>.</param>
internal sealed record GuaranteeExpectation(string Run, string Guarantee, string Is) : ElectionExpectation(Run)
{
    /// <inheritdoc/>
    public override Sentence? Objection(LabNames names) =>
        LabWords.Objection("guarantee", Guarantee, LabWords.Guarantees) ?? LabWords.Objection("is", Is, LabWords.Findings);

    /// <inheritdoc/>
    protected override LabFinding Look(ElectionEvidence election, LabText text)
    {
        GuaranteeVerdict verdict = election.VerdictOn(Guarantee);
        string found = verdict.Finding.ToText();
        var sentence = PrintableText.Within(verdict.GapAware.Sentence);
        return found == Is
            ? new LabFinding(true, text.Say("guarantee-" + found, Run, Guarantee, sentence))
            : new LabFinding(false,
                text.Say("guarantee-not", Run, Guarantee, text.Say("finding-" + found), text.Say("finding-" + Is), sentence));
    }
}

/// <summary>The trace contains events of a kind.</summary>
/// <param name="Run">The run.</param>
/// <param name="Event">The event's word.</param>
/// <param name="Node">The node at which they happen; null for any.</param>
/// <param name="AtLeast">The smallest number of events.</param>
internal sealed record EventExpectation(string Run, string Event, string? Node = null, int AtLeast = 1) : ElectionExpectation(Run)
{
    /// <inheritdoc/>
    public override Sentence? Objection(LabNames names) =>
        LabWords.Objection("event", Event, TraceEventKindText.Words) ?? LabWords.Objection("node", Node, names.Nodes)
        ?? LabWords.Objection("atLeast", AtLeast, 1, int.MaxValue);

    /// <inheritdoc/>
    protected override LabFinding Look(ElectionEvidence election, LabText text)
    {
        int host = Node is null ? -1 : election.Trace.Hosts.IndexOf(Node);
        int count = election.Trace.Events.Count(one => one.Kind.ToText() == Event && (Node is null || one.Host == host));
        return new LabFinding(count >= AtLeast, text.Say("event", Run, Event, count));
    }
}

/// <summary>The simulation reached a mark, such as a new leader or a torn disk. A live run cannot tell.</summary>
/// <param name="Run">The run.</param>
/// <param name="Mark">The mark's word, as <c>election sim</c> prints it.</param>
internal sealed record MarkExpectation(string Run, string Mark) : ElectionExpectation(Run)
{
    /// <inheritdoc/>
    public override Sentence? Objection(LabNames names) =>
        LabWords.Objection("mark", Mark, LabWords.Marks);

    /// <inheritdoc/>
    protected override LabFinding? Look(ElectionEvidence election, LabText text)
    {
        if (election.Coverage is null)
            return null;
        long count = election.Coverage.Named.First(one => one.Name == Mark).Count;
        return new LabFinding(count > 0, text.Say("reached", Run, Mark, count));
    }
}
