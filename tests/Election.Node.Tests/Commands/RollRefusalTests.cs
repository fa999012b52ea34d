using Election.Node.Talk.Rolls;
using Election.Node.Talk;

namespace Election.Node.Tests.Commands;

/// <summary>A file that is not a roll is refused in terms of a roll, with the place of the mistake.</summary>
public sealed class RollRefusalTests : IDisposable
{
    private static readonly string s_key = new('a', 128);
    private static readonly string s_otherKey = new('b', 128);

    private readonly TempFolder _temp = new();

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"schema\":\"election-roll/1\"}")]
    [InlineData("{\"schema\":\"election-roll/1\",\"voters\":[{\"name\":\"a\"}]}")]
    [InlineData("{\"schema\":\"election-roll/1\",\"voters\":[],\"x\":1}")]
    [InlineData("{\"schema\":\"election-roll/1\",\"voters\":[null]}")]
    [InlineData("{\"schema\":\"election-roll/2\",\"voters\":[]}")]
    public async Task A_file_of_another_layout_is_refused_without_a_word_about_this_programs_insides(string text)
    {
        string sentence = await RefusalAsync(text);
        Assert.Contains("--roll: ", sentence, StringComparison.Ordinal);
        Assert.Contains("{\"schema\":\"election-roll/1\",\"voters\":[", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("JSON", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("Election.Node", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_place_of_the_mistake_is_named() =>
        Assert.Contains("line 2, at $.voters[0].weight",
            await RefusalAsync("{\"schema\":\"election-roll/1\",\n\"voters\":[{\"name\":\"a\",\"key\":\"00\",\"weight\":\"x\"}]}"),
            StringComparison.Ordinal);

    [Fact]
    public void A_weight_that_is_left_out_is_one() =>
        Assert.Equal(1, Assert.Single(RollReader.Read(_temp.Write("roll.json", Roll(("Ana", s_key))))).Weight);

    [Fact]
    public async Task A_voter_listed_twice_is_named_with_both_places()
    {
        Assert.Contains("voter 2: the name 'Ana' already belongs to voter 1", await RefusalAsync(Roll(("Ana", s_key), ("Ana", s_otherKey))),
            StringComparison.Ordinal);
        Assert.Contains("voter 3: the key already belongs to voter 1",
            await RefusalAsync(Roll(("Ana", s_key), ("Eva", s_otherKey), ("Pia", s_key.ToUpperInvariant()))), StringComparison.Ordinal);
    }

    public void Dispose() => _temp.Dispose();

    private static string Roll(params (string Name, string Key)[] voters) => "{\"schema\":\"election-roll/1\",\"voters\":["
        + string.Join(',', voters.Select(voter => $"{{\"name\":\"{voter.Name}\",\"key\":\"{voter.Key}\"}}")) + "]}";

    private async Task<string> RefusalAsync(string text)
    {
        Typed typed = await Typed.Async("node", "--id", "n1", "--expect", "3", "--auto", "--roll", _temp.Write("roll.json", text));
        Assert.Equal(ExitCode.Usage, typed.Code);
        return Assert.Single(typed.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
