using System.Text;
using Stateless.Reflection;

namespace Stateless.Graph;

/// <summary>Writes a machine as a Mermaid state diagram (<c>stateDiagram-v2</c>), character for character as the package does.</summary>
public static class MermaidGraph
{
    /// <summary>The diagram: states with substates as blocks, then the transitions state by state, then the initial state.</summary>
    /// <param name="machineInfo">The machine, from <see cref="StateMachine{TState, TTrigger}.GetInfo"/>.</param>
    /// <param name="direction">The direction; none is written when null.</param>
    /// <returns>The text, with the platform's line ends between lines and none at the end.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The direction is none of the four.</exception>
    public static string Format(StateMachineInfo machineInfo, MermaidGraphDirection? direction = null)
    {
        ArgumentNullException.ThrowIfNull(machineInfo);
        var states = InDrawingOrder(machineInfo);
        var names = new MermaidNames(states);
        var text = new StringBuilder("stateDiagram-v2");

        if (direction is { } given) text.AppendLine().Append("\tdirection ").Append(CodeOf(given));
        foreach (var (alias, name) in names.Aliases) text.AppendLine().Append($"\t{alias} : {name}");
        foreach (var state in states.Where(state => state.Substates.Any())) AppendBlock(text, state, names);
        foreach (var state in machineInfo.States) AppendTransitions(text, state, names);
        return text.AppendLine().Append($"[*] --> {names.Of(machineInfo.InitialState)}").ToString();
    }

    // Hierarchies first, each superstate before its substates, then the states that stand alone.
    private static List<StateInfo> InDrawingOrder(StateMachineInfo machine)
    {
        var order = new List<StateInfo>();
        foreach (var top in machine.States.Where(state => state.Superstate is null && state.Substates.Any())) AddWithSubstates(top);
        order.AddRange(machine.States.Where(state => !order.Contains(state)).ToList());
        return order;

        void AddWithSubstates(StateInfo state)
        {
            order.Add(state);
            foreach (var substate in state.Substates) AddWithSubstates(substate);
        }
    }

    private static void AppendBlock(StringBuilder text, StateInfo state, MermaidNames names)
    {
        text.AppendLine().AppendLine($"\tstate {names.Of(state)} {{");
        foreach (var substate in state.Substates) text.AppendLine($"\t\t{names.Of(substate)}");
        text.Append("\t}");
    }

    private static void AppendTransitions(StringBuilder text, StateInfo state, MermaidNames names)
    {
        foreach (var transition in state.FixedTransitions)
        {
            AppendTransition(text, names.Of(state), names.Of(transition.DestinationState), transition, ActionsShown(state, transition));
        }

        foreach (var ignored in state.IgnoredTriggers) AppendTransition(text, names.Of(state), names.Of(state), ignored, []);
    }

    private static void AppendTransition(StringBuilder text, string from, string to, TransitionInfo transition, List<string> actions)
    {
        text.AppendLine().Append($"\t{from} --> {to} : {transition.Trigger}");
        if (actions.Count > 0) text.Append(" / ").AppendJoin(", ", actions);
        foreach (var guard in transition.GuardConditionsMethodDescriptions) text.Append($" [{guard.Description}]");
    }

    // An arrow names the entry actions that only its trigger causes; a re-entry, being one arrow, names the general ones too.
    private static List<string> ActionsShown(StateInfo source, FixedTransitionInfo transition)
    {
        if (transition.IsInternalTransition) return [];
        var destination = transition.DestinationState;
        var actions = destination.EntryActions.Where(action => action.FromTrigger == transition.Trigger.ToString());
        if (destination == source) actions = destination.EntryActions.Where(action => action.FromTrigger is null).Concat(actions);
        return [.. actions.Select(action => action.Method.Description)];
    }

    private static string CodeOf(MermaidGraphDirection direction) => direction switch
    {
        MermaidGraphDirection.LeftToRight => "LR",
        MermaidGraphDirection.RightToLeft => "RL",
        MermaidGraphDirection.TopToBottom => "TB",
        MermaidGraphDirection.BottomToTop => "BT",
        _ => throw new ArgumentOutOfRangeException(nameof(direction), direction, "Not one of the four directions."),
    };
}
