using System.Reflection;
using System.Text.Json.Serialization;
using Election.Node.Labs.Files;
using Election.Node.Labs.Runs;

namespace Election.Node.Labs.Expectations;

/// <summary>What a check found.</summary>
/// <param name="Holds">Whether it was seen.</param>
/// <param name="Sentence">What was seen instead, or what shows it.</param>
internal sealed record LabFinding(bool Holds, string Sentence);

/// <summary>
/// Something that has to be seen in a run for a lab to pass: the phenomenon itself, or what the trace checker says of it. The list is
/// closed; it stands here.
/// </summary>
/// <param name="Run">The run.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "check")]
[JsonDerivedType(typeof(VerdictExpectation), "verdict")]
[JsonDerivedType(typeof(TalliesExpectation), "tallies")]
[JsonDerivedType(typeof(DecisionsExpectation), "decisions")]
[JsonDerivedType(typeof(RefusalExpectation), "refused")]
[JsonDerivedType(typeof(StateExpectation), "state")]
[JsonDerivedType(typeof(DeliveryExpectation), "delivered")]
[JsonDerivedType(typeof(GuaranteeExpectation), "guarantee")]
[JsonDerivedType(typeof(EventExpectation), "event")]
[JsonDerivedType(typeof(MarkExpectation), "reached")]
[JsonDerivedType(typeof(ShareExpectation), "share")]
[JsonDerivedType(typeof(CountExpectation), "count")]
[JsonDerivedType(typeof(TableExpectation), "table")]
[JsonDerivedType(typeof(ReachExpectation), "reach")]
internal abstract record LabExpectation(string Run)
{
    /// <summary>Its word in JSON.</summary>
    [JsonIgnore]
    public string Word => (string)typeof(LabExpectation).GetCustomAttributes<JsonDerivedTypeAttribute>()
        .First(one => one.DerivedType == GetType()).TypeDiscriminator!;

    /// <summary>What it names that is not there, in one clause; null when all is.</summary>
    /// <param name="names">What may be named in the run, which it <see cref="Fits"/>.</param>
    public virtual Sentence? Objection(LabNames names) => null;

    /// <summary>Whether it can be asked of such a run.</summary>
    public abstract bool Fits(LabRunSpec run);

    /// <summary>Looks at what the run left; null when this cannot be seen in this mode.</summary>
    /// <param name="evidence">Of a run that <see cref="Fits"/>.</param>
    /// <param name="text">How to say it.</param>
    public abstract LabFinding? Look(LabEvidence evidence, LabText text);
}

/// <summary>A check on an election.</summary>
internal abstract record ElectionExpectation(string Run) : LabExpectation(Run)
{
    /// <inheritdoc/>
    public sealed override bool Fits(LabRunSpec run) => run is ElectionRunSpec;

    /// <inheritdoc/>
    public sealed override LabFinding? Look(LabEvidence evidence, LabText text) => Look((ElectionEvidence)evidence, text);

    /// <summary>Looks at what the election left; null when this cannot be seen in this mode.</summary>
    protected abstract LabFinding? Look(ElectionEvidence election, LabText text);
}
