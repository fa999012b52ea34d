using Election.Groups.Model;

namespace Election.Groups.Tests.Model;

public sealed class ParsedTests
{
    [Fact]
    public void A_value_has_no_refusal()
    {
        Parsed<int> seven = 7;
        Assert.True(seven.TryGet(out int value, out Sentence? refusal));
        Assert.Equal(7, value);
        Assert.Null(refusal);
        Assert.Null(seven.Refusal);
        Assert.Equal(7, seven.OrThrow());
        Assert.Equal(8, seven.Map(number => number + 1).OrThrow());
        Assert.Equal(7, seven.Unless(_ => null).MapRefusal(why => $"no: {why}").OrThrow());
    }

    [Fact]
    public void A_refusal_has_no_value()
    {
        Parsed<string> refused = Sentence.Of($"{3} is not a name");
        Assert.False(refused.TryGet(out string? value, out Sentence? refusal));
        Assert.Null(value);
        Assert.Equal("3 is not a name", refusal.ToString());
        Assert.False(refused.TryGet(out _));
        Assert.Equal("3 is not a name", refused.Map(name => name.Length).Unless(_ => $"it is long").Refusal?.ToString());
        Assert.Equal("--name: 3 is not a name", refused.MapRefusal(why => $"--name: {why}").Refusal?.ToString());
        Assert.Equal("3 is not a name", Assert.Throws<FormatException>(() => refused.OrThrow()).Message);
        Assert.Equal("--name: 3 is not a name", Assert.Throws<ArgumentException>(
            () => refused.OrThrow(why => new ArgumentException($"--name: {why}"))).Message);
    }

    [Fact]
    public void A_value_with_an_objection_is_refused()
    {
        Parsed<int> seven = 7;
        Assert.Equal("7 is odd", seven.Unless(number => $"{number} is odd").Refusal?.ToString());
    }

    [Fact]
    public void Neither_a_value_nor_a_refusal_is_a_defect()
    {
        Assert.Throws<InvalidOperationException>(() => default(Parsed<int>).TryGet(out _));
        Assert.Throws<InvalidOperationException>(() => default(Parsed<int>).Refusal);
    }
}
