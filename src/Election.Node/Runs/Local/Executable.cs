using System.Diagnostics;
using System.Text;

namespace Election.Node.Runs.Local;

/// <summary>This program, as a command that can be started again.</summary>
/// <param name="Path">The file to run.</param>
/// <param name="LeadingArguments">The arguments before the program's own.</param>
internal sealed record Executable(string Path, IReadOnlyList<string> LeadingArguments)
{
    private const string AssemblyFile = "election.dll";
    private const string DotnetHost = "dotnet";

    /// <summary>The program that is running now: <c>election</c> itself, or <c>dotnet election.dll</c>.</summary>
    public static Executable OfThisProcess() =>
        Of(Environment.ProcessPath ?? throw new InvalidOperationException("This process has no file."), AppContext.BaseDirectory);

    /// <summary>A start without a window and with standard streams redirected to this process.</summary>
    /// <param name="arguments">The program's own arguments.</param>
    public ProcessStartInfo WithStreams(IEnumerable<string> arguments) => new(Path, LeadingArguments.Concat(arguments))
    {
        UseShellExecute = false,
        CreateNoWindow = true,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        StandardOutputEncoding = Encoding.UTF8,
        StandardErrorEncoding = Encoding.UTF8,
    };

    /// <summary>The program that a process runs if its file is <paramref name="processPath"/>.</summary>
    public static Executable Of(string processPath, string baseDirectory) =>
        System.IO.Path.GetFileNameWithoutExtension(processPath).Equals(DotnetHost, StringComparison.OrdinalIgnoreCase)
            ? new Executable(processPath, [System.IO.Path.Combine(baseDirectory, AssemblyFile)])
            : new Executable(processPath, []);
}
