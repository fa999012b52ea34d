using System.ComponentModel;
using System.Diagnostics;
using Election.Node.Runs.Local;

namespace Election.Node.Tools.Doctor;

/// <summary>
/// A second process of this program that listens on a group (<see cref="ProbeListener"/>). It ends when this object is disposed. It also
/// watches its standard input, so it ends when this process ends in any other way.
/// </summary>
internal sealed class SecondProcess : IDisposable
{
    private readonly byte[] _probe;
    private readonly Process? _process;
    private readonly TaskCompletionSource<Sentence?> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Sentence? _end;

    private SecondProcess(byte[] probe, Process? process)
    {
        _probe = probe;
        _process = process;
    }

    /// <summary>Completes with null when the process listens, or with one clause that says why it cannot.</summary>
    public Task<Sentence?> Listening => _listening.Task;

    /// <summary>Completes when the process has heard the probe; otherwise never.</summary>
    public Task Heard => _heard.Task;

    /// <summary>The reason why it ended, in one clause; null while it runs.</summary>
    public Sentence? End => Volatile.Read(ref _end);

    /// <summary>Starts the process. If that fails, <see cref="Listening"/> and <see cref="End"/> say why.</summary>
    /// <param name="arguments">The arguments that make this program listen.</param>
    /// <param name="probe">The bytes that it should hear.</param>
    public static SecondProcess Start(IEnumerable<string> arguments, byte[] probe)
    {
        var program = Executable.OfThisProcess();
        SecondProcess second;
        try
        {
            second = new SecondProcess(probe, Process.Start(program.WithStreams(arguments)));
            _ = second.FollowAsync();
        }
        catch (Win32Exception failure)
        {
            second = new SecondProcess(probe, null);
            second.NoteEnd($"{program.Path} did not start: {failure.Message}");
        }
        return second;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _process?.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
        _process?.Dispose();
    }

    private async Task FollowAsync()
    {
        try
        {
            Task<string> error = _process!.StandardError.ReadToEndAsync();
            while (await _process.StandardOutput.ReadLineAsync().ConfigureAwait(false) is string line)
            {
                if (line == ProbeLine.Listening)
                    _listening.TrySetResult(null);
                else if (ProbeLine.IsHeard(line, _probe))
                    _heard.TrySetResult();
            }
            NoteEnd(FirstLineOf(await error.ConfigureAwait(false)));
        }
        catch (Exception ended) when (ended is IOException or InvalidOperationException or ObjectDisposedException)
        {
            NoteEnd($"it ended early");
        }
    }

    private void NoteEnd(Sentence why)
    {
        Volatile.Write(ref _end, why);
        _listening.TrySetResult(why);
    }

    private static Sentence FirstLineOf(string error)
    {
        const string programPrefix = "election: ";
        string line = error.Split('\n')[0].Trim();
        if (line.StartsWith(programPrefix, StringComparison.Ordinal))
            line = line[programPrefix.Length..];
        return line.Length > 0 ? Sentence.Of($"{line}") : $"it ended early";
    }
}
