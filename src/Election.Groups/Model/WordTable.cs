using System.Collections.Immutable;
using System.Diagnostics;

namespace Election.Groups.Model;

/// <summary>The words of an enum as options, documents and traces hold them: one for each value, and the way back.</summary>
/// <typeparam name="T">The enum.</typeparam>
public sealed class WordTable<T> where T : struct, Enum
{
    private readonly T[] _values = Enum.GetValues<T>();

    /// <summary>Makes the table.</summary>
    /// <param name="words">The words, in ascending order of the values.</param>
    /// <exception cref="ArgumentException">There is not exactly one word for each value.</exception>
    public WordTable(params ImmutableArray<string> words)
    {
        if (words.Length != _values.Length)
            throw new ArgumentException($"{typeof(T).Name} has {_values.Length} values, not {words.Length}.", nameof(words));
        Words = words;
        Pairs = [.. _values.Zip(words)];
    }

    /// <summary>All words, in ascending order of the values.</summary>
    public ImmutableArray<string> Words { get; }

    /// <summary>All values with their words, in ascending order of the values.</summary>
    public ImmutableArray<(T Value, string Word)> Pairs { get; }

    /// <summary>The word of a value.</summary>
    /// <exception cref="UnreachableException">The enum has no such value.</exception>
    public string this[T value] => Array.IndexOf(_values, value) is var at and >= 0 ? Words[at] : throw new UnreachableException();

    /// <summary>Reads a word exactly as the table holds it.</summary>
    public bool TryParse(string? text, out T value)
    {
        int at = text is null ? -1 : Words.IndexOf(text);
        value = at < 0 ? default : _values[at];
        return at >= 0;
    }
}
