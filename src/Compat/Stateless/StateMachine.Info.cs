using Stateless.Reflection;

namespace Stateless;

public sealed partial class StateMachine<TState, TTrigger>
{
    /// <summary>A snapshot of the configuration, for diagrams and for checks of completeness.</summary>
    public StateMachineInfo GetInfo()
    {
        // Configured states in the order they were first named, then those that are only led to.
        var infos = new OrderedDictionary<TState, StateInfo>();
        foreach (var node in _nodes.Values) infos.Add(node.State, Describe(node));
        foreach (var node in _nodes.Values)
        {
            foreach (var rule in node.Rules.SelectMany(entry => entry.Value).OfType<PermitRule>())
            {
                infos.TryAdd(rule.Destination, new StateInfo(rule.Destination, [], []));
            }
        }

        foreach (var node in _nodes.Values) Relate(node, infos);
        return new StateMachineInfo([.. infos.Values], typeof(TState), typeof(TTrigger), new StateInfo(_initialState, [], []));
    }

    private static StateInfo Describe(StateNode node) => new(
        node.State,
        [.. node.EntryActions.Select(action => new ActionInfo(action.Method, action.HasTrigger ? $"{action.Trigger}" : null))],
        [.. node.ExitActions.Select(action => action.Method)]);

    private static void Relate(StateNode node, OrderedDictionary<TState, StateInfo> infos)
    {
        var fixedTransitions = new List<FixedTransitionInfo>();
        var ignored = new List<IgnoredTransitionInfo>();
        foreach (var (trigger, rules) in node.Rules)
        {
            var info = new TriggerInfo(trigger);
            fixedTransitions.AddRange(rules.OfType<PermitRule>().Select(rule => Fixed(info, rule, infos[rule.Destination])));
            fixedTransitions.AddRange(rules.OfType<ReentryRule>().Select(rule => Fixed(info, rule, infos[rule.Destination])));
            fixedTransitions.AddRange(rules.OfType<InternalRule>().Select(rule => Fixed(info, rule, infos[node.State])));
            ignored.AddRange(rules.OfType<IgnoreRule>().Select(rule => new IgnoredTransitionInfo(info, Methods(rule))));
        }

        infos[node.State].Relate(
            node.Superstate is { } above ? infos[above.State] : null,
            [.. node.Substates.Select(below => infos[below.State])],
            fixedTransitions,
            ignored);
    }

    private static FixedTransitionInfo Fixed(TriggerInfo trigger, TriggerRule rule, StateInfo destination) =>
        new(trigger, Methods(rule), destination, rule is InternalRule);

    private static List<InvocationInfo> Methods(TriggerRule rule) => [.. rule.Guards.Select(guard => guard.Method)];
}
