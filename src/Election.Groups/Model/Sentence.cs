using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Election.Groups.Model;

/// <summary>
/// A sentence for people: an English text with its values kept apart, so that it can be shown in another language. An interpolated string
/// becomes one where a <see cref="Sentence"/> is expected. Its <see cref="Format"/> is the key of its translations, in the manner of GNU
/// gettext (Drepper et al., <i>GNU gettext tools</i>, section 4). The wire, files and logs use the English text, <see cref="ToString()"/>.
/// </summary>
/// <remarks>
/// The compiler builds a sentence with the constructor and the Append methods (C# 10, interpolated string handlers); it does not change
/// afterwards. A conditional expression of two interpolated strings is a <see cref="string"/> to the compiler: write
/// <c>condition ? Sentence.Of($"…") : $"…"</c> there.
/// </remarks>
[InterpolatedStringHandler]
public sealed class Sentence : IEquatable<Sentence>
{
    private readonly object?[] _values;
    private int _count;

    /// <summary>Begins a sentence; the compiler calls this.</summary>
    /// <param name="literalLength">The length of the text between the values, in characters.</param>
    /// <param name="formattedCount">The number of values.</param>
    public Sentence(int literalLength, int formattedCount)
    {
        _ = literalLength;
        _values = formattedCount == 0 ? [] : new object?[formattedCount];
    }

    private Sentence(string format, object?[] values)
    {
        Format = format;
        _values = values;
        _count = values.Length;
    }

    /// <summary>The empty sentence, for a part of another sentence that says nothing.</summary>
    public static Sentence None { get; } = new("", []);

    /// <summary>The English text as a composite format: <c>{0}</c>, <c>{1}</c>, … stand for the values.</summary>
    public string Format { get; private set; } = "";

    /// <summary>The values, in the order of the English text. A value may be a sentence itself.</summary>
    public IReadOnlyList<object?> Values => _values;

    /// <summary>True if there is no text at all.</summary>
    public bool IsEmpty => Format.Length == 0;

    /// <summary>Gives an interpolated string the type <see cref="Sentence"/> where the compiler would take it for a string.</summary>
    public static Sentence Of(Sentence sentence) => sentence;

    /// <summary>Converts a <see cref="FormattableString"/>, which projects that do not know this type use.</summary>
    public static Sentence From(FormattableString sentence) =>
        new(sentence.Format, Array.ConvertAll(sentence.GetArguments(), value => value is FormattableString inner ? From(inner) : value));

    /// <inheritdoc cref="From"/>
    [return: NotNullIfNotNull(nameof(sentence))]
    public static implicit operator Sentence?(FormattableString? sentence) => sentence is null ? null : From(sentence);

    /// <summary>Joins names with the same words between each two of them: <c>m11 comes before m12 comes before m11</c>.</summary>
    /// <param name="link">The words, with the spaces around them.</param>
    /// <param name="names">The names: immutable values.</param>
    public static Sentence Chain(Sentence link, IReadOnlyList<object> names) =>
        // The words are value 0: a chain has one more value than names.
        new(string.Join("{0}", Enumerable.Range(1, names.Count).Select(at => string.Create(CultureInfo.InvariantCulture, $"{{{at}}}"))),
            [link, .. names]);

    /// <summary>Returns the same sentence with other values.</summary>
    /// <param name="change">Gives the replacement for a value; nested sentences are changed by their own values.</param>
    public Sentence WithValues(Func<object?, object?> change) =>
        new(Format, Array.ConvertAll(_values, value => value is Sentence inner ? inner.WithValues(change) : change(value)));

    /// <summary>
    /// Returns the text in a language: the formats of the sentence and of nested sentences are translated and the values filled in.
    /// </summary>
    /// <param name="translate">Gives the translation of a format, with the same placeholders.</param>
    public string In(Func<string, string> translate) => string.Format(CultureInfo.InvariantCulture, translate(Format),
        Array.ConvertAll(_values, value => value is Sentence inner ? inner.In(translate) : value));

    /// <summary>Returns the English text.</summary>
    public override string ToString() => In(format => format);

    /// <inheritdoc/>
    public bool Equals(Sentence? other) =>
        other is not null && (ReferenceEquals(this, other) || (Format == other.Format && _values.AsSpan().SequenceEqual(other._values)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Sentence);

    /// <inheritdoc/>
    public override int GetHashCode() => Format.GetHashCode(StringComparison.Ordinal);

    /// <summary>Adds text; the compiler calls this.</summary>
    public void AppendLiteral(string value) =>
        Format += value.AsSpan().ContainsAny('{', '}')
            ? value.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal) : value;

    /// <summary>Adds a value; the compiler calls this.</summary>
    public void AppendFormatted<T>(T value) => Add(value is FormattableString inner ? From(inner) : value, "");

    /// <summary>Adds a value with its format; the compiler calls this.</summary>
    public void AppendFormatted<T>(T value, string format) => Add(value, ":" + format);

    /// <summary>Adds a value with its width; the compiler calls this.</summary>
    public void AppendFormatted<T>(T value, int alignment) =>
        Add(value, string.Create(CultureInfo.InvariantCulture, $",{alignment}"));

    /// <summary>Adds a value with its width and format; the compiler calls this.</summary>
    public void AppendFormatted<T>(T value, int alignment, string format) =>
        Add(value, string.Create(CultureInfo.InvariantCulture, $",{alignment}:{format}"));

    private void Add(object? value, string how)
    {
        Format += string.Create(CultureInfo.InvariantCulture, $"{{{_count}{how}}}");
        _values[_count++] = value;
    }
}
