using System.Reflection;
using System.Text.Json.Serialization;
using Election.Node.Labs.Files;
using Election.Node.Labs.Runs;

namespace Election.Node.Labs.Expectations;

/// <summary>The outcome of one check.</summary>
/// <param name="Holds">True if the check holds.</param>
/// <param name="Sentence">The evidence, or what was seen instead, in the reader's language.</param>
internal sealed record LabFinding(bool Holds, string Sentence);

/// <summary>
/// A fact that must be seen in a run for a lab to pass: the phenomenon itself, or a verdict of the trace checker. The hierarchy is closed;
/// every kind is listed here.
/// </summary>
/// <param name="Run">The name of the run that it is about.</param>
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
    /// <summary>The check's word in JSON.</summary>
    [JsonIgnore]
    public string Word => (string)typeof(LabExpectation).GetCustomAttributes<JsonDerivedTypeAttribute>()
        .First(one => one.DerivedType == GetType()).TypeDiscriminator!;

    /// <summary>The first name in it that does not exist, in one clause; null if all exist.</summary>
    /// <param name="names">The names that exist in the run, which it <see cref="Fits"/>.</param>
    public virtual Sentence? Objection(LabNames names) => null;

    /// <summary>True if it can be asked of this kind of run.</summary>
    public abstract bool Fits(LabRunSpec run);

    /// <summary>Checks what the run left; null if this mode does not show it.</summary>
    /// <param name="evidence">The evidence of a run that <see cref="Fits"/>.</param>
    /// <param name="text">The language's sentences.</param>
    public abstract LabFinding? Look(LabEvidence evidence, LabText text);
}

/// <summary>A check on an election.</summary>
internal abstract record ElectionExpectation(string Run) : LabExpectation(Run)
{
    /// <inheritdoc/>
    public sealed override bool Fits(LabRunSpec run) => run is ElectionRunSpec;

    /// <inheritdoc/>
    public sealed override LabFinding? Look(LabEvidence evidence, LabText text) => Look((ElectionEvidence)evidence, text);

    /// <summary>Checks what the election left; null if this mode does not show it.</summary>
    protected abstract LabFinding? Look(ElectionEvidence election, LabText text);
}
