using Election.Node.Runs.Local;
using Election.Node.Talk;

namespace Election.Node.Runs.Single;

/// <summary>
/// Listens to the run to which a node belongs. The run holds the other end of standard input and writes its instructions there. When that
/// end closes, on purpose or because the run was killed, the node is asked to end, and after <see cref="StopTime"/> it exits in any case.
/// </summary>
internal static class ParentWatch
{
    /// <summary>The time that the node has to close its journal.</summary>
    public static readonly TimeSpan StopTime = TimeSpan.FromSeconds(2);

    /// <summary>Starts to listen, for the rest of the process's life.</summary>
    /// <param name="interruption">Ends the node.</param>
    /// <param name="obey">Carries out an instruction, on a thread of its own.</param>
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
            // The other end is closed: the run has ended.
        }
        interruption.End(ExitCode.Terminated);
        Thread.Sleep(StopTime);
        Environment.Exit(ExitCode.Terminated);
    }
}
