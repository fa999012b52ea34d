using System.Text.Json;
using Election.Node.Talk;
using Election.Node.Tests.Commands;

namespace Election.Node.Tests.Tools.Verification;

/// <summary><c>compare</c> and <c>receipt</c> on the published sample and on altered copies of it.</summary>
public sealed class CompareTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly string _sample = Path.Combine(AppContext.BaseDirectory, "Samples", "three-members.transcript.jsonl");

    [Fact]
    public async Task Equal_transcripts_are_reported_as_equal()
    {
        Typed typed = await Typed.Async("compare", _sample, _sample);
        Assert.Equal(ExitCode.Success, typed.Code);
        Assert.StartsWith("all 2 transcripts are equal: 7 statements, head ", typed.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_touched_statement_is_shown_beside_the_true_one()
    {
        string forged = Forged("\"choice\":\"Pérez\"", "\"choice\":\"Sánchez\"");
        Typed typed = await Typed.Async("compare", _sample, forged);
        Assert.Equal(ExitCode.Violated, typed.Code);
        string[] row = Row(typed.Out, "choice");
        Assert.Equal(["choice", "≠", "Pérez", "Sánchez"], row);
        Assert.Equal(["index", "3", "3"], Row(typed.Out, "index"));
        typed = await Typed.Async("compare", forged, _sample, "--json");
        using var document = JsonDocument.Parse(typed.Out.TrimEnd('\n'));
        Assert.Equal("invalid", document.RootElement.GetProperty("verdict").GetString());
        JsonElement difference = document.RootElement.GetProperty("difference");
        Assert.Equal(3, difference.GetProperty("index").GetInt32());
        Assert.Equal("Sánchez", difference.GetProperty("left").GetProperty("choice").GetString());
        Assert.Equal("Pérez", difference.GetProperty("right").GetProperty("choice").GetString());
    }

    [Fact]
    public async Task Text_in_an_altered_line_never_reaches_the_screen_raw()
    {
        Typed typed = await Typed.Async("compare", _sample, Forged("\"choice\":\"Pérez\"", "\"choice\":\"\\u001b[2J\""));
        Assert.Equal(ExitCode.Violated, typed.Code);
        Assert.DoesNotContain('\e', typed.Out);
        Assert.Equal(@"\u001B[2J", Row(typed.Out, "choice")[^1]);
    }

    [Fact]
    public async Task A_file_that_is_not_there_leaves_the_question_open_and_damage_outweighs_it()
    {
        string missing = _temp.Within("missing.jsonl");
        Typed typed = await Typed.Async("compare", _sample, missing);
        Assert.Equal(ExitCode.Inconclusive, typed.Code);
        Assert.Contains(missing, typed.Error, StringComparison.Ordinal);
        Assert.Empty(typed.Out);
        Assert.Equal(ExitCode.Violated, (await Typed.Async("compare", missing, Forged("\"seq\":1", "\"seq\":2"), _sample)).Code);
    }

    [Fact]
    public async Task One_transcript_alone_is_refused()
    {
        Typed typed = await Typed.Async("compare", _sample);
        Assert.Equal(ExitCode.Usage, typed.Code);
        Assert.Contains("two", typed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receipt_is_kept_and_found_again()
    {
        string file = _temp.Within("receipt.json");
        Typed printed = await Typed.Async("receipt", _sample, "--out", file);
        Assert.Equal(ExitCode.Success, printed.Code);
        Assert.StartsWith("receipt    n2 in 'Chair \"2026\"'\n", printed.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Pérez", printed.Out, StringComparison.Ordinal);
        Assert.Contains("\"choice\":null", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        Typed found = await Typed.Async("receipt", _sample, "--find", file);
        Assert.Equal(ExitCode.Success, found.Code);
        Assert.EndsWith(": found at index 4, counted\n", found.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, (await Typed.Async("receipt", _sample, "--out", file)).Code);
    }

    [Fact]
    public async Task The_choice_stands_on_a_receipt_only_when_asked_for()
    {
        Typed typed = await Typed.Async("receipt", _sample, "--voter", "n1", "--with-choice", "--json");
        using var document = JsonDocument.Parse(typed.Out.TrimEnd('\n'));
        Assert.Equal("election-receipt/1", document.RootElement.GetProperty("schema").GetString());
        Assert.Equal("Pérez", document.RootElement.GetProperty("choice").GetString());
    }

    [Fact]
    public async Task A_replaced_statement_is_found_and_said_to_be_replaced()
    {
        string file = _temp.Within("receipt.json");
        await Typed.Async("receipt", _sample, "--voter", "n2", "--seq", "1", "--out", file);
        Typed found = await Typed.Async("receipt", _sample, "--find", file, "--json");
        Assert.Equal(ExitCode.Success, found.Code);
        Assert.Contains("\"verdict\":\"found\"", found.Out, StringComparison.Ordinal);
        Assert.Contains("\"state\":\"replaced\",\"index\":2", found.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"index\":4", "\"index\":3", ExitCode.Violated)]
    [InlineData("\"seq\":2", "\"seq\":1", ExitCode.Violated)]
    [InlineData("\"voter\":\"n2\"", "\"voter\":\"n1\"", ExitCode.Violated)]
    [InlineData("\"electionId\":\"b", "\"electionId\":\"c", ExitCode.Violated)]
    [InlineData("election-receipt/1", "election-receipt/9", ExitCode.Inconclusive)]
    [InlineData("{", "[", ExitCode.Inconclusive)]
    [InlineData("\"voter\":\"n2\"", "\"voter\":null", ExitCode.Inconclusive)]
    [InlineData("\"seq\":2", "\"seq\":-2", ExitCode.Inconclusive)]
    public async Task A_touched_receipt_is_not_found(string genuine, string touched, int code)
    {
        string receipt = (await Typed.Async("receipt", _sample, "--json")).Out;
        Assert.Contains(genuine, receipt, StringComparison.Ordinal);
        string file = _temp.Write("touched.json", receipt.Replace(genuine, touched, StringComparison.Ordinal));
        Assert.Equal(code, (await Typed.Async("receipt", _sample, "--find", file)).Code);
    }

    [Fact]
    public async Task A_receipt_is_not_looked_for_in_a_damaged_or_missing_transcript()
    {
        string file = _temp.Within("receipt.json");
        await Typed.Async("receipt", _sample, "--out", file);
        Assert.Equal(ExitCode.Violated, (await Typed.Async("receipt", Forged("\"seq\":1", "\"seq\":2"), "--find", file)).Code);
        Assert.Equal(ExitCode.Inconclusive, (await Typed.Async("receipt", _temp.Within("missing"), "--find", file)).Code);
        Assert.Equal(ExitCode.Inconclusive, (await Typed.Async("receipt", _sample, "--find", _temp.Within("missing"))).Code);
        Assert.Equal(ExitCode.Inconclusive, (await Typed.Async("receipt", _temp.Within("missing"))).Code);
        Assert.Equal(ExitCode.Violated, (await Typed.Async("receipt", _sample, "--voter", "n9")).Code);
        Assert.Equal(ExitCode.Usage, (await Typed.Async("receipt", _sample, _sample)).Code);
        Assert.Equal(ExitCode.Usage, (await Typed.Async("receipt", _sample, "--find", file, "--voter", "n1")).Code);
    }

    public void Dispose() => _temp.Dispose();

    private static string[] Row(string table, string field) =>
        table.Split('\n').Single(line => line.StartsWith(field + " ", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private string Forged(string what, string by)
    {
        string text = File.ReadAllText(_sample);
        int at = text.IndexOf(what, StringComparison.Ordinal);
        return _temp.Write("forged.jsonl", text[..at] + by + text[(at + what.Length)..]);
    }
}
