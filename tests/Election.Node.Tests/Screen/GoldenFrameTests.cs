using System.Runtime.CompilerServices;
using Election.Node.Screen.Model;
using Election.Node.Screen.Pictures;
using Election.Node.Talk.Language;
using Election.Voting.Core;
using Terminal.Gui.Input;

namespace Election.Node.Tests.Screen;

/// <summary>
/// Whole frames as a terminal would show them, in the folder Frames: the text, and beneath it the appearance of each cell. After an
/// intended change, UPDATE_FRAMES=1 rewrites them; read the difference before you commit it.
/// </summary>
public sealed class GoldenFrameTests
{
    private static readonly (int Width, int Height)[] s_sizes = [(80, 24), (60, 20)];
    private static readonly UiSettings s_voter = new() { Id = SampleScreens.Id(1), Role = NodeRole.Voter };
    private static readonly UiSettings s_spanish = s_voter with { Language = Language.Spanish };

    public static TheoryData<string, string> Screens
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string phase in SampleScreens.Phases)
                data.Add(nameof(UiScreen.Election), phase);
            foreach (string phase in (string[])["gathering", "open", "certified"])
                data.Add(nameof(UiScreen.Members), phase);
            foreach (string phase in (string[])["open", "blocked"])
                data.Add(nameof(UiScreen.Delivery), phase);
            foreach (string phase in (string[])["open", "closed", "certified", "diverged"])
                data.Add(nameof(UiScreen.Compare), phase);
            data.Add(nameof(UiScreen.Network), "open");
            data.Add(nameof(UiScreen.Log), "open");
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public void A_screen_in_a_phase_looks_as_it_did(string screen, string phase)
    {
        foreach ((int width, int height) in s_sizes)
        {
            using var headless = new Headless(SampleScreens.Model(phase) with { Screen = Enum.Parse<UiScreen>(screen) }, width, height);
            Compare(headless, $"{screen.ToLowerInvariant()}-{phase}-{width}x{height}");
        }
    }

    [Theory]
    [InlineData("help", "?")]
    [InlineData("vote", "b")]
    [InlineData("abstain", "A")]
    [InlineData("close", "C")]
    [InlineData("quit", "q")]
    [InlineData("fault", "Floss=200%\n")]
    [InlineData("filter", "/n1")]
    [InlineData("hint", "S")]
    public void A_screen_after_keys_looks_as_it_did(string name, string keys)
    {
        foreach ((int width, int height) in s_sizes)
        {
            using var headless = new Headless(SampleScreens.Model("open", NodeRole.Chair), width, height);
            headless.Press([.. keys.Select(key => key == '\n' ? Key.Enter : new Key(key))]);
            Compare(headless, $"key-{name}-{width}x{height}");
        }
    }

    [Theory]
    [InlineData("observer", NodeRole.Observer, false, false)]
    [InlineData("read-only", NodeRole.Voter, true, false)]
    [InlineData("ascii", NodeRole.Voter, false, true)]
    public void A_role_looks_as_it_did(string name, NodeRole role, bool isReadOnly, bool isAscii)
    {
        UiSettings settings = s_voter with { Role = role, IsReadOnly = isReadOnly, IsAscii = isAscii };
        using var headless = new Headless(SampleScreens.Model("voted", settings), 80, 24);
        Compare(headless, $"role-{name}-80x24");
    }

    [Theory]
    [InlineData(nameof(UiScreen.Election), "open")]
    [InlineData(nameof(UiScreen.Compare), "diverged")]
    public void A_screen_without_colours_looks_as_it_did(string screen, string phase)
    {
        UiModel model = SampleScreens.Model(phase, s_voter with { HasColour = false }) with { Screen = Enum.Parse<UiScreen>(screen) };
        using var headless = new Headless(model, 80, 24);
        Compare(headless, $"colourless-{screen.ToLowerInvariant()}-{phase}-80x24");
    }

    [Fact]
    public void A_screen_without_colours_has_none_in_any_phase()
    {
        foreach (string phase in SampleScreens.Phases)
        {
            foreach (UiScreen screen in UiScreens.All)
            {
                UiModel model = SampleScreens.Model(phase, s_voter with { HasColour = false }) with { Screen = screen };
                using var headless = new Headless(model, 80, 24);
                headless.Press('?');
                Assert.All(headless.Picture().Rows.SelectMany(row => row),
                    cell => Assert.Equal(((int?)null, (int?)null), (cell.Look.Foreground, cell.Look.Background)));
            }
        }
    }

    [Theory]
    [InlineData(120, 30)]
    [InlineData(60, 16)]
    [InlineData(59, 16)]
    [InlineData(20, 5)]
    public void A_size_looks_as_it_did(int width, int height)
    {
        using var headless = new Headless(SampleScreens.Model("certified"), width, height);
        Compare(headless, $"size-{width}x{height}");
    }

    [Theory]
    [InlineData(nameof(UiScreen.Election), "open")]
    [InlineData(nameof(UiScreen.Election), "certified")]
    [InlineData(nameof(UiScreen.Election), "stalled")]
    [InlineData(nameof(UiScreen.Members), "gathering")]
    [InlineData(nameof(UiScreen.Members), "open")]
    [InlineData(nameof(UiScreen.Delivery), "blocked")]
    [InlineData(nameof(UiScreen.Compare), "diverged")]
    [InlineData(nameof(UiScreen.Network), "open")]
    [InlineData(nameof(UiScreen.Log), "open")]
    public void A_Spanish_screen_in_a_phase_looks_as_it_did(string screen, string phase)
    {
        foreach ((int width, int height) in s_sizes)
        {
            using var headless = new Headless(SampleScreens.Model(phase, s_spanish) with { Screen = Enum.Parse<UiScreen>(screen) },
                width, height);
            Compare(headless, $"es-{screen.ToLowerInvariant()}-{phase}-{width}x{height}");
        }
    }

    [Theory]
    [InlineData("help", "?")]
    [InlineData("vote", "b")]
    [InlineData("close", "C")]
    [InlineData("quit", "q")]
    [InlineData("fault", "F")]
    [InlineData("hint", "S")]
    public void A_Spanish_screen_after_keys_looks_as_it_did(string name, string keys)
    {
        foreach ((int width, int height) in s_sizes)
        {
            using var headless = new Headless(SampleScreens.Model("open", s_spanish with { Role = NodeRole.Chair }), width, height);
            headless.Press([.. keys.Select(key => new Key(key))]);
            Compare(headless, $"es-key-{name}-{width}x{height}");
        }
    }

    [Fact]
    public void A_Spanish_terminal_that_is_too_small_looks_as_it_did()
    {
        using var headless = new Headless(SampleScreens.Model("certified", s_spanish), 29, 5);
        Compare(headless, "es-size-29x5");
    }

    private static void Compare(Headless headless, string name)
    {
        string frame = headless.Frame() + FrameLooks.Of(headless.Picture());
        string path = Path.Combine(Folder(), name + ".txt");
        if (Environment.GetEnvironmentVariable("UPDATE_FRAMES") == "1")
            File.WriteAllText(path, frame);
        Assert.True(File.Exists(path), $"There is no golden frame {path}: UPDATE_FRAMES=1 writes it.\n{frame}");
        Assert.Equal(File.ReadAllText(path), frame);
    }

    private static string Folder([CallerFilePath] string source = "") => Path.Combine(Path.GetDirectoryName(source)!, "Frames");
}
