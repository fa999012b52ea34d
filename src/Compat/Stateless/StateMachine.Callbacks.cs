namespace Stateless;

public sealed partial class StateMachine<TState, TTrigger>
{
    private Action<TState, TTrigger, ICollection<string>?> _onUnhandled = Refuse;
    private Action<Transition>? _onTransitioned;
    private Action<Transition>? _onTransitionCompleted;

    /// <summary>Replaces what happens to a trigger that the current state does not handle; by default an exception.</summary>
    /// <param name="unhandledTriggerAction">Gets the state and the trigger.</param>
    public void OnUnhandledTrigger(Action<TState, TTrigger> unhandledTriggerAction)
    {
        ArgumentNullException.ThrowIfNull(unhandledTriggerAction);
        _onUnhandled = (state, trigger, _) => unhandledTriggerAction(state, trigger);
    }

    /// <inheritdoc cref="OnUnhandledTrigger(Action{TState, TTrigger})"/>
    /// <param name="unhandledTriggerAction">Gets the state, the trigger and the unmet guards (null when no rule names the trigger).</param>
    public void OnUnhandledTrigger(Action<TState, TTrigger, ICollection<string>?> unhandledTriggerAction)
    {
        ArgumentNullException.ThrowIfNull(unhandledTriggerAction);
        _onUnhandled = unhandledTriggerAction;
    }

    /// <summary>Adds a listener called at each transition, after the exit actions and before the entry actions.</summary>
    /// <param name="onTransitionAction">The listener. Ignored triggers and internal transitions do not call it.</param>
    public void OnTransitioned(Action<Transition> onTransitionAction)
    {
        ArgumentNullException.ThrowIfNull(onTransitionAction);
        _onTransitioned += onTransitionAction;
    }

    /// <summary>Adds a listener called at the end of each transition, after the entry actions.</summary>
    /// <param name="onTransitionAction">The listener; its transition ends where the machine came to rest.</param>
    public void OnTransitionCompleted(Action<Transition> onTransitionAction)
    {
        ArgumentNullException.ThrowIfNull(onTransitionAction);
        _onTransitionCompleted += onTransitionAction;
    }

    private static void Refuse(TState state, TTrigger trigger, ICollection<string>? unmetGuards) =>
        throw new InvalidOperationException(unmetGuards is { Count: > 0 }
            ? $"State '{state}' refuses trigger '{trigger}': these guards are not met: {string.Join(", ", unmetGuards)}."
            : $"State '{state}' has no rule for trigger '{trigger}'. Permit or ignore it.");
}
