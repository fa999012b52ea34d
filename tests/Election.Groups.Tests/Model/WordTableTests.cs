using System.Diagnostics;
using Election.Groups.Model;

namespace Election.Groups.Tests.Model;

public sealed class WordTableTests
{
    private static readonly WordTable<Size> s_sizes = new("small", "extra-large");

    private enum Size : byte
    {
        Small = 3,
        ExtraLarge = 200,
    }

    [Fact]
    public void Every_value_has_its_word_and_every_word_its_value()
    {
        Assert.Equal(["small", "extra-large"], s_sizes.Words.AsEnumerable());
        Assert.Equal([(Size.Small, "small"), (Size.ExtraLarge, "extra-large")], s_sizes.Pairs.AsEnumerable());
        Assert.Equal("extra-large", s_sizes[Size.ExtraLarge]);
        Assert.True(s_sizes.TryParse("extra-large", out Size size));
        Assert.Equal(Size.ExtraLarge, size);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Small")]
    [InlineData("small ")]
    [InlineData("ExtraLarge")]
    public void Anything_else_is_no_word(string? text) => Assert.False(s_sizes.TryParse(text, out _));

    [Fact]
    public void A_table_with_a_word_too_few_or_too_many_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new WordTable<Size>("small"));
        Assert.Throws<ArgumentException>(() => new WordTable<Size>("small", "medium", "large"));
    }

    [Fact]
    public void A_value_that_the_enum_does_not_have_is_a_defect() =>
        Assert.Throws<UnreachableException>(() => s_sizes[default]);
}
