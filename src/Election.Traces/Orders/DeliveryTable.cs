using System.Collections.Immutable;

namespace Election.Traces.Orders;

/// <summary>The textbook table of messages, their causes, and delivery scenarios to be judged.</summary>
public sealed class DeliveryTable
{
    /// <summary>The largest number of scenarios in a table.</summary>
    public const int MaxScenarios = 1000;

    /// <summary>The largest number of processes in a table.</summary>
    public const int MaxProcesses = 64;

    private DeliveryTable(
        SendPlan plan, ImmutableArray<string> processes, ImmutableArray<Cause> causes, ImmutableArray<Scenario> scenarios)
    {
        Plan = plan;
        Processes = processes;
        Causes = causes;
        Scenarios = scenarios;
    }

    /// <summary>The senders and their messages.</summary>
    public SendPlan Plan { get; }

    /// <summary>All processes; some may send nothing.</summary>
    public ImmutableArray<string> Processes { get; }

    /// <summary>The declared causes, in addition to each sender's own order.</summary>
    public ImmutableArray<Cause> Causes { get; }

    /// <summary>The scenarios to be judged.</summary>
    public ImmutableArray<Scenario> Scenarios { get; }

    /// <summary>Makes a table, if the parts are consistent.</summary>
    /// <param name="plan">The senders and their messages.</param>
    /// <param name="processes">All processes, including the senders.</param>
    /// <param name="causes">Causes among the plan's messages, without a cycle.</param>
    /// <param name="scenarios">
    /// The name of each scenario, with the deliveries of each process; a process not named in it delivers nothing.
    /// </param>
    /// <param name="table">The table, if it is consistent.</param>
    /// <param name="reason">Otherwise the fault and its place in one clause.</param>
    public static bool TryMake(
        SendPlan plan, ImmutableArray<string> processes, ImmutableArray<Cause> causes,
        IReadOnlyList<(string Name, IEnumerable<KeyValuePair<string, string[]>> Delivered)> scenarios,
        out DeliveryTable? table, out Sentence reason)
    {
        table = null;
        string? missing = plan.Senders.Select(sender => sender.Name).FirstOrDefault(name => !processes.Contains(name));
        reason = missing is not null ? $"{missing} sends messages and is not among the processes"
            : processes.Length > MaxProcesses ? $"there may be at most {MaxProcesses} processes"
            : processes.FirstOrDefault(name => name.Length == 0 || name.Contains('/') || name.Contains(':')) is { } spoilt
                ? $"'{spoilt}' is not a valid name of a process"
            : processes.Distinct().Count() < processes.Length ? $"a process is named twice"
            : scenarios.Count is 0 or > MaxScenarios ? $"there may be 1 to {MaxScenarios} scenarios"
            : scenarios.Any(one => one.Name.Length == 0) ? $"a scenario has no name"
            : scenarios.Select(one => one.Name).Distinct().Count() < scenarios.Count ? $"two scenarios have the same name"
            : Sentence.Of($"");
        if (reason.Format.Length > 0 || !MessageOrder.TryMake(plan, SequenceOrder.Causal, causes, out _, out reason))
            return false;
        var read = ImmutableArray.CreateBuilder<Scenario>(scenarios.Count);
        foreach ((string name, IEnumerable<KeyValuePair<string, string[]>> delivered) in scenarios)
        {
            if (!TryRead(plan, processes, name, delivered, out Scenario? scenario, out reason))
                return false;
            read.Add(scenario!);
        }
        table = new DeliveryTable(plan, processes, causes, read.MoveToImmutable());
        return true;
    }

    private static bool TryRead(SendPlan plan, ImmutableArray<string> processes, string name,
        IEnumerable<KeyValuePair<string, string[]>> delivered, out Scenario? scenario, out Sentence reason)
    {
        scenario = null;
        ImmutableArray<int>[] places = [.. processes.Select(_ => ImmutableArray<int>.Empty)];
        foreach ((string process, string[] messages) in delivered)
        {
            int at = processes.IndexOf(process);
            string? unknown = messages.FirstOrDefault(message => plan.PlaceOf(message) is null);
            string? twice = messages.GroupBy(message => message).FirstOrDefault(group => group.Count() > 1)?.Key;
            reason = at < 0 ? $"'{process}' is not among the processes"
                : unknown is not null ? $"{process} is delivered '{unknown}', which nobody sends"
                : twice is not null ? $"{process} is delivered {twice} twice, which no multicast may do" : Sentence.Of($"");
            if (reason.Format.Length > 0)
            {
                reason = $"scenario '{name}': {reason}";
                return false;
            }
            places[at] = [.. messages.Select(message => plan.PlaceOf(message)!.Value)];
        }
        scenario = new Scenario(name, [.. places]);
        reason = $"";
        return true;
    }
}
