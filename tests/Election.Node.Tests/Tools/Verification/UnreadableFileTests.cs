using System.Text.Json;
using Election.Node.Talk;
using Election.Node.Tests.Commands;
using Election.Node.Tools.Verification;

namespace Election.Node.Tests.Tools.Verification;

/// <summary>Paths that are missing or not files: the verdict stays open, and one clause says why.</summary>
public sealed class UnreadableFileTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly string _sample = Path.Combine(AppContext.BaseDirectory, "Samples", "three-members.transcript.jsonl");

    [Theory]
    [InlineData("verify")]
    [InlineData("compare")]
    [InlineData("receipt")]
    [InlineData("receipt --find")]
    public async Task A_folder_and_a_missing_file_are_named_for_what_they_are(string command)
    {
        Typed folder = await CheckAsync(command, _temp.Path);
        Assert.Equal(ExitCode.Inconclusive, folder.Code);
        Assert.Equal($"{_temp.Path}: cannot be read: it is a folder\n", folder.Error);
        string missing = _temp.Within("missing");
        Assert.Equal($"{missing}: cannot be read: there is no such file\n", (await CheckAsync(command, missing)).Error);
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("compare")]
    [InlineData("receipt --find")]
    public async Task A_pipe_that_nobody_writes_to_is_waited_for_only_so_long(string command)
    {
        if (OperatingSystem.IsWindows())
            return;
        string pipe = _temp.Within("pipe");
        using (var made = System.Diagnostics.Process.Start("mkfifo", [pipe]))
            await made.WaitForExitAsync();
        Typed typed = await CheckAsync(command, pipe);
        Assert.Equal(ExitCode.Inconclusive, typed.Code);
        Assert.Contains("nothing is writing to this pipe", typed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_beyond_the_limit_is_not_read_to_its_end()
    {
        string huge = _temp.Within("huge");
        using (FileStream file = File.Create(huge))
            file.SetLength(CheckedFile.MaxFileBytes + 1L);
        Typed typed = await CheckAsync("verify", huge);
        Assert.Equal(ExitCode.Inconclusive, typed.Code);
        Assert.Contains($"{CheckedFile.MaxFileBytes} bytes", typed.Error, StringComparison.Ordinal);
        if (OperatingSystem.IsLinux())
            Assert.Contains($"{CheckedFile.MaxFileBytes} bytes", (await CheckAsync("verify", "/dev/zero")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_roll_that_cannot_be_read_leaves_the_question_open_and_damage_outweighs_it()
    {
        string missing = _temp.Within("roll.json");
        Typed typed = await Typed.Async("verify", _sample, "--roll", missing);
        Assert.Equal(ExitCode.Inconclusive, typed.Code);
        Assert.Contains($"--roll: {missing} cannot be read: there is no such file", typed.Error, StringComparison.Ordinal);
        typed = await Typed.Async("verify", _sample, "--roll", _temp.Path, "--json");
        Assert.Equal(ExitCode.Inconclusive, typed.Code);
        using var document = JsonDocument.Parse(typed.Out);
        Assert.Equal("unverifiable", document.RootElement.GetProperty("verdict").GetString());
        string damaged = _temp.Write("damaged.jsonl", "{}\n");
        Assert.Equal(ExitCode.Violated, (await Typed.Async("verify", damaged, "--roll", missing)).Code);
    }

    [Fact]
    public async Task The_name_of_a_file_never_reaches_the_screen_raw()
    {
        Typed typed = await CheckAsync("verify", _temp.Within("\u001b[2J"));
        Assert.DoesNotContain('\e', typed.Error);
        Assert.Contains("\\u001B[2J", typed.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _temp.Dispose();

    private Task<Typed> CheckAsync(string command, string file) => command switch
    {
        "compare" => Typed.Async("compare", _sample, file),
        "receipt --find" => Typed.Async("receipt", _sample, "--find", file),
        _ => Typed.Async(command, file),
    };
}
