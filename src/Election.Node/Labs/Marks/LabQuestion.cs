using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using System.Text;
using Election.Node.Labs.Files;
using Election.Node.Labs.Runs;
using Election.Simulation.Reach;
using Election.Traces.Checks;
using Election.Traces.Orders;

namespace Election.Node.Labs.Marks;

/// <summary>A question of a lab.</summary>
/// <param name="Id">What answers call it.</param>
/// <param name="Ask">The question.</param>
/// <param name="Answer">What tells whether an answer is right.</param>
/// <param name="Choices">What there is to choose from, by letter; null for a free answer.</param>
internal sealed record LabQuestion(string Id, LabTitle Ask, AnswerKey Answer, OrderedDictionary<string, LabTitle>? Choices = null);

/// <summary>
/// Tells whether an answer is right. Most answers are not written down anywhere: they are read off the run, with the student's own seed.
/// The rest stand there as digests, so that nobody reads them by accident; who wants to can try all choices, or think.
/// </summary>
/// <param name="Run">The run that it is read off; null for none.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "from")]
[JsonDerivedType(typeof(DigestKey), "digest")]
[JsonDerivedType(typeof(VerdictKey), "verdict")]
[JsonDerivedType(typeof(FindingKey), "finding")]
[JsonDerivedType(typeof(WitnessKey), "witness")]
[JsonDerivedType(typeof(TallyKey), "tally")]
[JsonDerivedType(typeof(DecisionKey), "decision")]
[JsonDerivedType(typeof(StateKey), "state")]
[JsonDerivedType(typeof(DeliveredKey), "delivered")]
[JsonDerivedType(typeof(CountKey), "count")]
[JsonDerivedType(typeof(CellKey), "cell")]
[JsonDerivedType(typeof(HeardKey), "heard")]
internal abstract record AnswerKey(string? Run)
{
    /// <summary>Whether it can be read off such a run.</summary>
    public virtual bool Fits(LabRunSpec run) => run is ElectionRunSpec;

    /// <summary>What it names that is not there, in one clause; null when all is.</summary>
    /// <param name="names">What may be named in the run; null where there is none.</param>
    public virtual Sentence? Objection(LabNames? names) => null;

    /// <summary>Whether an answer is right.</summary>
    /// <param name="lab">The lab's number.</param>
    /// <param name="question">The question's id.</param>
    /// <param name="answer">The answer, as <see cref="AnswerText.Plain"/> gives it.</param>
    /// <param name="evidence">What <see cref="Run"/> left; null when there is none.</param>
    public virtual bool IsRight(string lab, string question, string answer, LabEvidence? evidence) =>
        AnswerText.Plain(Right(evidence!)) == answer;

    /// <summary>The answer, read off the run.</summary>
    protected virtual string Right(LabEvidence evidence) => throw new UnreachableException();
}

/// <summary>
/// A digest of each right answer: SHA-256 of <c>election-lab/1</c>, lab, question and answer, a line each, in hexadecimal.
/// </summary>
/// <param name="Is">The digests.</param>
internal sealed record DigestKey(string[] Is) : AnswerKey((string?)null)
{
    /// <inheritdoc/>
    public override Sentence? Objection(LabNames? names) =>
        Is.Length > 0 && Is.All(one => one is { Length: 64 } && one.All(char.IsAsciiHexDigitLower)) ? null
            : Sentence.Of($"is holds no SHA-256: each is 64 digits 0 to 9 and a to f");

    /// <inheritdoc/>
    public override bool IsRight(string lab, string question, string answer, LabEvidence? evidence) =>
        Is.Contains(DigestOf(lab, question, answer), StringComparer.Ordinal);

    /// <summary>The digest of an answer.</summary>
    internal static string DigestOf(string lab, string question, string answer) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"election-lab/1\n{lab}\n{question}\n{answer}\n")));
}

/// <summary>The run's verdict.</summary>
internal sealed record VerdictKey(string Run) : AnswerKey(Run)
{
    /// <inheritdoc/>
    protected override string Right(LabEvidence evidence) => ((ElectionEvidence)evidence).Verdict;
}

/// <summary>What the trace says of a guarantee: <c>holds</c>, <c>violated</c> or <c>vacuous</c>.</summary>
internal sealed record FindingKey(string Run, string Guarantee) : AnswerKey(Run)
{
    /// <inheritdoc/>
    public override Sentence? Objection(LabNames? names) =>
        LabWords.Objection("guarantee", Guarantee, LabWords.Guarantees);

    /// <inheritdoc/>
    protected override string Right(LabEvidence evidence) =>
        ((ElectionEvidence)evidence).VerdictOn(Guarantee).Finding.ToText();
}

