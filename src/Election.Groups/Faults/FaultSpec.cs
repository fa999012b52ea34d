using Election.Groups.Model;

namespace Election.Groups.Faults;

/// <summary>
/// One <c>--fault</c>: <c>[when ":"] [where ":"] what</c>, the whole grammar of docs/faults.md. Two specifications are equal when they
/// mean the same; <see cref="ToString"/> is the canonical text, and reading it back gives an equal specification.
/// </summary>
/// <param name="When">The time in which it is in force.</param>
/// <param name="Where">The place in which it is in force.</param>
/// <param name="What">The action.</param>
public sealed record FaultSpec(FaultWhen When, FaultWhere Where, FaultAction What)
{
    /// <summary>The longest text that is read, in characters: room for a partition of the largest group.</summary>
    public const int MaxTextLength = 5000;

    /// <summary>Reads a specification.</summary>
    /// <param name="text">The text after <c>--fault</c>.</param>
    /// <returns>The specification, or one sentence that names the part at fault and says what to write instead.</returns>
    public static Parsed<FaultSpec> Read(string text) => FaultSpecParser.Read(text);

    /// <inheritdoc/>
    public override string ToString() =>
        (When is AlwaysWhen ? "" : When + ":") + (Where == FaultWhere.Everywhere ? "" : Where + ":") + What;
}
