using System.Collections.Immutable;
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
/// <param name="Id">The name by which answers refer to it.</param>
/// <param name="Ask">The question.</param>
/// <param name="Answer">The key to the right answer.</param>
/// <param name="Choices">The choices, by letter; null for a free answer.</param>
internal sealed record LabQuestion(string Id, LabTitle Ask, AnswerKey Answer, OrderedDictionary<string, LabTitle>? Choices = null);

/// <summary>
/// The key to a question's right answer. Most right answers are not written down anywhere: they are read from the run, with the student's
/// own seed. The others are stored as digests, so that nobody reads them by accident. Trying all choices reveals them.
/// </summary>
/// <param name="Run">The run from which the answer is read; null for none.</param>
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
    /// <summary>True if the answer can be read from this kind of run.</summary>
    public virtual bool Fits(LabRunSpec run) => run is ElectionRunSpec;

    /// <summary>The first name in it that does not exist, in one clause; null if all exist.</summary>
    /// <param name="names">The names that exist in the run; null if there is no run.</param>
    public virtual Sentence? Objection(LabNames? names) => null;

    /// <summary>True if an answer is right.</summary>
    /// <param name="lab">The lab's number.</param>
    /// <param name="question">The question's id.</param>
    /// <param name="answer">The answer, as <see cref="AnswerText.Plain"/> gives it.</param>
    /// <param name="evidence">The evidence of <see cref="Run"/>; null if there is no run.</param>
    public virtual bool IsRight(string lab, string question, string answer, LabEvidence? evidence) =>
        AnswerText.Plain(Right(evidence!)) == answer;

    /// <summary>The right answer, read from the run.</summary>
    protected virtual string Right(LabEvidence evidence) => throw new UnreachableException();
}

/// <summary>
/// The digests of the right answers. A digest is the SHA-256, in hexadecimal, of <c>election-lab/1</c>, lab, question and answer, one line
/// each.
/// </summary>
/// <param name="Is">The digests.</param>
internal sealed record DigestKey(string[] Is) : AnswerKey((string?)null)
{
    /// <inheritdoc/>
    public override Sentence? Objection(LabNames? names) =>
        Is.Length > 0 && Is.All(one => one is { Length: 64 } && one.All(char.IsAsciiHexDigitLower)) ? null
            : Sentence.Of($"is must hold SHA-256 digests: each is 64 digits 0 to 9 and a to f");

    /// <inheritdoc/>
    public override bool IsRight(string lab, string question, string answer, LabEvidence? evidence) =>
        Is.Contains(DigestOf(lab, question, answer), StringComparer.Ordinal);

    /// <summary>The digest of a normalised answer, 64 hexadecimal digits.</summary>
    internal static string DigestOf(string lab, string question, string answer) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"election-lab/1\n{lab}\n{question}\n{answer}\n")));
}

/// <summary>The word of the run's verdict.</summary>
internal sealed record VerdictKey(string Run) : AnswerKey(Run)
{
    /// <inheritdoc/>
    protected override string Right(LabEvidence evidence) => ((ElectionEvidence)evidence).Verdict;
}

/// <summary>The trace checker's finding on a guarantee: <c>holds</c>, <c>violated</c> or <c>vacuous</c>.</summary>
internal sealed record FindingKey(string Run, string Guarantee) : AnswerKey(Run)
{
    /// <inheritdoc/>
    public override Sentence? Objection(LabNames? names) =>
        LabWords.Objection("guarantee", Guarantee, LabWords.Guarantees);

    /// <inheritdoc/>
    protected override string Right(LabEvidence evidence) =>
        ((ElectionEvidence)evidence).VerdictOn(Guarantee).Finding.ToText();
}

/// <summary>
/// The process at which the violation of a guarantee shows, or one of them: for <c>reliable</c>, a process that lacks a message; for the
/// others, that of the witness's first event. <c>none</c> without a violation.
/// </summary>
internal sealed record WitnessKey(string Run, string Guarantee) : AnswerKey(Run)
{
    /// <inheritdoc/>
    public override Sentence? Objection(LabNames? names) =>
        LabWords.Objection("guarantee", Guarantee, LabWords.Guarantees);

    /// <inheritdoc/>
    public override bool IsRight(string lab, string question, string answer, LabEvidence? evidence)
    {
        var election = (ElectionEvidence)evidence!;
        ImmutableArray<string> shown = TraceChecker.ShownBy(election.Trace, election.VerdictOn(Guarantee));
        return shown.IsEmpty ? answer == "none" : shown.Any(process => AnswerText.Plain(process) == answer);
    }
}

/// <summary>The weight that a node counts for a choice; <c>none</c> if the run does not have the choice.</summary>
internal sealed record TallyKey(string Run, string Node, string Choice) : AnswerKey(Run)
{
    /// <inheritdoc/>
    public override Sentence? Objection(LabNames? names) =>
        LabWords.Objection("node", Node, names!.Nodes) ?? LabWords.Objection("choice", Choice, names.Choices);

    /// <inheritdoc/>
    protected override string Right(LabEvidence evidence) =>
        ((ElectionEvidence)evidence).CountOf(Node, Choice)?.ToString(CultureInfo.InvariantCulture) ?? "none";
}

/// <summary>A node's decision: the choice that is elected, or <c>tie</c>, <c>none</c>, <c>no-quorum</c>.</summary>
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

/// <summary>The state in which a node ended.</summary>
internal sealed record StateKey(string Run, string Node) : AnswerKey(Run)
{
    /// <inheritdoc/>
    public override Sentence? Objection(LabNames? names) =>
        LabWords.Objection("node", Node, names!.Nodes);

    /// <inheritdoc/>
    protected override string Right(LabEvidence evidence) => ((ElectionEvidence)evidence).StateOf(Node)!;
}

/// <summary>The number of messages that a node delivered.</summary>
internal sealed record DeliveredKey(string Run, string Node) : AnswerKey(Run)
{
    /// <inheritdoc/>
    public override Sentence? Objection(LabNames? names) =>
        LabWords.Objection("node", Node, names!.Nodes);

    /// <inheritdoc/>
    protected override string Right(LabEvidence evidence) =>
        ((ElectionEvidence)evidence).DeliveredBy(Node).ToString(CultureInfo.InvariantCulture);
}

/// <summary>The number of sequences, in decimal digits.</summary>
internal sealed record CountKey(string Run) : AnswerKey(Run)
{
    /// <inheritdoc/>
    public override bool Fits(LabRunSpec run) => run is CountRunSpec;

    /// <inheritdoc/>
    protected override string Right(LabEvidence evidence) => ((CountEvidence)evidence).Count.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The right answer to a cell of a table, <c>yes</c> or <c>no</c>.</summary>
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

/// <summary>The answer <c>yes</c> if the listener of a case hears the sender; otherwise <c>no</c>.</summary>
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
