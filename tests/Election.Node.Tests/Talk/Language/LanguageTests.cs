using Election.Node.Tests.Commands;
using SpokenLanguage = Election.Node.Talk.Language.Language;

namespace Election.Node.Tests.Talk.Language;

/// <summary>The choice of the program's language, and the translation of a sentence into it.</summary>
public sealed class LanguageTests
{
    [Theory]
    [InlineData("es_ES.UTF-8", null, null, "es")]
    [InlineData("", "", "es", "es")]
    [InlineData("C", null, "es_MX", "en")]
    [InlineData(null, null, null, "en")]
    [InlineData("est_EE", null, null, "en")]
    public void The_language_comes_from_the_environment(string? all, string? messages, string? lang, string expected) =>
        Assert.Equal(expected,
            SpokenLanguage.OfEnvironment(name => name switch { "LC_ALL" => all, "LC_MESSAGES" => messages, _ => lang }).Code);

    [Theory]
    [InlineData("sim --lang es", "es")]
    [InlineData("--lang=en sim", "en")]
    [InlineData("sim --lang fr", null)]
    [InlineData("sim -- --lang es", null)]
    [InlineData("sim --lang", null)]
    [InlineData("sim", null)]
    public void The_arguments_ask_for_a_language_before_they_are_parsed(string arguments, string? expected) =>
        Assert.Equal(expected, SpokenLanguage.AskedBy(arguments.Split(' '))?.Code);

    [Fact]
    public void A_sentence_within_a_sentence_is_translated_too()
    {
        Sentence inner = $"this option is required ({"no more"})";
        Sentence sentence = $"election: {inner}";
        Assert.Equal("election: this option is required (no more)", SpokenLanguage.English.Say(sentence));
        Assert.Equal("election: hace falta esta opción (no more)", SpokenLanguage.Spanish.Say(sentence));
        Assert.Null(SpokenLanguage.Spanish.SayAny(null));
    }

    [Fact]
    public async Task Two_commands_use_two_languages_side_by_side()
    {
        string[] refused = await Task.WhenAll(((string[])["en", "es", "en", "es"]).Select(RefusalAsync));
        Assert.Equal(
        [
            "election: --nodes: a value is missing", "election: --nodes: falta un valor",
            "election: --nodes: a value is missing", "election: --nodes: falta un valor",
        ], refused);
    }

    [Fact]
    public void Numbers_are_written_alike_in_every_language()
    {
        Assert.All(SpokenLanguage.All, language => Assert.Equal("1234.5", language.Say($"{1234.5}")));
    }

    private static async Task<string> RefusalAsync(string language) =>
        (await Typed.Async("local", "--lang", language, "--nodes")).Error.TrimEnd();
}
