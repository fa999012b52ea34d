using Election.Node.Tests.Commands;

namespace Election.Node.Tests.Verification;

/// <summary>A transcript that ends before its RESULT, as a node that stalled or died leaves it.</summary>
public sealed class UnfinishedTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly string[] _lines =
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Samples", "three-members.transcript.jsonl"));

    [Fact]
    public async Task It_is_not_valid_and_is_called_what_it_is()
    {
        string file = _temp.Write("n1.jsonl", string.Concat(_lines[..^1].Select(line => line + "\n")));
        Typed typed = await Typed.Async("verify", file);
        Assert.Equal(ExitCode.Violated, typed.Code);
        Assert.Equal($"{file}: unfinished: what there is is whole, and ends before the signed RESULT; "
            + "its node stalled or died, or the end was taken away\n", typed.Out);
    }

    [Fact]
    public async Task One_that_ends_within_a_line_is_damaged_there()
    {
        string file = _temp.Write("n1.jsonl", string.Join('\n', _lines[..^1]));
        Typed typed = await Typed.Async("verify", file);
        Assert.Equal(ExitCode.Violated, typed.Code);
        Assert.Equal($"{file}: line {_lines.Length - 1}: the line does not end with a line feed\n", typed.Out);
    }

    public void Dispose() => _temp.Dispose();
}
