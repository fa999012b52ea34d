using System.Diagnostics;
using System.Text;

namespace Election.Node.Runs.Local;

/// <summary>This program, as something to start again.</summary>
/// <param name="Path">The file to run.</param>
/// <param name="LeadingArguments">What comes before the program's own arguments.</param>
internal sealed record Executable(string Path, IReadOnlyList<string> LeadingArguments)
{
    private const string AssemblyFile = "election.dll";
    private const string DotnetHost = "dotnet";

    /// <summary>The program that is running now: <c>election</c> itself, or <c>dotnet election.dll</c>.</summary>
    public static Executable OfThisProcess() =>
        Of(Environment.ProcessPath ?? throw new InvalidOperationException("This process has no file."), AppContext.BaseDirectory);

    /// <summary>How to start it with its standard streams in the hands of this process, without a window.</summary>
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

    /// <summary>The program behind a process whose file is <paramref name="processPath"/>.</summary>
    public static Executable Of(string processPath, string baseDirectory) =>
        System.IO.Path.GetFileNameWithoutExtension(processPath).Equals(DotnetHost, StringComparison.OrdinalIgnoreCase)
            ? new Executable(processPath, [System.IO.Path.Combine(baseDirectory, AssemblyFile)])
            : new Executable(processPath, []);
}
