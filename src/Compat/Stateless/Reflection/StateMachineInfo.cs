namespace Stateless.Reflection;

/// <summary>The configuration of a machine, as <see cref="StateMachine{TState, TTrigger}.GetInfo"/> returns it.</summary>
public sealed class StateMachineInfo
{
    internal StateMachineInfo(IReadOnlyList<StateInfo> states, Type stateType, Type triggerType, StateInfo initialState)
    {
        States = states;
        StateType = stateType;
        TriggerType = triggerType;
        InitialState = initialState;
    }

    /// <summary>The initial state, by name only: its transitions stand among <see cref="States"/>.</summary>
    public StateInfo InitialState { get; }

    /// <summary>Every state that is configured or led to.</summary>
    public IEnumerable<StateInfo> States { get; }

    /// <summary>The type of the states.</summary>
    public Type StateType { get; }

    /// <summary>The type of the triggers.</summary>
    public Type TriggerType { get; }
}
