namespace Election.Node.Local;

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

    /// <summary>The program behind a process whose file is <paramref name="processPath"/>.</summary>
    public static Executable Of(string processPath, string baseDirectory) =>
        System.IO.Path.GetFileNameWithoutExtension(processPath).Equals(DotnetHost, StringComparison.OrdinalIgnoreCase)
            ? new Executable(processPath, [System.IO.Path.Combine(baseDirectory, AssemblyFile)])
            : new Executable(processPath, []);
}
