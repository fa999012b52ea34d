using System.Diagnostics;

namespace Election.Node.Tests.EndToEnd;

/// <summary><c>run-local.sh</c> with a stand-in for the SDK, which builds at once.</summary>
public sealed class RunLocalScriptTests : IDisposable
{
    private const string Sdk = """
        #!/bin/sh
        case "$1" in
            --version) echo 10.0.100 ;;
            build)
                echo "  Election.Groups -> Election.Groups.dll"
                mkdir -p src/Election.Node/bin/Release/net10.0
                : > src/Election.Node/bin/Release/net10.0/election.dll
                exit "${BUILD_ENDS_WITH:-0}" ;;
            *) echo "held: $*" ;;
        esac

        """;

    private readonly TempFolder _temp = new();

    [Fact]
    public async Task The_first_run_shows_the_progress_of_the_build_and_leaves_standard_output_to_the_election()
    {
        if (OperatingSystem.IsWindows())
            return;
        Prepare();
        (int code, string output, string error) = await RunAsync(buildEndsWith: 1);
        Assert.Equal((70, ""), (code, output));
        Assert.Contains("Election.Groups -> Election.Groups.dll\nrun-local.sh: the build failed", error, StringComparison.Ordinal);
        (code, output, error) = await RunAsync(buildEndsWith: 0);
        Assert.Equal((0, $"held: {_temp.Path}/src/Election.Node/bin/Release/net10.0/election.dll local --nodes 3\n"), (code, output));
        Assert.Equal("building, which the first time takes minutes:\n  Election.Groups -> Election.Groups.dll\n", error);
        (code, _, error) = await RunAsync(buildEndsWith: 1);
        Assert.Equal((0, ""), (code, error));
    }

    public void Dispose() => _temp.Dispose();

    private void Prepare()
    {
        foreach (string folder in (string[])["src/Election.Node", "path"])
            Directory.CreateDirectory(_temp.Within(folder));
        foreach (string file in (string[])["Directory.Build.props", "global.json"])
            File.WriteAllText(_temp.Within(file), "");
        File.Copy(Repository.Within("run-local.sh"), _temp.Within("run-local.sh"));
        File.WriteAllText(_temp.Within("path/dotnet"), Sdk);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_temp.Within("path/dotnet"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private async Task<(int Code, string Out, string Error)> RunAsync(int buildEndsWith)
    {
        var start = new ProcessStartInfo("bash", [_temp.Within("run-local.sh"), "--nodes", "3"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{_temp.Within("path")}:{start.Environment["PATH"]}";
        start.Environment["BUILD_ENDS_WITH"] = $"{buildEndsWith}";
        using Process run = Process.Start(start)!;
        Task<string> error = run.StandardError.ReadToEndAsync();
        string output = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();
        return (run.ExitCode, output, await error);
    }
}
