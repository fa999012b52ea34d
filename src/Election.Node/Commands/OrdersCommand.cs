using System.Collections.Immutable;
using System.CommandLine;
using Election.Node.Runs.Options;
using Election.Node.Talk;
using Election.Node.Tools.Orders;
using Election.Runtime;
using Election.Traces.Orders;

namespace Election.Node.Commands;

/// <summary><c>election orders</c>: solves the counting exercise and the table exercise.</summary>
internal static class OrdersCommand
{
    private const string Unordered = "unordered", Fifo = "fifo", Causal = "causal", Atomic = "atomic";

    public static Command Build(TextTerminal terminal) =>
        new DescribedCommand("orders",
            $"Count the sequences that a delivery order allows, and judge scenarios by what each order promises.")
        {
            Count(terminal), Table(terminal),
        };

    private static DescribedCommand Count(TextTerminal terminal)
    {
        Option<SendPlan?> sends = TypedOption.One("--sends", "\"P1:m11,m12 P2:m21,…\"",
            $"the senders and their messages, each in sending order", SendPlan.Read);
        sends.Required = true;
        Option<string?> order = TypedOption.One("--order", "ORDER", $"unordered, fifo, causal (which contains fifo) or atomic",
            Values.Word($"is not an order", (Unordered, Unordered), (Fifo, Fifo), (Causal, Causal), (Atomic, Atomic)));
        order.Required = true;
        Option<ImmutableArray<ImmutableArray<Cause>>> causes = TypedOption.Many("--cause", "m11>m21",
            $"declare m11 a cause of m21, whose sender had delivered it; also m11->m21, or a chain a>b>c; may be repeated",
            Cause.ReadChain);
        Option<SequenceOrder?> @base = TypedOption.OneValue("--base", "ORDER",
            $"the order that an atomic group's one sequence also keeps: unordered, fifo or causal (default: unordered)",
            Values.Word($"is not a base order",
                (Unordered, SequenceOrder.Unordered), (Fifo, SequenceOrder.Fifo), (Causal, SequenceOrder.Causal)));
        Option<bool> list = TypedOption.Flag("--list", $"list the sequences, at most {OrdersCount.MostListed} of them");
        Option<bool> json = TypedOption.Flag("--json", $"print one JSON document on one line");
        var command = new DescribedCommand("count", $"Count the sequences in which a process may deliver all messages.")
        {
            sends, order, causes, @base, list, json,
        };
        command.SetAction(parse =>
        {
            string word = parse.GetValue(order)!;
            SequenceOrder? named = parse.GetValue(@base);
            if (named is not null && word != Atomic)
                throw new StartRefusedException($"--base: only an atomic order has a base: leave it out, or give --order {Atomic}");
            SequenceOrder kept = word switch
            {
                Fifo => SequenceOrder.Fifo,
                Causal => SequenceOrder.Causal,
                Atomic when named is { } asked => asked,
                _ => SequenceOrder.Unordered,
            };
            var settings = new CountSettings(parse.GetValue(sends)!, kept, word == Atomic,
                [.. parse.GetValue(causes).SelectMany(chain => chain)], parse.GetValue(list));
            return OrdersCount.Run(settings, parse.GetValue(json), terminal);
        });
        return command;
    }

    private static DescribedCommand Table(TextTerminal terminal)
    {
        var file = new DescribedArgument<string>("FILE", $"the messages, their causes and the scenarios, as JSON");
        Option<string?> check = TypedOption.One("--check", "ANSWERS.csv",
            $"mark this table of answers: a header scenario,reliable,fifo,causal,atomic and a line for each scenario",
            TypedOption.ReadText);
        Option<bool> underReliable = TypedOption.Flag("--under-reliable",
            $"read fifo, causal and atomic as kinds of reliable multicast: a scenario that is not reliable keeps none of them");
        Option<bool> json = TypedOption.Flag("--json", $"print one JSON document on one line");
        var command = new DescribedCommand("table", $"Say of each scenario which orders it keeps, and why it does not keep the others.")
        {
            file, check, underReliable, json,
        };
        command.SetAction(parse => OrdersTable.Run(parse.GetValue(file)!, parse.GetValue(check),
            parse.GetValue(underReliable) ? TableReading.UnderReliable : TableReading.EachByItself, parse.GetValue(json), terminal));
        return command;
    }
}
