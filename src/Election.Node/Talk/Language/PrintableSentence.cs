using Election.Node.Talk.Plain;

namespace Election.Node.Talk.Language;

/// <summary>A sentence whose values come out of a file or from a keyboard: it is said with each of them made printable.</summary>
/// <param name="sentence">The sentence.</param>
internal sealed class PrintableSentence(FormattableString sentence) : FormattableString
{
    /// <inheritdoc/>
    public override string Format => sentence.Format;

    /// <inheritdoc/>
    public override int ArgumentCount => sentence.ArgumentCount;

    /// <inheritdoc/>
    public override object? GetArgument(int index) => sentence.GetArgument(index) switch
    {
        string text => PrintableText.Of(text),
        FormattableString inner => new PrintableSentence(inner),
        var value => value,
    };

    /// <inheritdoc/>
    public override object?[] GetArguments() => [.. Enumerable.Range(0, ArgumentCount).Select(GetArgument)];

    /// <inheritdoc/>
    public override string ToString(IFormatProvider? formatProvider) => string.Format(formatProvider, Format, GetArguments());
}
