using Election.Voting.Setup;
using FsCheck.Xunit;

namespace Election.Voting.Tests.Setup;

public sealed class NamesTests
{
    [Theory]
    [InlineData("Sa\u0301nchez", "S\u00E1nchez")] // a mark after its letter
    [InlineData("  Pérez ", "Pérez")]
    [InlineData("\u212B", "\u00C5")] // the Ångström sign is the letter
    [InlineData("q\u0307\u0323", "q\u0323\u0307")] // marks below stand before marks above
    [InlineData("\u0915\u093C", "\u0915\u093C")] // excluded from composition
    [InlineData("\u1112\u1161\u11AB", "\uD55C")] // Hangul is computed
    [InlineData("\uFA1B", "\u798F")] // a compatibility ideograph that is canonically another
    [InlineData("\U0001D15E", "\U0001D157\U0001D165")] // beyond the first plane
    [InlineData("a\u0315\u0300\u05AE\u0300b", "\u00E0\u05AE\u0300\u0315b")] // from NormalizationTest.txt, part 1
    public void A_name_becomes_NFC_without_spaces_at_its_ends(string typed, string name)
    {
        string normal = Names.Normalise(typed, $"a choice").OrThrow();
        Assert.Equal(name, normal);
        Assert.True(Names.IsName(normal));
    }

    [Theory]
    [InlineData("", "must not be empty")]
    [InlineData("   ", "must not be empty")]
    [InlineData("a\u0007b", "U+0007")]
    [InlineData("a\u0085b", "U+0085")]
    [InlineData("a\u202Eb", "U+202E")]
    [InlineData("a\u2066b", "U+2066")]
    [InlineData("a\u200Bb", "U+200B")]
    [InlineData("\uFEFFa", "U+FEFF")]
    public void A_name_a_screen_cannot_show_is_refused_with_what_is_wrong(string typed, string expected)
    {
        Sentence? reason = Names.Normalise(typed, $"a choice").Refusal;
        string said = $"{reason}";
        Assert.StartsWith("a choice ", said, StringComparison.Ordinal);
        Assert.Contains(expected, said, StringComparison.Ordinal);
        Assert.DoesNotContain(said, char.IsControl);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused()
    {
        // Attributes hold UTF-8 and cannot carry this.
        Assert.Equal("a choice holds half a surrogate pair (U+D800)", Names.Normalise("a" + (char)0xD800, $"a choice").Refusal?.ToString());
    }

    [Fact]
    public void The_bound_counts_code_points_after_normalisation()
    {
        string decomposed = string.Concat(Enumerable.Repeat("e\u0301", Names.MaxCodePoints));
        string name = Names.Normalise(decomposed, $"the title").OrThrow();
        Assert.Equal(Names.MaxCodePoints, name.Length);
        Assert.True(Names.IsName(string.Concat(Enumerable.Repeat("\U0001F5F3", Names.MaxCodePoints))));
        Assert.Contains("at most 64", Names.Normalise(name + "x", $"the title").Refusal?.ToString(), StringComparison.Ordinal);
    }

    [Property]
    public bool What_is_normalised_once_stays_as_it_is(string text) =>
        !Names.Normalise(text, $"a name").TryGet(out string? name) || Names.IsName(name);
}
