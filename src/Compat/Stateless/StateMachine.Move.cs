namespace Stateless;

public sealed partial class StateMachine<TState, TTrigger>
{
    /// <summary>Exit actions, then the new state, the listeners, the entry actions, the initial transitions, the completion.</summary>
    private void Move(StateNode source, TState destination, TTrigger trigger, object?[] args)
    {
        var transition = new Transition(source.State, destination, trigger, args);
        source.Exit(transition);
        State = destination;
        _onTransitioned?.Invoke(transition);

        var reached = Enter(NodeOf(destination), transition).State;
        if (!Same(reached, State)) State = reached;
        _onTransitionCompleted?.Invoke(new Transition(source.State, State, trigger, args));
    }

    /// <summary>Leaves and enters a state again. The state itself is written last, unlike in <see cref="Move"/>.</summary>
    private void Reenter(StateNode source, TState destination, TTrigger trigger, object?[] args)
    {
        var node = NodeOf(destination);
        var transition = new Transition(source.State, destination, trigger, args);
        source.Exit(transition);
        if (!transition.IsReentry)
        {
            // The rule stands in a superstate: its substates have been left, now it is left and entered as itself.
            transition = new Transition(destination, destination, trigger, args);
            node.Exit(transition);
        }

        _onTransitioned?.Invoke(transition);
        var reached = Enter(node, transition);
        _onTransitionCompleted?.Invoke(transition);
        State = reached.State;
    }

    /// <summary>Runs entry actions and follows initial transitions; returns where the machine has come to rest.</summary>
    private StateNode Enter(StateNode node, Transition transition)
    {
        node.Enter(transition);

        // Only in immediate mode can an entry action have moved the machine on.
        if (_firingMode == FiringMode.Immediate && !Same(State, transition.Destination))
        {
            node = Current;
            transition = new Transition(transition.Source, State, transition.Trigger, transition.Parameters);
        }

        if (!node.TryGetInitialTransition(out var target)) return node;

        var inner = node.Substates.Find(substate => Same(substate.State, target)) ?? throw new InvalidOperationException(
            $"The initial transition of {node.State} leads to {target}, which is no substate of it.");

        _onTransitioned?.Invoke(new Transition(transition.Destination, target, transition.Trigger, transition.Parameters));
        return Enter(inner, new InitialTransition(transition.Source, target, transition.Trigger, transition.Parameters));
    }
}
