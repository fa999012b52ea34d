using System.Globalization;
using Election.Node.Talk;
using Election.Node.Tests.Commands;
using Election.Runtime.Network;

namespace Election.Node.Tests.EndToEnd;

/// <summary>The program's behaviour when its standard streams are full, closed, or not text.</summary>
public sealed class StandardStreamTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly string _sample = Path.Combine(AppContext.BaseDirectory, "Samples", "three-members.transcript.jsonl");

    [Theory]
    [InlineData("verify")]
    [InlineData("receipt", "--json")]
    [InlineData("--help")]
    public async Task Output_that_cannot_be_written_is_not_a_success(params string[] arguments)
    {
        if (!OperatingSystem.IsLinux())
            return;
        string[] files = arguments[0] == "--help" ? [] : [_sample];
        using var program = ElectionProgram.StartBy(Shell("exec \"$@\" > /dev/full"), _temp.Path, [.. arguments, .. files]);
        Ended ended = await program.EndAsync();
        Assert.Equal(ExitCode.Unwritten, ended.Code);
        Assert.Contains("standard output cannot be written", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_finding_outweighs_that_it_could_not_be_written()
    {
        if (!OperatingSystem.IsLinux())
            return;
        string damaged = _temp.Write("damaged.jsonl", "{}\n");
        using var program = ElectionProgram.StartBy(Shell("exec \"$@\" > /dev/full"), _temp.Path, "verify", damaged);
        Assert.Equal(ExitCode.Violated, (await program.EndAsync()).Code);
    }

    [Fact]
    public async Task A_receiver_whose_reader_has_left_leaves_the_group()
    {
        if (OperatingSystem.IsWindows())
            return;
        string group = MulticastGroup.Draw().ToString();
        using var program = ElectionProgram.StartAwaitingBy(
            Shell("\"$@\" | head -n 1"), _temp.Path, "joined", "multicast", "receive", "-g", group);
        await program.Spoke();
        Task<Typed> sending = Typed.Async("multicast", "send", "-g", group, "hi", "--count", "60", "--every", "50ms");
        Ended ended = await program.EndAsync();
        Assert.Single(ended.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains($"left {group}", ended.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, (await sending).Code);
    }

    [Fact]
    public async Task A_chat_whose_input_cannot_be_read_says_so_in_one_sentence()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var program = ElectionProgram.StartBy(
            Shell("exec \"$@\" < /"), _temp.Path, "multicast", "chat", "-g", MulticastGroup.Draw().ToString());
        Ended ended = await program.EndAsync();
        Assert.Equal(ExitCode.Usage, ended.Code);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-INT", ExitCode.Interrupted)]
    [InlineData("-TERM", ExitCode.Terminated)]
    public async Task A_signal_ends_a_check_that_waits_for_its_file(string signal, int code)
    {
        if (OperatingSystem.IsWindows())
            return;
        string pipe = Pipe();
        using var program = ElectionProgram.Start(_temp.Path, "verify", pipe);
        // Opening the writing end waits until the program has opened the other one.
        using FileStream silent = await Task.Run(() => new FileStream(pipe, FileMode.Open, FileAccess.Write));
        using var kill = System.Diagnostics.Process.Start("kill", [signal, program.Id.ToString(CultureInfo.InvariantCulture)]);
        Assert.Equal(code, (await program.EndAsync()).Code);
    }

    [Fact]
    public async Task A_transcript_may_come_through_a_pipe()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var program = ElectionProgram.StartBy(Shell($"cat '{_sample}' | \"$@\""), _temp.Path, "verify", "/dev/stdin");
        Assert.Equal(ExitCode.Success, (await program.EndAsync()).Code);
    }

    public void Dispose() => _temp.Dispose();

    private static string[] Shell(string script) => ["/bin/sh", "-c", script, "sh"];

    private string Pipe()
    {
        string pipe = _temp.Within("pipe");
        using var made = System.Diagnostics.Process.Start("mkfifo", [pipe]);
        made.WaitForExit();
        return pipe;
    }
}
