namespace Stateless;

public sealed partial class StateMachine<TState, TTrigger>
{
    /// <summary>The configuration of one state; every method returns it for chained calls.</summary>
    public sealed partial class StateConfiguration
    {
        private readonly StateNode _node;

        internal StateConfiguration(StateMachine<TState, TTrigger> machine, TState state)
        {
            Machine = machine;
            _node = machine.NodeOf(state);
        }

        /// <summary>The state that is configured.</summary>
        public TState State => _node.State;

        /// <summary>The machine it belongs to.</summary>
        public StateMachine<TState, TTrigger> Machine { get; }

        /// <summary>Makes this a substate: it inherits the superstate's rules; its entry and exit nest inside the superstate's.</summary>
        /// <param name="superstate">The superstate.</param>
        /// <exception cref="ArgumentException">The hierarchy would become a circle.</exception>
        /// <exception cref="InvalidOperationException">It is a substate already; the package would draw and search it twice.</exception>
        public StateConfiguration SubstateOf(TState superstate)
        {
            var above = Machine.NodeOf(superstate);
            if (above.IsWithin(State))
            {
                throw new ArgumentException($"{State} cannot be a substate of {superstate}: that would be a circle.", nameof(superstate));
            }

            if (_node.Superstate is { } present)
            {
                throw new InvalidOperationException($"{State} is a substate of {present.State} already.");
            }

            _node.Superstate = above;
            above.Substates.Add(_node);
            return this;
        }

        /// <summary>
        /// Names the substate that is entered right after this state. For <see cref="FiringMode.Queued"/> only: in immediate mode the
        /// package takes the same step for ever until the stack is used up, and so does this.
        /// </summary>
        /// <param name="targetState">A direct substate; checked when the transition is taken.</param>
        /// <exception cref="ArgumentException">The target is this state.</exception>
        /// <exception cref="InvalidOperationException">An initial transition was set before.</exception>
        public StateConfiguration InitialTransition(TState targetState)
        {
            if (_node.TryGetInitialTransition(out var present))
            {
                throw new InvalidOperationException($"{State} already has an initial transition, to {present}.");
            }

            if (Same(State, targetState))
            {
                throw new ArgumentException($"The initial transition of {State} cannot lead to itself.", nameof(targetState));
            }

            _node.SetInitialTransition(targetState);
            return this;
        }

        private StateConfiguration Add(TTrigger trigger, TriggerRule rule)
        {
            _node.Add(trigger, rule);
            return this;
        }
    }
}
