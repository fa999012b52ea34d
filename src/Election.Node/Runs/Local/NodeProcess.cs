using System.Diagnostics;
using System.Threading.Channels;
using Election.Groups.Faults;
using Election.Node.Runs.Documents;

namespace Election.Node.Runs.Local;

/// <summary>
/// One node's process. It ends when its standard input closes, so it cannot outlive this process, however this one ends. Otherwise it is
/// ended by its id.
/// </summary>
internal sealed class NodeProcess : IDisposable
{
    private readonly int _node;
    private readonly Process _process;
    private readonly object _gate = new();
    private bool _isStill;
    private readonly ChannelWriter<FleetEvent> _reports;

    private NodeProcess(int node, Process process, ChannelWriter<FleetEvent> reports)
    {
        _node = node;
        _process = process;
        _reports = reports;
        Ended = FollowAsync();
    }

    /// <summary>Completes when the process has ended and all its output has been reported.</summary>
    public Task Ended { get; }

    /// <summary>Starts a node.</summary>
    /// <param name="node">The index of the node within the run, from 0.</param>
    /// <param name="program">The program to run.</param>
    /// <param name="arguments">The node's arguments.</param>
    /// <param name="reports">Receives the node's events.</param>
    public static NodeProcess Start(int node, Executable program, IReadOnlyList<string> arguments, ChannelWriter<FleetEvent> reports)
    {
        Process process = Process.Start(program.WithStreams(arguments))
            ?? throw new InvalidOperationException($"{program.Path} did not start.");
        return new NodeProcess(node, process, reports);
    }

    /// <summary>Sends an instruction to the node if it still runs.</summary>
    public void Tell(NodeInstruction order)
    {
        try
        {
            _process.StandardInput.WriteLine(order.ToLine());
            _process.StandardInput.Flush();
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // The process has ended or was asked to.
        }
    }

    /// <summary>Pauses the process for a time; an event reports when it resumes.</summary>
    public void Pause(TimeSpan length)
    {
        lock (_gate)
            _isStill = true;
        _ = HoldAsync(length);
    }

    /// <summary>Asks the node to end now.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            if (_isStill)
                PausedProcess.Release(_process.Id);
        }
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The process has already ended.
        }
    }

    /// <summary>Kills the process if it still runs.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // The process has already ended.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private async Task HoldAsync(TimeSpan length)
    {
        await PausedProcess.HoldAsync(_process.Id, length, () => _reports.TryWrite(new PauseReport(_node))).ConfigureAwait(false);
        lock (_gate)
            _isStill = false;
        _reports.TryWrite(new ResumeReport(_node));
    }

    private async Task FollowAsync()
    {
        await Task.WhenAll(FollowOutAsync(), FollowErrorAsync(), _process.WaitForExitAsync()).ConfigureAwait(false);
        _reports.TryWrite(new EndReport(_node, _process.ExitCode));
    }

    private async Task FollowOutAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync().ConfigureAwait(false) is string line)
        {
            if (NodeProgress.Read(line) is NodeProgress progress)
                _reports.TryWrite(new ProgressReport(_node, progress));
            else if (NodeCrash.Read(line) is { } crash && FaultSpec.Read(crash.Fault).TryGet(out FaultSpec? fault))
                _reports.TryWrite(new CrashReport(_node, fault));
            else if (RunsJson.ReadRun(line) is RunDocument document)
                _reports.TryWrite(new DocumentReport(_node, document));
        }
    }

    private async Task FollowErrorAsync()
    {
        while (await _process.StandardError.ReadLineAsync().ConfigureAwait(false) is string line)
            _reports.TryWrite(new TalkReport(_node, line));
    }
}
