using System.Text;

namespace Election.Voting.Setup;

/// <summary>
/// Normalization Form C (Unicode Standard Annex 15; Unicode Standard section 3.11, definitions D108 to D118) from tables of our own. The
/// platform's own normalisation does nothing when globalization is invariant, as it is here, and otherwise depends on the ICU at hand: two
/// nodes would take one name for two. Code points the tables do not know are left as they are.
/// </summary>
internal static class CanonicalText
{
    private const int FirstThatCanChange = 0x300;
    private const int HangulFirst = 0xAC00, LeadFirst = 0x1100, VowelFirst = 0x1161, TrailBefore = 0x11A7;
    private const int Leads = 19, Vowels = 21, Trails = 28, Syllables = Leads * Vowels * Trails;

    private static readonly Dictionary<ulong, int> s_composites = Composites();

    /// <summary>The NFC form of <paramref name="text"/>.</summary>
    /// <param name="text">Well-formed UTF-16: no lone surrogate.</param>
    internal static string Compose(string text)
    {
        bool mayChange = false;
        foreach (char c in text)
            mayChange |= c >= FirstThatCanChange;
        if (!mayChange)
            return text;
        var points = new List<int>(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
            Decompose(rune.Value, points);
        OrderMarks(points);
        return Recompose(points);
    }

    private static void Decompose(int point, List<int> points)
    {
        int syllable = point - HangulFirst;
        if (syllable is >= 0 and < Syllables)
        {
            points.Add(LeadFirst + syllable / (Vowels * Trails));
            points.Add(VowelFirst + syllable % (Vowels * Trails) / Trails);
            if (syllable % Trails != 0)
                points.Add(TrailBefore + syllable % Trails);
            return;
        }
        int row = RowOf(point);
        if (row < 0)
        {
            points.Add(point);
            return;
        }
        Decompose((int)CanonicalData.Decompositions[row + 1], points);
        if (CanonicalData.Decompositions[row + 2] is uint second and not 0)
            Decompose((int)second, points);
    }

    // Stable insertion sort of each run of marks by combining class (D109).
    private static void OrderMarks(List<int> points)
    {
        for (int i = 1; i < points.Count; i++)
        {
            int mark = points[i];
            int markClass = ClassOf(mark);
            int j = i;
            for (; markClass != 0 && j > 0 && ClassOf(points[j - 1]) > markClass; j--)
                points[j] = points[j - 1];
            points[j] = mark;
        }
    }

    private static string Recompose(List<int> points)
    {
        var composed = new List<int>(points.Count);
        int starter = -1;
        int lastClass = 0;
        foreach (int point in points)
        {
            int pointClass = ClassOf(point);
            bool blocked = starter < 0 || (composed.Count - 1 > starter && (lastClass == 0 || lastClass >= pointClass));
            if (!blocked && Pair(composed[starter], point) is int composite and not 0)
            {
                composed[starter] = composite;
                continue;
            }
            if (pointClass == 0)
                starter = composed.Count;
            lastClass = pointClass;
            composed.Add(point);
        }
        var text = new StringBuilder(composed.Count);
        foreach (int point in composed)
            text.Append(new Rune(point).ToString());
        return text.ToString();
    }

    private static int Pair(int first, int second)
    {
        int lead = first - LeadFirst, vowel = second - VowelFirst;
        if (lead is >= 0 and < Leads && vowel is >= 0 and < Vowels)
            return HangulFirst + (lead * Vowels + vowel) * Trails;
        int syllable = first - HangulFirst, trail = second - TrailBefore;
        if (syllable is >= 0 and < Syllables && syllable % Trails == 0 && trail is > 0 and < Trails)
            return first + trail;
        return s_composites.GetValueOrDefault(((ulong)first << 32) | (uint)second);
    }

    private static int ClassOf(int point)
    {
        ReadOnlySpan<uint> rows = CanonicalData.CombiningClasses;
        int low = 0, high = rows.Length / CanonicalData.CombiningRow - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int at = middle * CanonicalData.CombiningRow;
            if (point < rows[at])
                high = middle - 1;
            else if (point > rows[at + 1])
                low = middle + 1;
            else
                return (int)rows[at + 2];
        }
        return 0;
    }

    private static int RowOf(int point)
    {
        ReadOnlySpan<uint> rows = CanonicalData.Decompositions;
        int low = 0, high = rows.Length / CanonicalData.DecompositionRow - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int at = middle * CanonicalData.DecompositionRow;
            int listed = (int)(rows[at] & ~CanonicalData.Composes);
            if (point == listed)
                return at;
            if (point < listed)
                high = middle - 1;
            else
                low = middle + 1;
        }
        return -1;
    }

    private static Dictionary<ulong, int> Composites()
    {
        ReadOnlySpan<uint> rows = CanonicalData.Decompositions;
        var pairs = new Dictionary<ulong, int>();
        for (int at = 0; at < rows.Length; at += CanonicalData.DecompositionRow)
        {
            if ((rows[at] & CanonicalData.Composes) != 0)
                pairs.Add(((ulong)rows[at + 1] << 32) | rows[at + 2], (int)(rows[at] & ~CanonicalData.Composes));
        }
        return pairs;
    }
}
