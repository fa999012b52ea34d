using System.Diagnostics.CodeAnalysis;

namespace Election.Groups.Model;

/// <summary>
/// A value that was read from input, or the reason why the input was refused: always exactly one of the two. A method that returns it is
/// called <c>Read</c>, <c>Find</c>, <c>Make</c> or the like and throws nothing because of the input; a method called <c>Parse</c> throws.
/// </summary>
/// <remarks>
/// A value and a <see cref="Sentence"/> convert to it; write <c>return Sentence.Of($"…")</c> to refuse with an interpolated string.
/// </remarks>
/// <typeparam name="T">The type of the value; no interface, which C# does not convert.</typeparam>
public readonly struct Parsed<T>
    where T : notnull
{
    private readonly T? _value;
    private readonly Sentence? _refusal;
    private readonly bool _isRead;

    private Parsed(T value)
    {
        _value = value;
        _isRead = true;
    }

    private Parsed(Sentence refusal) => _refusal = refusal;

    /// <summary>The reason, in the words of the method that refused the input; null if there is a value.</summary>
    /// <exception cref="InvalidOperationException">It is <c>default</c>, which neither conversion makes.</exception>
    public Sentence? Refusal =>
        _isRead ? null : _refusal ?? throw new InvalidOperationException("Nothing was read and nothing was refused.");

    /// <summary>Holds a value.</summary>
    public static implicit operator Parsed<T>(T value) => new(value);

    /// <summary>Holds the reason for a refusal.</summary>
    public static implicit operator Parsed<T>(Sentence refusal) => new(refusal);

    /// <summary>True with the value, or false with the reason.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out Sentence? refusal)
    {
        value = _value;
        refusal = Refusal;
        return _isRead;
    }

    /// <summary>True with the value, or false.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T value) => TryGet(out value, out _);

    /// <summary>Returns the value.</summary>
    /// <exception cref="FormatException">There is none; its message is the reason.</exception>
    public T OrThrow() => OrThrow(refusal => new FormatException(refusal.ToString()));

    /// <summary>Returns the value, or throws what <paramref name="exception"/> makes of the reason.</summary>
    public T OrThrow(Func<Sentence, Exception> exception) =>
        TryGet(out T? value, out Sentence? refusal) ? value : throw exception(refusal);

    /// <summary>Changes the value; a refusal stays.</summary>
    public Parsed<TOther> Map<TOther>(Func<T, TOther> change)
        where TOther : notnull => TryGet(out T? value, out Sentence? refusal) ? change(value) : refusal;

    /// <summary>Refuses a value to which there is an objection; a refusal stays.</summary>
    /// <param name="objection">Returns the reason to refuse the value, or null.</param>
    public Parsed<T> Unless(Func<T, Sentence?> objection) =>
        TryGet(out T? value, out _) && objection(value) is { } refusal ? refusal : this;

    /// <summary>Gives a refusal another reason; a value stays.</summary>
    public Parsed<T> MapRefusal(Func<Sentence, Sentence> reason) => Refusal is { } refusal ? reason(refusal) : this;
}
