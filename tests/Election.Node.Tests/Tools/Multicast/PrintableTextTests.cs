using System.Text;
using Election.Node.Talk.Plain;
using FsCheck.Xunit;

namespace Election.Node.Tests.Tools.Multicast;

public sealed class PrintableTextTests
{
    [Theory]
    [InlineData("very important data", "very important data")]
    [InlineData("Sánchez 日本 🙂", "Sánchez 日本 🙂")]
    [InlineData("a\nb\tc\rd", @"a\nb\tc\rd")]
    [InlineData("\e[31mred\a", @"\u001B[31mred\u0007")]
    [InlineData("\u009b31m", @"\u009B31m")]
    [InlineData("abc\u202edef\u200b", @"abc\u202Edef\u200B")]
    [InlineData("\U000E0001", @"\U000E0001")]
    [InlineData(@"\n is no line feed", @"\\n is no line feed")]
    public void Text_is_printed_as_it_is_and_control_characters_are_escaped(string text, string shown) =>
        Assert.Equal(shown, PrintableText.Of(text));

    [Fact]
    public void Bytes_that_are_not_text_are_shown_one_by_one() => Assert.Equal(@"a\xFF\xC3b", PrintableText.Of([0x61, 0xFF, 0xC3, 0x62]));

    [Property]
    public bool Whatever_the_bytes_are_nothing_that_moves_a_screen_comes_out(byte[] bytes) =>
        PrintableText.Of(bytes).EnumerateRunes().All(PrintableText.IsPlain);

    [Property]
    public bool Different_bytes_never_look_alike(byte[] one, byte[] other) =>
        one.AsSpan().SequenceEqual(other) == (PrintableText.Of(one) == PrintableText.Of(other));

    [Fact]
    public void Text_that_spells_out_an_escape_is_not_an_escape() =>
        Assert.NotEqual(PrintableText.Of("\a"), PrintableText.Of(Encoding.UTF8.GetBytes(@"\u0007")));
}
