using System.Diagnostics;
using System.Text;
using Election.Node.Runs.Documents;

namespace Election.Node.Tests.EndToEnd;

/// <summary>The built program as a process. Disposing of it ends the process in any case.</summary>
internal sealed class ElectionProgram : IDisposable
{
    internal static readonly string Executable =
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "election.exe" : "election");

    private readonly Process _process;
    private readonly Task<string> _out;
    private readonly StringBuilder _error = new();
    private readonly Task _errorRead;
    private readonly TaskCompletionSource _spoke = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _awaited;
    private bool _isDisposed;

    private ElectionProgram(
        string folder, string awaited, string[] launcher, string[] arguments, (string Name, string? Value)[]? surroundings = null)
    {
        string[] words = [.. launcher, Executable, .. arguments];
        var start = new ProcessStartInfo(words[0])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (string argument in words[1..])
            start.ArgumentList.Add(argument);
        foreach ((string name, string? value) in surroundings ?? [])
            start.Environment[name] = value;
        _awaited = awaited;
        _process = Process.Start(start)!;
        _out = _process.StandardOutput.ReadToEndAsync();
        _errorRead = ReadErrorAsync();
    }

    public int Id => _process.Id;

    /// <summary>Starts the program in a folder of its own.</summary>
    public static ElectionProgram Start(string folder, params string[] arguments) => new(folder, "", [], arguments);

    /// <summary>Starts the program; <see cref="Spoke"/> completes when it says this on standard error.</summary>
    public static ElectionProgram StartAwaiting(string folder, string awaited, params string[] arguments) =>
        new(folder, awaited, [], arguments);

    /// <summary>Starts the program by another one that becomes it, for example one that changes the network namespace.</summary>
    public static ElectionProgram StartBy(string[] launcher, string folder, params string[] arguments) =>
        new(folder, "", launcher, arguments);

    /// <summary>Starts the program through another one; <see cref="Spoke"/> completes when it says this on standard error.</summary>
    public static ElectionProgram StartAwaitingBy(string[] launcher, string folder, string awaited, params string[] arguments) =>
        new(folder, awaited, launcher, arguments);

    /// <summary>Runs the program to its end, with some environment variables set differently, or removed (null).</summary>
    public static async Task<Ended> RunInAsync((string Name, string? Value)[] surroundings, string folder, params string[] arguments)
    {
        using var program = new ElectionProgram(folder, "", [], arguments, surroundings);
        return await program.EndAsync();
    }

    /// <summary>Runs the program to its end.</summary>
    public static async Task<Ended> RunAsync(string folder, params string[] arguments)
    {
        using var program = Start(folder, arguments);
        return await program.EndAsync();
    }

    /// <summary>Completes when the awaited words were said; fails if the program ends without them.</summary>
    public Task Spoke() => _spoke.Task.WaitAsync(Patience.Limit);

    /// <summary>Waits for the end.</summary>
    public async Task<Ended> EndAsync()
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        await _process.WaitForExitAsync(limit.Token);
        await _errorRead.WaitAsync(limit.Token);
        return new Ended(_process.ExitCode, await _out.WaitAsync(limit.Token), _error.ToString());
    }

    /// <summary>Kills the program at once, before it can close anything.</summary>
    public void Kill() => _process.Kill();

    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private async Task ReadErrorAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is string line)
        {
            _error.AppendLine(line);
            if (line.Contains(_awaited, StringComparison.Ordinal))
                _spoke.TrySetResult();
        }
        _spoke.TrySetException(new InvalidOperationException($"'{_awaited}' was never said: {_error}"));
    }
}

/// <summary>The outcome of the program.</summary>
internal sealed record Ended(int Code, string Out, string Error)
{
    /// <summary>The document on the last line of standard output.</summary>
    public RunDocument Document =>
        RunsJson.ReadRun(Out.TrimEnd('\n').Split('\n')[^1])
            ?? throw new InvalidOperationException($"no document ends '{Out}'; {Error}");
}
