using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Election.Node.Tests.EndToEnd;

/// <summary>Runs the real program on a pseudo-terminal, with a simulated user whose actions on_terminal.py knows.</summary>
internal static class PseudoTerminal
{
    /// <summary>Returns the file of a program on the path; null if there is none.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>Runs the program to its end.</summary>
    /// <returns>The output of on_terminal.py, and the program's standard error.</returns>
    public static async Task<(string Said, string Error)> RunAsync(string folder, string how, params string[] arguments)
    {
        var start = new ProcessStartInfo("python3", [Script(), how, ElectionProgram.Executable, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string said = (await process.StandardOutput.ReadToEndAsync()).Trim();
        await process.WaitForExitAsync();
        return (said, await error);
    }

    private static string Script([CallerFilePath] string source = "") => Path.Combine(Path.GetDirectoryName(source)!, "on_terminal.py");
}

/// <summary>
/// A theory that needs a pseudo-terminal, python3 to make one, and other programs; elsewhere it is skipped, with the reason.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PseudoTerminalTheoryAttribute : TheoryAttribute
{
    public PseudoTerminalTheoryAttribute(params string[] programs)
    {
        if (OperatingSystem.IsWindows() || PseudoTerminal.Find("python3") is null)
            Skip = "a pseudo-terminal is made with python3, which is not here";
        else if (programs.FirstOrDefault(program => PseudoTerminal.Find(program) is null) is { } missing)
            Skip = $"{missing} is not here";
    }
}
