using System.Text;

namespace Terminal.Gui.Drivers;

/// <summary>Pasted text as it comes, until the sequence that ends it.</summary>
internal sealed class PastedText
{
    /// <summary>Characters of one paste; further ones are dropped.</summary>
    internal const int MaximumCharacters = 65_536;

    private const string Ending = "\e[201~";

    private readonly StringBuilder _text = new();
    private int _endingSeen;

    /// <summary>Takes a character. The end is looked for as it comes; what only began like it was text.</summary>
    /// <returns>Whether this was the end.</returns>
    internal bool Take(char c)
    {
        if (c == Ending[_endingSeen])
            return ++_endingSeen == Ending.Length;
        Append(Ending.AsSpan(0, _endingSeen));
        _endingSeen = c == Ending[0] ? 1 : 0;
        if (_endingSeen == 0)
            Append([c]);
        return false;
    }

    /// <summary>The text so far; the next begins empty.</summary>
    internal string End()
    {
        var text = _text.ToString();
        _text.Clear();
        _endingSeen = 0;
        return text;
    }

    private void Append(ReadOnlySpan<char> text) => _text.Append(text[..Math.Min(text.Length, MaximumCharacters - _text.Length)]);
}
