using System.Collections.Immutable;
using Election.Groups.Model;

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
    /// <returns>The table, or the fault and its place in one clause.</returns>
    public static Parsed<DeliveryTable> Make(
        SendPlan plan, ImmutableArray<string> processes, ImmutableArray<Cause> causes,
        IReadOnlyList<(string Name, IEnumerable<KeyValuePair<string, string[]>> Delivered)> scenarios)
    {
        if ((Objection(plan, processes, [.. scenarios.Select(one => one.Name)])
            ?? MessageOrder.Make(plan, SequenceOrder.Causal, causes).Refusal) is { } objection)
            return objection;
        var read = ImmutableArray.CreateBuilder<Scenario>(scenarios.Count);
        foreach ((string name, IEnumerable<KeyValuePair<string, string[]>> delivered) in scenarios)
        {
            if (!ReadScenario(plan, processes, name, delivered).TryGet(out Scenario? scenario, out Sentence? reason))
                return Sentence.Of($"scenario '{name}': {reason}");
            read.Add(scenario);
        }
        return new DeliveryTable(plan, processes, causes, read.MoveToImmutable());
    }

    private static Sentence? Objection(SendPlan plan, ImmutableArray<string> processes, string[] scenarios)
    {
        string? missing = plan.Senders.Select(sender => sender.Name).FirstOrDefault(name => !processes.Contains(name));
        return missing is not null ? $"{missing} sends messages and is not among the processes"
            : processes.Length > MaxProcesses ? $"there may be at most {MaxProcesses} processes"
            : processes.FirstOrDefault(name => name.Length == 0 || name.Contains('/') || name.Contains(':')) is { } spoilt
                ? $"'{spoilt}' is not a valid name of a process"
            : processes.Distinct().Count() < processes.Length ? $"a process is named twice"
            : scenarios.Length is 0 or > MaxScenarios ? $"there may be 1 to {MaxScenarios} scenarios"
            : scenarios.Contains("") ? $"a scenario has no name"
            : scenarios.Distinct().Count() < scenarios.Length ? Sentence.Of($"two scenarios have the same name") : null;
    }

    private static Parsed<Scenario> ReadScenario(
        SendPlan plan, ImmutableArray<string> processes, string name, IEnumerable<KeyValuePair<string, string[]>> delivered)
    {
        ImmutableArray<int>[] places = [.. processes.Select(_ => ImmutableArray<int>.Empty)];
        foreach ((string process, string[] messages) in delivered)
        {
            int at = processes.IndexOf(process);
            if (at < 0)
                return Sentence.Of($"'{process}' is not among the processes {string.Join(", ", processes)}: mend the name, or declare it");
            if (messages.FirstOrDefault(message => plan.PlaceOf(message) is null) is { } unknown)
                return Sentence.Of($"{process} is delivered '{unknown}', which nobody sends");
            if (messages.GroupBy(message => message).FirstOrDefault(group => group.Count() > 1)?.Key is { } twice)
                return Sentence.Of($"{process} is delivered {twice} twice, which no multicast may do");
            places[at] = [.. messages.Select(message => plan.PlaceOf(message)!.Value)];
        }
        return new Scenario(name, [.. places]);
    }
}
