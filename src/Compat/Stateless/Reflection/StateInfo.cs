namespace Stateless.Reflection;

/// <summary>A state and its configuration.</summary>
public sealed class StateInfo
{
    internal StateInfo(object underlyingState, IReadOnlyList<ActionInfo> entryActions, IReadOnlyList<InvocationInfo> exitActions)
    {
        UnderlyingState = underlyingState;
        EntryActions = entryActions;
        ExitActions = exitActions;
    }

    /// <summary>The state itself.</summary>
    public object UnderlyingState { get; }

    /// <summary>The state it is a substate of; null at the top.</summary>
    public StateInfo? Superstate { get; private set; }

    /// <summary>Its direct substates, in the order of configuration.</summary>
    public IEnumerable<StateInfo> Substates { get; private set; } = [];

    /// <summary>The actions on entry, in the order of configuration.</summary>
    public IEnumerable<ActionInfo> EntryActions { get; }

    /// <summary>The actions on exit, in the order of configuration.</summary>
    public IEnumerable<InvocationInfo> ExitActions { get; }

    /// <summary>All transitions; here the same as <see cref="FixedTransitions"/>.</summary>
    public IEnumerable<TransitionInfo> Transitions => FixedTransitions;

    /// <summary>The moves, re-entries and internal transitions, by trigger in the order of configuration.</summary>
    public IEnumerable<FixedTransitionInfo> FixedTransitions { get; private set; } = [];

    /// <summary>The triggers ignored, in the order of configuration.</summary>
    public IEnumerable<IgnoredTransitionInfo> IgnoredTriggers { get; private set; } = [];

    /// <summary>The state's text.</summary>
    public override string ToString() => UnderlyingState.ToString() ?? "<null>";

    internal void Relate(
        StateInfo? superstate,
        IReadOnlyList<StateInfo> substates,
        IReadOnlyList<FixedTransitionInfo> fixedTransitions,
        IReadOnlyList<IgnoredTransitionInfo> ignoredTriggers)
    {
        Superstate = superstate;
        Substates = substates;
        FixedTransitions = fixedTransitions;
        IgnoredTriggers = ignoredTriggers;
    }
}
