using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using Election.Node.Talk.Plain;
using Election.Node.Talk;
using Election.Runtime;
using Election.Traces.Orders;

namespace Election.Node.Tools.Orders;

/// <summary>The settings of <c>orders count</c>.</summary>
/// <param name="Plan">The senders and their messages.</param>
/// <param name="Order">The order that a sequence must keep.</param>
/// <param name="IsAtomic">True if the whole group shares one sequence, so that it chooses once and not each process for itself.</param>
/// <param name="Causes">The declared causes, besides each sender's own order.</param>
/// <param name="Lists">True to list the sequences.</param>
internal sealed record CountSettings(SendPlan Plan, SequenceOrder Order, bool IsAtomic, ImmutableArray<Cause> Causes, bool Lists);

/// <summary><c>election orders count</c>: counts the sequences in which a process may deliver all messages.</summary>
internal static class OrdersCount
{
    /// <summary>The most sequences that are listed.</summary>
    public const int MostListed = 10_000;

    /// <summary>Counts the sequences and prints the number, or the sequences themselves.</summary>
    /// <returns>The exit code, always 0.</returns>
    /// <exception cref="StartRefusedException">
    /// The causes are cyclic, name an unknown message, or connect too many messages to count.
    /// </exception>
    public static int Run(CountSettings settings, bool isJson, TextTerminal terminal)
    {
        MessageOrder order = MessageOrder.Make(settings.Plan, settings.Order, settings.Causes).OrThrow(Refused);
        BigInteger count = SequenceCount.Count(order).OrThrow(Refused);
        string text = count.ToString(CultureInfo.InvariantCulture);
        string[][]? sequences =
            settings.Lists ? [.. SequenceList.Of(order).Take(MostListed).Select(one => Named(settings.Plan, one))] : null;
        Tell(settings, text, sequences, terminal);
        if (isJson)
        {
            terminal.Out.WriteLine(new CountDocument(text, sequences).ToLine());
            return ExitCode.Success;
        }
        if (sequences is null)
            terminal.Out.WriteLine(text);
        foreach (string[] sequence in sequences ?? [])
            terminal.Out.WriteLine(PrintableText.Of(string.Join(' ', sequence)));
        return ExitCode.Success;
    }

    private static StartRefusedException Refused(Sentence reason) => new($"{"--cause"}: {PrintableText.Within(reason)}");

    private static string[] Named(SendPlan plan, int[] sequence) => [.. sequence.Select(place => plan.Messages[place])];

    private static void Tell(CountSettings settings, string count, string[][]? sequences, TextTerminal terminal)
    {
        Sentence kept = settings.Order switch
        {
            SequenceOrder.Unordered => Sentence.Of($"in any order"),
            SequenceOrder.Fifo => $"each sender's in the order it sent them",
            SequenceOrder.Causal => $"each sender's in the order it sent them, and all after their causes",
            _ => throw new UnreachableException(),
        };
        Sentence whose = settings.IsAtomic ? Sentence.Of($"one choice for the whole group") : $"a choice for each process";
        terminal.Tell(
            $"{count}: {settings.Plan.Messages.Length} messages of {settings.Plan.Senders.Length} senders, {kept}; {whose}");
        if (settings.Order != SequenceOrder.Causal && !settings.Causes.IsEmpty)
            terminal.Tell($"--cause: the order {settings.Order.ToText()} ignores causes; causal does not");
        if (sequences?.Length == MostListed && count != MostListed.ToString(CultureInfo.InvariantCulture))
            terminal.Tell($"--list: the first {MostListed} are listed");
    }
}
