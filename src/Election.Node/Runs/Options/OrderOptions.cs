using System.Collections.Immutable;
using System.CommandLine;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Groups.Stack;
using Election.Node.Runs.Settings;
using Election.Node.Talk;
using Election.Runtime;
using Election.Voting.Core;

namespace Election.Node.Runs.Options;

/// <summary>The options about the order of delivery, for <c>node</c>, <c>local</c> and <c>sim</c>.</summary>
internal sealed class OrderOptions
{
    private readonly Option<DeliveryOrder?> _order = TypedOption.OneValue(Flags.Order, "ORDER",
        $"the order in which votes are delivered: {InWords(Orders)} (default: atomic)", ReadOrder);
    private readonly Option<ImmutableArray<LayerKind>?> _checks = TypedOption.OneValue(Flags.Check, "A,B,…",
        $"watch these guarantees here and report violations: {InWords(LayerTraits.Checks.Select(check => check.Name))}",
        ReadChecks);
    private readonly Option<int?> _messages = TypedOption.OneValue(Flags.Messages, "K",
        $"each node sends K numbered texts, outside the tally; not in the atomic order",
        Values.Whole(0, NodeCoreOptions.MaxMessages, $"is not a number of texts"));

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_order);
        command.Add(_checks);
        command.Add(_messages);
    }

    /// <summary>Reads and cross-checks the options.</summary>
    /// <exception cref="StartRefusedException">A check does not apply to this order, texts cannot be sent in it, or a fault names a leader
    /// that it does not have.</exception>
    public OrderSettings Read(ParseResult parse, ImmutableArray<FaultSpec> faults)
    {
        DeliveryOrder order = parse.GetValue(_order) ?? DeliveryOrder.Atomic;
        ImmutableArray<LayerKind> checks = parse.GetValue(_checks) ?? [];
        int messages = parse.GetValue(_messages) ?? 0;
        if (OrderStack.Objection(order, checks.AsSpan()) is { } objection)
            throw new StartRefusedException($"{Flags.Check}: in {order.ToText()} order {objection}");
        if (messages > 0 && order == DeliveryOrder.Atomic)
        {
            Sentence others = InWords(Orders.Where(word => word != "atomic"));
            throw new StartRefusedException(
                $"{Flags.Messages}: the atomic order carries statements only: choose {others} with {Flags.Order}");
        }
        if (order != DeliveryOrder.Atomic && new FaultPlan(faults, 0).NamesLeader)
            throw new StartRefusedException(
                $"--fault: {order.ToText()} order has no leader: name a node, for example n1, instead of leader");
        return new OrderSettings(order, checks, messages);
    }

    private static IEnumerable<string> Orders => Enum.GetValues<DeliveryOrder>().Select(order => order.ToText());

    private static Sentence InWords(IEnumerable<string> words)
    {
        string[] all = [.. words];
        return $"{string.Join(", ", all[..^1])} or {all[^1]}";
    }

    private static Parsed<DeliveryOrder> ReadOrder(string text) =>
        DeliveryOrderText.TryParse(text.ToLowerInvariant(), out DeliveryOrder known)
            ? known : Sentence.Of($"{Quoted.Of(text)} is not an order: choose {InWords(Orders)}");

    private static Parsed<ImmutableArray<LayerKind>> ReadChecks(string text)
    {
        ImmutableArray<LayerKind>.Builder read = ImmutableArray.CreateBuilder<LayerKind>();
        foreach (string name in text.Split(','))
        {
            if (LayerTraits.Checks.FirstOrDefault(check => check.Name == name) is not { } known)
                return Sentence.Of($"{Quoted.Of(name)} is not a check: choose {
                    InWords(LayerTraits.Checks.Select(check => check.Name))}, separated by commas");
            read.Add(known.Kind);
        }
        return read.ToImmutable();
    }
}
