using System.Diagnostics;
using System.Runtime.CompilerServices;
using Election.Runtime.Network;

namespace Election.Node.Tests.EndToEnd;

/// <summary>The real program on a pseudo-terminal, which it gives back as it found it.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class TerminalTests
{
    [PseudoTerminalTheory]
    [InlineData("keys", 0)]
    [InlineData("term", 143)]
    [InlineData("full", 70)]
    public async Task A_node_on_a_terminal_opens_a_screen_and_gives_the_terminal_back(string how, int exitCode)
    {
        using var folder = new TempFolder();
        string program = Path.Combine(AppContext.BaseDirectory, "election");
        string[] arguments =
        [
            Script(), how, program, "node", "--id", "n1", "--expect", "1", "--group", MulticastGroup.Draw().ToString(), "--data", folder.Path,
        ];
        using Process process = Process.Start(new ProcessStartInfo("python3", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.Path,
        })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string said = (await process.StandardOutput.ReadToEndAsync()).Trim();
        await process.WaitForExitAsync();
        Assert.True(said == $"{exitCode} True True True True", $"{said}\n{await error}");
        Assert.Equal(exitCode == 70, (await error).Contains("internal error", StringComparison.Ordinal));
    }

    private static string Script([CallerFilePath] string source = "") => Path.Combine(Path.GetDirectoryName(source)!, "on_terminal.py");
}

/// <summary>A theory that needs a pseudo-terminal, and python3 to make one; elsewhere it is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PseudoTerminalTheoryAttribute : TheoryAttribute
{
    public PseudoTerminalTheoryAttribute()
    {
        bool hasPython = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "python3")));
        if (OperatingSystem.IsWindows() || !hasPython)
            Skip = "a pseudo-terminal is made with python3, which is not here";
    }
}
