using Election.Node.Screen.Text;
using Election.Node.Screen.Views;
using Terminal.Gui.Drawing;

namespace Election.Node.Tests.Screen;

public sealed class PaletteTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_library_invents_no_colour_for_any_role(bool hasColour)
    {
        var palette = new Palette(hasColour);
        Assert.All(Enum.GetValues<VisualRole>(), role => Assert.Equal(palette[Tone.Normal], palette.Scheme.GetAttributeForRole(role)));
    }

    [Fact]
    public void Without_colours_no_tone_has_one() =>
        Assert.All(Enum.GetValues<Tone>(), tone =>
            Assert.Equal((Color.None, Color.None), (new Palette(false)[tone].Foreground, new Palette(false)[tone].Background)));
}
