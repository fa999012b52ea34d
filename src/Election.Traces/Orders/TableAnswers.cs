using System.Collections.Immutable;
using Election.Traces.Checks;
using Election.Traces.Model;
using UnreachableException = System.Diagnostics.UnreachableException;

namespace Election.Traces.Orders;

/// <summary>The answer for one scenario and one column.</summary>
/// <param name="Holds">True if the scenario keeps the column's guarantee.</param>
/// <param name="Why">If it does not, one sentence with the evidence; otherwise empty.</param>
/// <param name="IsTested">False if nothing in the scenario could have violated the guarantee, so that it holds for want of a test.</param>
public sealed record TableCell(bool Holds, Sentence Why, bool IsTested = true);

/// <summary>The two readings of the orders in a table.</summary>
public enum TableReading
{
    /// <summary>Every column is judged by itself: a message that is missing breaks no order.</summary>
    EachByItself,

    /// <summary>
    /// The orders are kinds of reliable multicast, as in most textbooks: a scenario that is not reliable keeps none of them.
    /// </summary>
    UnderReliable,
}

/// <summary>
/// The answers to a table, by the rules of the trace checker: each scenario becomes a trace in which everything is sent before anything is
/// delivered, so that the only causes are the table's and each sender's own order.
/// </summary>
public static class TableAnswers
{
    /// <summary>Returns the cells of a scenario, in the order of the columns.</summary>
    public static ImmutableArray<TableCell> Of(
        DeliveryTable table, Scenario scenario, TableReading reading = TableReading.EachByItself)
    {
        TraceReport report = TraceChecker.Check(TraceOf(table, scenario), name => MessageOf(table.Plan, name));
        TableCell reliable = Cell(report, TableColumn.Reliable);
        bool breaksAll = reading == TableReading.UnderReliable && !reliable.Holds;
        return [.. TableColumnText.Words.Select(word => breaksAll && word.Column != TableColumn.Reliable
            ? reliable with { Why = $"it is not reliable: {reliable.Why}" } : Cell(report, word.Column))];
    }

    private static TableCell Cell(TraceReport report, TableColumn column)
    {
        Guarantee[] asked = column switch
        {
            TableColumn.Reliable => [Guarantee.Reliable],
            TableColumn.Fifo => [Guarantee.Fifo],
            // Violating an indirect cause, or an earlier send, always violates a direct one as well.
            TableColumn.Causal => [Guarantee.Fifo, Guarantee.DeclaredCausal],
            TableColumn.Atomic => [Guarantee.Total],
            _ => throw new UnreachableException(),
        };
        GuaranteeVerdict? violated = asked.Select(one => report[one]).FirstOrDefault(verdict => verdict.Finding == Finding.Violated);
        bool isTested = asked.Any(one => report[one].Finding != Finding.Vacuous);
        return new TableCell(violated is null, violated?.GapAware.Sentence ?? $"", isTested);
    }

    private static Trace TraceOf(DeliveryTable table, Scenario scenario)
    {
        var builder = new TraceBuilder();
        builder.BeginFile(scenario.Name, null, table.Processes);
        int line = 0;
        for (int place = 0; place < table.Plan.Messages.Length; place++)
        {
            MessageName name = NameOf(table.Plan, place);
            builder.Add(new RawEvent
            {
                Line = ++line, Host = name.Origin, Kind = TraceEventKind.Send, Message = name.ToString(), AtUs = -1,
                Declared = DeclaredBy(table, place),
            });
        }
        for (int process = 0; process < table.Processes.Length; process++)
        {
            foreach (int place in scenario.Delivered[process])
            {
                builder.Add(new RawEvent
                {
                    Line = ++line, Host = table.Processes[process], Kind = TraceEventKind.Deliver,
                    Message = NameOf(table.Plan, place).ToString(), AtUs = -1,
                });
            }
        }
        return builder.Build() ?? throw new InvalidOperationException($"A scenario makes no trace: {builder.Fault}");
    }

    // A declared cause includes everything that its sender sent before it.
    private static Dictionary<string, int>? DeclaredBy(DeliveryTable table, int place)
    {
        var declared = new Dictionary<string, int>();
        foreach (Cause cause in table.Causes.Where(cause => table.Plan.PlaceOf(cause.After) == place))
        {
            MessageName before = NameOf(table.Plan, table.Plan.PlaceOf(cause.Before)!.Value);
            declared[before.Origin] = Math.Max(declared.GetValueOrDefault(before.Origin), (int)before.Number);
        }
        return declared.Count == 0 ? null : declared;
    }

    private static MessageName NameOf(SendPlan plan, int place)
    {
        int sender = plan.SenderOf[place];
        return new MessageName(plan.Senders[sender].Name, 1, place - plan.SenderOf.IndexOf(sender) + 1);
    }

    private static string MessageOf(SendPlan plan, MessageName name) =>
        plan.Senders.First(sender => sender.Name == name.Origin).Messages[(int)name.Number - 1];
}
