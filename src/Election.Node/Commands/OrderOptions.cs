using System.Collections.Immutable;
using System.CommandLine;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Groups.Stack;
using Election.Node.Talk;
using Election.Runtime;
using Election.Voting.Core;

namespace Election.Node.Commands;

/// <summary>The order in which messages are delivered, what is watched of it, and what is sent beside the votes.</summary>
/// <param name="Order">The order.</param>
/// <param name="Checks">What is watched in the stack.</param>
/// <param name="Messages">Texts of each node.</param>
internal sealed record OrderSettings(DeliveryOrder Order, ImmutableArray<LayerKind> Checks, int Messages)
{
    /// <summary>What holds when nobody says anything.</summary>
    public static OrderSettings Default { get; } = new(DeliveryOrder.Atomic, [], 0);

    /// <summary>The arguments that say the same, each flag and value in one word.</summary>
    public IEnumerable<string> Arguments =>
    [
        $"{OrderOptions.OrderName}={Order.ToText()}",
        .. Checks.IsEmpty ? [] : (string[])[$"{OrderOptions.CheckName}={string.Join(',', Checks.Select(check => LayerTraits.Of(check).Name))}"],
        .. Messages == 0 ? [] : (string[])[FormattableString.Invariant($"{OrderOptions.MessagesName}={Messages}")],
    ];
}

/// <summary>The options of the order, for <c>node</c>, <c>local</c> and <c>sim</c>.</summary>
internal sealed class OrderOptions
{
    internal const string OrderName = "--order";
    internal const string CheckName = "--check";
    internal const string MessagesName = "--messages";

    private readonly Option<DeliveryOrder?> _order = TypedOption.One<DeliveryOrder?>(OrderName, "ORDER",
        $"the order in which votes are delivered: {InWords(Orders)} (default: atomic)", ReadOrder);
    private readonly Option<ImmutableArray<LayerKind>> _checks = TypedOption.One<ImmutableArray<LayerKind>>(CheckName, "A,B,…",
        $"watch whether a guarantee holds here, and say where it does not: {InWords(LayerTraits.Checks.Select(check => check.Name))}",
        ReadChecks);
    private readonly Option<int?> _messages = TypedOption.One(MessagesName, "K",
        $"each node sends K numbered texts, outside the tally; not in the atomic order", Values.Whole(0, NodeCoreOptions.MaxMessages, $"is no number of texts"));

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_order);
        command.Add(_checks);
        command.Add(_messages);
    }

    /// <summary>Reads and cross-checks the options.</summary>
    /// <exception cref="StartRefusedException">A check has nothing to look at in this order, texts do not go in it, or a fault names a leader that it
    /// does not have.</exception>
    public OrderSettings Read(ParseResult parse, ImmutableArray<FaultSpec> faults)
    {
        DeliveryOrder order = parse.GetValue(_order) ?? DeliveryOrder.Atomic;
        ImmutableArray<LayerKind> checks = parse.GetValue(_checks) is { IsDefault: false } named ? named : [];
        int messages = parse.GetValue(_messages) ?? 0;
        if (OrderStack.Objection(order, checks.AsSpan()) is { } objection)
            throw new StartRefusedException($"{CheckName}: in {order.ToText()} order {objection}");
        if (messages > 0 && order == DeliveryOrder.Atomic)
        {
            Sentence others = InWords(Orders.Where(word => word != "atomic"));
            throw new StartRefusedException(
                $"{MessagesName}: the atomic order carries statements only: choose {others} with {OrderName}");
        }
        if (order != DeliveryOrder.Atomic && new FaultPlan(faults, 0).NamesLeader)
            throw new StartRefusedException($"--fault: nobody leads in {order.ToText()} order: name a node, for example n1, in place of leader");
        return new OrderSettings(order, checks, messages);
    }

    private static IEnumerable<string> Orders => Enum.GetValues<DeliveryOrder>().Select(order => order.ToText());

    private static Sentence InWords(IEnumerable<string> words)
    {
        string[] all = [.. words];
        return $"{string.Join(", ", all[..^1])} or {all[^1]}";
    }

    private static bool ReadOrder(string text, out DeliveryOrder? order, out Sentence reason)
    {
        bool isKnown = DeliveryOrderText.TryParse(text, out DeliveryOrder known);
        order = known;
        reason = $"{Quoted.Of(text)} is no order: choose {InWords(Orders)}";
        return isKnown;
    }

    private static bool ReadChecks(string text, out ImmutableArray<LayerKind> checks, out Sentence reason)
    {
        ImmutableArray<LayerKind>.Builder read = ImmutableArray.CreateBuilder<LayerKind>();
        checks = default;
        foreach (string name in text.Split(','))
        {
            if (LayerTraits.Checks.FirstOrDefault(check => check.Name == name) is not { } known)
            {
                reason = $"{Quoted.Of(name)} is no check: choose {InWords(LayerTraits.Checks.Select(check => check.Name))}, separated by commas";
                return false;
            }
            read.Add(known.Kind);
        }
        checks = read.ToImmutable();
        reason = $"";
        return true;
    }
}
