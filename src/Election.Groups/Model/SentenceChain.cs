using System.Globalization;

namespace Election.Groups.Model;

/// <summary>Names with one and the same words between each two of them, as a sentence: <c>m11 comes before m12 comes before m11</c>.</summary>
/// <param name="link">The words, their blanks included.</param>
/// <param name="names">The names; anything that is no sentence needs to be immutable.</param>
public sealed class SentenceChain(FormattableString link, IReadOnlyList<object> names) : FormattableString
{
    // The words are value 0, so that a chain has one more value than names, however long it is.
    /// <inheritdoc/>
    public override string Format { get; } =
        string.Join("{0}", Enumerable.Range(1, names.Count).Select(at => string.Create(CultureInfo.InvariantCulture, $"{{{at}}}")));

    /// <inheritdoc/>
    public override int ArgumentCount => names.Count + 1;

    /// <inheritdoc/>
    public override object? GetArgument(int index) => index == 0 ? link : names[index - 1];

    /// <inheritdoc/>
    public override object?[] GetArguments() => [link, .. names];

    /// <inheritdoc/>
    public override string ToString(IFormatProvider? formatProvider) => string.Format(formatProvider, Format, GetArguments());
}
