using System.Text;
using Terminal.Gui.Drivers;

namespace Terminal.Gui.Tests.Subset;

public class AnsiInputTests
{
    private readonly List<string> _seen = [];
    private readonly AnsiInput _input;

    public AnsiInputTests() => _input = new AnsiInput(new InputEvents(
        key => _seen.Add(key.ToString()),
        mouse => _seen.Add($"{mouse.Flags}@{mouse.ScreenPosition.X},{mouse.ScreenPosition.Y}"),
        text => _seen.Add($"paste {text}")));

    public static TheoryData<string, string> Known => new()
    {
        { "q", "q" }, { "Q", "Q" }, { "\r", "Enter" }, { "\t", "Tab" }, { "\u007F", "Backspace" }, { "\u0003", "Ctrl+C" }, { " ", "Space" },
        { "ñ", "ñ" }, { "日", "日" }, { "😀", "😀" }, { "\0", "Ctrl+Space" }, { "/", "/" },
        { "\e[A", "CursorUp" }, { "\eOB", "CursorDown" }, { "\e[1;5C", "Ctrl+CursorRight" }, { "\e[1;2D", "Shift+CursorLeft" },
        { "\e[H", "Home" }, { "\e[4~", "End" }, { "\e[5~", "PageUp" }, { "\e[6~", "PageDown" },
        { "\e[3~", "Delete" }, { "\e[Z", "Shift+Tab" },
        { "\eOP", "F1" }, { "\e[15~", "F5" }, { "\e[17~", "F6" }, { "\e[24~", "F12" }, { "\e[1;2P", "Shift+F1" }, { "\e[11~", "F1" },
        { "\ex", "Alt+x" }, { "\e[113;5u", "Ctrl+Q" }, { "\e[27;5;113~", "Ctrl+Q" }, { "\e[27u", "Esc" },
        { "\e[<0;3;2M", "LeftButtonPressed@2,1" }, { "\e[<0;3;2m", "LeftButtonReleased@2,1" }, { "\e[<64;1;1M", "WheeledUp@0,0" },
        { "\e[<65;9;4M", "WheeledDown@8,3" }, { "\e[<2;1;1M", "RightButtonPressed@0,0" },
        { "\e[200~two\nlines\e[201~", "paste two\nlines" }, { "\e[200~a\e[20b\e[201~", "paste a\e[20b" },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void What_a_terminal_sends_is_understood(string sent, string expected)
    {
        Send(sent);
        Assert.Equal(expected, Assert.Single(_seen), ignoreCase: expected.StartsWith("Alt+", StringComparison.Ordinal));
        Assert.False(_input.IsHolding);
    }

    [Theory]
    [MemberData(nameof(Known))]
    public void It_is_understood_in_single_bytes_too(string sent, string expected)
    {
        foreach (var b in Encoding.UTF8.GetBytes(sent))
            _input.Take([b], 0);
        Assert.Equal(expected, Assert.Single(_seen), ignoreCase: expected.StartsWith("Alt+", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\e[?62;22c")]
    [InlineData("\e[8;25;80t")]
    [InlineData("\e[12;40R")]
    [InlineData("\e[I")]
    [InlineData("\e]10;rgb:ffff/0000/0000\a")]
    [InlineData("\e]11;rgb:0/0/0\e\\")]
    [InlineData("\eP1$r0m\e\\")]
    [InlineData("\e_G\e\\")]
    [InlineData("\e[99~")]
    [InlineData("\e[1;2;3;4;5Z")]
    [InlineData("\e[<9999999999;1;1M")]
    [InlineData("\e[<0;0;0M")]
    [InlineData("\e[<0;1M")]
    [InlineData("\e[M ab")]
    [InlineData("\u0085\u009B")]
    public void What_is_not_known_is_swallowed_and_the_next_key_is_not(string sent)
    {
        Send(sent);
        Assert.Empty(_seen);
        Send("q");
        Assert.Equal(["q"], _seen);
    }

    [Fact]
    public void A_sequence_without_end_is_swallowed_whatever_its_length()
    {
        Send("\e[" + new string('1', AnsiInput.MaximumSequenceCharacters * 100) + "~q");
        Assert.Equal(["q"], _seen);
    }

    [Fact]
    public void The_escape_character_alone_is_a_key_after_a_moment()
    {
        Send("\e");
        Assert.True(_input.IsHolding);
        _input.Expire((long)AnsiInput.EscapeWait.TotalMilliseconds - 1);
        Assert.Empty(_seen);
        _input.Expire((long)AnsiInput.EscapeWait.TotalMilliseconds);
        Assert.Equal(["Esc"], _seen);
        Send("[");
        Assert.Equal(["Esc", "["], _seen);
    }

    [Fact]
    public void A_sequence_that_stops_halfway_is_dropped_after_a_while()
    {
        Send("\e[1;");
        _input.Expire((long)AnsiInput.SequenceWait.TotalMilliseconds);
        Send("q");
        Assert.Equal(["q"], _seen);
    }

    [Fact]
    public void A_paste_holds_so_much_and_no_more_and_ends_without_its_end()
    {
        Send("\e[200~" + new string('x', PastedText.MaximumCharacters + 500));
        _input.Expire((long)AnsiInput.SequenceWait.TotalMilliseconds);
        Assert.Equal("paste ".Length + PastedText.MaximumCharacters, Assert.Single(_seen).Length);
        Send("q");
        Assert.Equal("q", _seen[^1]);
    }

    [Fact]
    public void Any_bytes_at_all_leave_it_able_to_read_the_next_key()
    {
        var random = new Random(42);
        var bytes = new byte[64];
        for (var i = 0; i < 2000; i++)
        {
            random.NextBytes(bytes);
            _input.Take(bytes, 0);
        }
        _input.Take("\e\\"u8, 0);
        _input.Expire(100_000);
        _seen.Clear();
        Send("aq");
        Assert.Equal("q", _seen[^1]);
    }

    private void Send(string text) => _input.Take(Encoding.UTF8.GetBytes(text), 0);
}
