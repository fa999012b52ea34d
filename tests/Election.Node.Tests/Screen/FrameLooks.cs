using System.Text;
using Election.Node.Screen.Pictures;

namespace Election.Node.Tests.Screen;

/// <summary>
/// The appearance of a frame's cells: a letter for each cell, and a legend of the letters. A point stands for a plain cell.
/// </summary>
internal static class FrameLooks
{
    private const char Plain = '.';
    private const int Orange = 0xD9822B;
    private const int Blue = 0x3B8EEA;
    private const int Ink = 0x101010;

    private static readonly Dictionary<CellLook, char> s_letters = new()
    {
        [default] = Plain,
        [new(null, null, true, false, false)] = 's',
        [new(null, null, false, true, false)] = 'd',
        [new(null, null, false, false, true)] = 'r',
        [new(null, null, true, false, true)] = 'R',
        [new(Blue, null, false, false, false)] = 'b',
        [new(Blue, null, true, false, false)] = 'k',
        [new(Orange, null, false, false, false)] = 'o',
        [new(Ink, Orange, true, false, false)] = 'A',
    };

    /// <summary>The block that follows the text of a frame.</summary>
    public static string Of(ScreenPicture picture)
    {
        var used = new SortedDictionary<char, CellLook>();
        var block = new StringBuilder();
        foreach (var row in picture.Rows)
        {
            var letters = new StringBuilder(new string(Plain, picture.Width));
            foreach (PictureCell cell in row)
                letters[cell.Column] = Letter(cell.Look, used);
            block.Append(letters.ToString().TrimEnd(Plain)).Append('\n');
        }
        string legend = string.Concat(used.Where(one => one.Key != Plain).Select(one => $"{one.Key} {NameOf(one.Value)}\n"));
        return $"--- looks\n{block.ToString().TrimEnd('\n')}\n--- legend\n{legend}";
    }

    private static char Letter(CellLook look, SortedDictionary<char, CellLook> used)
    {
        if (!s_letters.TryGetValue(look, out char letter))
            throw new Xunit.Sdk.XunitException($"A cell has a look of no tone: {NameOf(look)}");
        used[letter] = look;
        return letter;
    }

    private static string NameOf(CellLook look) => string.Join(' ', new[]
    {
        look.Foreground is { } foreground ? $"#{foreground:X6}" : "", look.Background is { } background ? $"on #{background:X6}" : "",
        look.IsBold ? "bold" : "", look.IsFaint ? "faint" : "", look.IsReversed ? "reversed" : "",
    }.Where(word => word.Length > 0));
}
