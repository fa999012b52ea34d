using Election.Node.Runs.Local;
using Election.Node.Talk;

namespace Election.Node.Runs.Single;

/// <summary>
/// Listens to the run that a node belongs to. The run holds the other end of standard input and writes its orders there; when that closes,
/// on purpose or because the run was killed, the node is asked to end, and after <see cref="StopTime"/> it ends in any case.
/// </summary>
internal static class ParentWatch
{
    /// <summary>How long the node may take to put its journal away.</summary>
    public static readonly TimeSpan StopTime = TimeSpan.FromSeconds(2);

    /// <summary>Begins to listen, for the rest of the process's life.</summary>
    /// <param name="interruption">Ends the node.</param>
    /// <param name="obey">Takes an order, on a thread of its own.</param>
    public static void Begin(Interruption interruption, Action<NodeInstruction> obey)
    {
        var watch = new Thread(() => Watch(interruption, obey)) { IsBackground = true, Name = "parent watch" };
        watch.Start();
    }

    private static void Watch(Interruption interruption, Action<NodeInstruction> obey)
    {
        try
        {
            using var input = new StreamReader(Console.OpenStandardInput());
            while (input.ReadLine() is string line)
            {
                if (NodeInstruction.Read(line) is NodeInstruction order)
                    obey(order);
            }
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
