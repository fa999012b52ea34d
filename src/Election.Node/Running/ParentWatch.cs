namespace Election.Node.Running;

/// <summary>
/// Ends a node together with the run it belongs to. The run holds the other end of standard input; when that closes, on purpose or because
/// the run was killed, the node is asked to end, and after <see cref="StopTime"/> it ends in any case.
/// </summary>
internal static class ParentWatch
{
    /// <summary>How long the node may take to put its journal away.</summary>
    public static readonly TimeSpan StopTime = TimeSpan.FromSeconds(2);

    /// <summary>Begins to watch, for the rest of the process's life.</summary>
    public static void Begin(Interruption interruption)
    {
        var watch = new Thread(() => Watch(interruption)) { IsBackground = true, Name = "parent watch" };
        watch.Start();
    }

    private static void Watch(Interruption interruption)
    {
        try
        {
            using Stream input = Console.OpenStandardInput();
            Span<byte> ignored = stackalloc byte[64];
            while (input.Read(ignored) > 0)
                continue;
        }
        catch (IOException)
        {
            // The other end is gone, which is what was waited for.
        }
        interruption.End(ExitCode.Terminated);
        Thread.Sleep(StopTime);
        Environment.Exit(ExitCode.Terminated);
    }
}