/// <summary>The process at which a violation of a guarantee shows.</summary>
internal sealed record WitnessKey(string Run, string Guarantee) : AnswerKey(Run)
{
    /// <inheritdoc/>
    public override Sentence? Objection(LabNames? names) =>
        LabWords.Objection("guarantee", Guarantee, LabWords.Guarantees);

    /// <inheritdoc/>
    protected override string Right(LabEvidence evidence) =>
        ((ElectionEvidence)evidence).VerdictOn(Guarantee).GapAware.Witness?.First.Host ?? "none";
}

/// <summary>What a node counts for a choice.</summary>
internal sealed record TallyKey(string Run, string Node, string Choice) : AnswerKey(Run)
{
    /// <inheritdoc/>
    public override Sentence? Objection(LabNames? names) =>
        LabWords.Objection("node", Node, names!.Nodes) ?? LabWords.Objection("choice", Choice, names.Choices);

    /// <inheritdoc/>
    protected override string Right(LabEvidence evidence) =>
        ((ElectionEvidence)evidence).CountOf(Node, Choice)?.ToString(CultureInfo.InvariantCulture) ?? "none";
}

/// <summary>What a node decided: the choice that is elected, or <c>tie</c>, <c>none</c>, <c>no-quorum</c>.</summary>
internal sealed record DecisionKey(string Run, string Node) : AnswerKey(Run)
{
    /// <inheritdoc/>
    public override Sentence? Objection(LabNames? names) =>
        LabWords.Objection("node", Node, names!.Nodes);

    private const string Elected = "elected:";

    /// <inheritdoc/>
    protected override string Right(LabEvidence evidence)
    {
        string decision = ((ElectionEvidence)evidence).DecisionOf(Node) ?? "none";
        return decision.StartsWith(Elected, StringComparison.Ordinal) ? decision[Elected.Length..] : decision;
    }
}

/// <summary>How far a node came.</summary>
internal sealed record StateKey(string Run, string Node) : AnswerKey(Run)
{
    /// <inheritdoc/>
    public override Sentence? Objection(LabNames? names) =>
        LabWords.Objection("node", Node, names!.Nodes);

    /// <inheritdoc/>
    protected override string Right(LabEvidence evidence) => ((ElectionEvidence)evidence).StateOf(Node)!;
}

/// <summary>How many messages a node delivered.</summary>
internal sealed record DeliveredKey(string Run, string Node) : AnswerKey(Run)
{
    /// <inheritdoc/>
    public override Sentence? Objection(LabNames? names) =>
        LabWords.Objection("node", Node, names!.Nodes);

    /// <inheritdoc/>
    protected override string Right(LabEvidence evidence) =>
        ((ElectionEvidence)evidence).DeliveredBy(Node).ToString(CultureInfo.InvariantCulture);
}

/// <summary>How many sequences there are.</summary>
internal sealed record CountKey(string Run) : AnswerKey(Run)
{
    /// <inheritdoc/>
    public override bool Fits(LabRunSpec run) => run is CountRunSpec;

    /// <inheritdoc/>
    protected override string Right(LabEvidence evidence) => ((CountEvidence)evidence).Count.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A cell of a table, yes or no.</summary>
internal sealed record CellKey(string Run, string Scenario, string Column) : AnswerKey(Run)
{
    /// <inheritdoc/>
    public override Sentence? Objection(LabNames? names) =>
        LabWords.Objection("scenario", Scenario, names!.Scenarios)
        ?? LabWords.Objection("column", Column, [.. TableColumnText.Words.Select(one => one.Word)]);

    /// <inheritdoc/>
    public override bool Fits(LabRunSpec run) => run is TableRunSpec;

    /// <inheritdoc/>
    protected override string Right(LabEvidence evidence) =>
        TableColumnText.Words.Any(word => word.Word == Column && !((TableEvidence)evidence).Holds(Scenario, word.Column)) ? "no" : "yes";
}

/// <summary>Whether a sender is heard, yes or no.</summary>
internal sealed record HeardKey(string Run, string Case) : AnswerKey(Run)
{
    /// <inheritdoc/>
    public override Sentence? Objection(LabNames? names) =>
        LabWords.Objection("case", Case, names!.Cases);

    /// <inheritdoc/>
    public override bool Fits(LabRunSpec run) => run is ReachRunSpec;

    /// <inheritdoc/>
    protected override string Right(LabEvidence evidence) =>
        ((ReachEvidence)evidence).ObstacleIn(Case) == ReachObstacle.None ? "yes" : "no";
}
