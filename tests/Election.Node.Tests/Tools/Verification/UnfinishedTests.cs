using System.Text.Json;
using Election.Node.Talk;
using Election.Node.Tests.Commands;
using Election.Node.Tests.EndToEnd;

namespace Election.Node.Tests.Tools.Verification;

/// <summary>A transcript that ends before its RESULT, as left by a node that stalled or died.</summary>
public sealed class UnfinishedTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly string[] _lines =
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Samples", "three-members.transcript.jsonl"));

    [Fact]
    public async Task It_is_invalid_and_called_unfinished()
    {
        string file = _temp.Write("n1.jsonl", string.Concat(_lines[..^1].Select(line => line + "\n")));
        Typed typed = await Typed.Async("verify", file);
        Assert.Equal(ExitCode.Violated, typed.Code);
        Assert.Equal($"{file}: unfinished: valid up to its end, before the signed RESULT; "
            + "its node stalled or died, or the end was removed\n", typed.Out);
    }

    [Fact]
    public async Task One_that_ends_within_a_line_is_damaged_there()
    {
        string file = _temp.Write("n1.jsonl", string.Join('\n', _lines[..^1]));
        Typed typed = await Typed.Async("verify", file);
        Assert.Equal(ExitCode.Violated, typed.Code);
        Assert.Equal($"{file}: line {_lines.Length - 1}: the line does not end with a line feed\n", typed.Out);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task Beside_a_whole_one_that_contains_all_of_it_there_is_no_difference(int statements)
    {
        string whole = Left("n1.jsonl", _lines.Length), other = Left("n2.jsonl", _lines.Length), crashed = Left("n3.jsonl", statements + 1);
        string remark = $"{crashed}: unfinished: it ends after {statements} of the 7 statements of {whole}\n";
        Typed verify = await Typed.Async("verify", whole, crashed, other);
        Assert.Equal((ExitCode.Success, ""), (verify.Code, verify.Error));
        Assert.Contains(remark, verify.Out, StringComparison.Ordinal);
        Assert.EndsWith("\nall 2 transcripts are valid and agree, and 1 unfinished one says the same as far as it goes\n", verify.Out,
            StringComparison.Ordinal);
        Typed compare = await Typed.Async("compare", crashed, whole, other);
        Assert.Equal((ExitCode.Success, ""), (compare.Code, compare.Error));
        Assert.StartsWith("all 2 transcripts are equal: 7 statements, head ", compare.Out, StringComparison.Ordinal);
        Assert.EndsWith(", and 1 unfinished one says the same as far as it goes\n" + remark, compare.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_verdict_has_a_word_of_its_own_in_the_documents()
    {
        string[] files = [Left("n3.jsonl", 4), Left("n1.jsonl", _lines.Length), Left("n2.jsonl", 2)];
        using var verify = JsonDocument.Parse((await Typed.Async(["verify", "--json", .. files])).Out);
        Assert.Equal("valid", verify.RootElement.GetProperty("verdict").GetString());
        Assert.Equal(["unfinished", "valid", "unfinished"],
            verify.RootElement.GetProperty("transcripts").EnumerateArray().Select(one => one.GetProperty("verdict").GetString()));
        using var compare = JsonDocument.Parse((await Typed.Async(["compare", "--json", .. files])).Out);
        Assert.Equal("prefix", compare.RootElement.GetProperty("verdict").GetString());
        Assert.Equal(JsonValueKind.Null, compare.RootElement.GetProperty("difference").ValueKind);
        Assert.EndsWith(", and 2 unfinished ones say the same as far as they go", compare.RootElement.GetProperty("sentence").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_whole_one_beside_it_or_with_a_damaged_one_it_exits_1()
    {
        string three = Left("n3.jsonl", 4), two = Left("n2.jsonl", 5);
        string damaged = _temp.Write("n1.jsonl", string.Concat(_lines.Select(
            line => line.Replace("\"seq\":1", "\"seq\":2", StringComparison.Ordinal) + "\n")));
        foreach (string command in (string[])["verify", "compare"])
        {
            Assert.Equal(ExitCode.Violated, (await Typed.Async(command, three, two)).Code);
            Assert.Equal(ExitCode.Violated, (await Typed.Async(command, three, damaged)).Code);
        }
    }

    [Fact]
    public async Task The_transcripts_of_another_election_do_not_excuse_it()
    {
        string run = _temp.Within("run");
        Assert.Equal(ExitCode.Success, (await ElectionProgram.RunAsync(_temp.Path, "local", "--nodes", "1", "--out", run)).Code);
        string[] files = [Path.Combine(run, "n1.transcript.jsonl"), Left("n3.jsonl", 4)];
        Assert.Equal(ExitCode.Violated, (await Typed.Async(["verify", .. files])).Code);
        Assert.Equal(ExitCode.Violated, (await Typed.Async(["compare", .. files])).Code);
    }

    [Fact]
    public async Task Spanish_output_says_how_far_it_goes()
    {
        Typed compare = await Typed.Async("compare", "--lang", "es", Left("n1.jsonl", _lines.Length), Left("n3.jsonl", 4));
        Assert.StartsWith("1 acta está entera: 7 declaraciones, cabeza ", compare.Out, StringComparison.Ordinal);
        Assert.Contains(", y 1 sin terminar dice lo mismo hasta donde llega\n", compare.Out, StringComparison.Ordinal);
        Assert.Contains("n3.jsonl: sin terminar: acaba tras 3 de las 7 declaraciones de ", compare.Out, StringComparison.Ordinal);
    }

    public void Dispose() => _temp.Dispose();

    // The first lines, the header among them.
    private string Left(string name, int lines) => _temp.Write(name, string.Concat(_lines[..lines].Select(line => line + "\n")));
}
