using Election.Node.Runs.Local;
using Election.Node.Runs.Settings;
using Election.Node.Talk;
using Election.Runtime;

namespace Election.Node.Runs.Single;

/// <summary>
/// A node in a pane of a local run. Its report tells the run about any end. The pane closes with its node, so the message of a failed start
/// stays on screen until a person has read it.
/// </summary>
internal static class PaneRun
{
    /// <summary>Takes part in the election and reports the result.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> HoldAsync(NodeSettings settings, string report, TextTerminal terminal, Interruption interruption)
    {
        NodeRun? run = null;
        var end = new NodeEnd { ExitCode = ExitCode.Internal, Refusal = null };
        try
        {
            run = new NodeRun(settings, terminal);
            end = end with { ExitCode = await run.HoldAsync(terminal, interruption).ConfigureAwait(false) };
        }
        catch (StartRefusedException refused)
        {
            string refusal = terminal.Say(refused.Sentence);
            end = new NodeEnd { ExitCode = ExitCode.Usage, Refusal = refusal };
            await terminal.Error.WriteLineAsync(NodeTalk.RefusalPrefix + refusal).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (interruption.Code is int code)
        {
            end = end with { ExitCode = code };
        }
        finally
        {
            PaneReport.Write(report, run?.Progress(), run?.Document(), end);
        }
        if (end.ExitCode is ExitCode.Usage or ExitCode.Internal)
            await AwaitReaderAsync(terminal, interruption.Token).ConfigureAwait(false);
        return end.ExitCode;
    }

    private static async Task AwaitReaderAsync(TextTerminal terminal, CancellationToken cancellation)
    {
        await terminal.Error.WriteLineAsync(terminal.Say($"Enter closes this pane.")).ConfigureAwait(false);
        var gone = new TaskCompletionSource();
        using CancellationTokenRegistration going =
            cancellation.UnsafeRegister(static ended => ((TaskCompletionSource)ended!).TrySetResult(), gone);
        await Task.WhenAny(Task.Run(Console.ReadLine, CancellationToken.None), gone.Task).ConfigureAwait(false);
    }
}
