using System.Text;
using Election.Node.Screen.Text;

namespace Election.Node.Tests.Screen;

public sealed class CellsTests
{
    [Theory]
    [InlineData("plain", "plain", 5)]
    [InlineData("Sánchez", "Sánchez", 7)]
    [InlineData("Sa\u0301nchez", "Sánchez", 7)]
    [InlineData("投票", "投票", 4)]
    [InlineData("a\tb\r\nc", "a b  c", 6)]
    [InlineData("\u001b[31mred", "?[31mred", 8)]
    [InlineData("\u009b31m", "?31m", 4)]
    [InlineData("x\u0331\u0489", "x??", 3)]
    [InlineData("left\u202eright", "left?right", 10)]
    [InlineData("zero\u200bwidth", "zero?width", 10)]
    [InlineData("👍🏽", "👍?", 3)]
    public void Foreign_text_takes_whole_cells_and_controls_nothing(string text, string shown, int width)
    {
        Assert.Equal(shown, Cells.Clean(text));
        Assert.Equal(width, Cells.Width(Cells.Clean(text)));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_one_unknown_character() => Assert.Equal("?alone?", Cells.Clean("\ud800alone\udc00"));

    [Fact]
    public void Cleaning_twice_changes_nothing_more_and_leaves_no_control_character()
    {
        for (int point = 0; point <= 0x10FFFF; point++)
        {
            if (!Rune.IsValid(point))
                continue;
            string clean = Cells.Clean(new Rune(point).ToString());
            Assert.DoesNotContain(clean, char.IsControl);
            if (point < 0x3000)
                Assert.Equal(clean, Cells.Clean(clean));
        }
    }

    [Theory]
    [InlineData("Sánchez", 7, "Sánchez")]
    [InlineData("Sánchez", 6, "Sánch…")]
    [InlineData("投票箱", 5, "投票…")]
    [InlineData("投票箱", 4, "投…")]
    [InlineData("ab", 0, "")]
    public void Long_text_ends_in_an_ellipsis(string text, int width, string shown) => Assert.Equal(shown, Cells.Fit(text, width));

    [Fact]
    public void Every_drawn_shape_is_one_cell_and_has_an_ascii_stand_in()
    {
        Assert.Equal(Glyphs.Drawn.Length, Glyphs.Plain.Length);
        Assert.All(Glyphs.Drawn.EnumerateRunes(), rune => Assert.Equal(1, Cells.Width(rune)));
        Assert.True(Ascii.IsValid(Glyphs.Plain));
        Assert.All(Glyphs.Bars, bar => Assert.Contains(bar, Glyphs.Drawn));
    }

    [Theory]
    [InlineData("✓ Sánchez ≠ Müller…", "+ Sanchez ! Muller~")]
    [InlineData("投票", "????")]
    public void Ascii_keeps_every_width(string text, string shown)
    {
        Assert.Equal(shown, Glyphs.ToAscii(text));
        Assert.Equal(Cells.Width(text), shown.Length);
    }

    [Fact]
    public void A_sentence_is_broken_at_spaces_and_loses_nothing()
    {
        const string sentence = "n1 proposes 5 members, but this node was told --expect 4, averyveryverylongwordwithoutanyspaceinit";
        for (int width = 3; width < 60; width++)
        {
            Line[] lines = [.. Line.Wrap(sentence, width, 2)];
            Assert.All(lines, line => Assert.InRange(line.Width, 1, width));
            Assert.Equal(sentence.Replace(" ", ""), string.Concat(lines.Select(line => line.Text)).Replace(" ", ""));
        }
    }

    [Fact]
    public void A_fitted_line_keeps_its_tones_and_its_width()
    {
        Line line = Line.Of("blue", Tone.Blue).Add("投票", Tone.Orange).Add("end");
        for (int width = 0; width <= line.Width + 2; width++)
            Assert.InRange(line.Fit(width).Width, 0, width);
        Assert.Equal([Tone.Blue, Tone.Orange], line.Fit(7).Segments.Select(segment => segment.Tone));
        Assert.Equal("blue投…", line.Fit(7).Text);
    }
}
