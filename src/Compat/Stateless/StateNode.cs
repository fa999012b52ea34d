using System.Diagnostics.CodeAnalysis;
using Stateless.Reflection;

namespace Stateless;

public sealed partial class StateMachine<TState, TTrigger>
{
    /// <summary>An action run on entry; only after one trigger, when that is given.</summary>
    private sealed record EntryAction(Action<Transition> Run, InvocationInfo Method, bool HasTrigger = false, TTrigger? Trigger = default)
    {
        public bool AppliesTo(TTrigger trigger) => !HasTrigger || EqualityComparer<TTrigger>.Default.Equals(Trigger, trigger);
    }

    private sealed record ExitAction(Action<Transition> Run, InvocationInfo Method);

    /// <summary>One state: its rules, its actions and its place among the others.</summary>
    private sealed partial class StateNode(TState state)
    {
        private readonly OrderedDictionary<TTrigger, List<TriggerRule>> _rules = [];
        private TState? _initialTarget;
        private bool _hasInitialTarget;

        public TState State { get; } = state;

        public StateNode? Superstate { get; set; }

        public List<StateNode> Substates { get; } = [];

        public List<EntryAction> EntryActions { get; } = [];

        public List<ExitAction> ExitActions { get; } = [];

        public IEnumerable<KeyValuePair<TTrigger, List<TriggerRule>>> Rules => _rules;

        public void Add(TTrigger trigger, TriggerRule rule)
        {
            if (!_rules.TryGetValue(trigger, out var rules)) _rules.Add(trigger, rules = []);
            rules.Add(rule);
        }

        public void SetInitialTransition(TState target)
        {
            _initialTarget = target;
            _hasInitialTarget = true;
        }

        public bool TryGetInitialTransition([MaybeNullWhen(false)] out TState target)
        {
            target = _initialTarget;
            return _hasInitialTarget;
        }

        /// <summary>Whether a state is this one or below it.</summary>
        public bool Includes(TState state)
        {
            if (Same(State, state)) return true;
            foreach (var substate in Substates)
            {
                if (substate.Includes(state)) return true;
            }

            return false;
        }

        /// <summary>Whether a state is this one or above it.</summary>
        public bool IsWithin(TState state) => Same(State, state) || (Superstate?.IsWithin(state) ?? false);

        /// <summary>Superstates first; a state that already held the source is not entered again, unless by re-entry.</summary>
        public void Enter(Transition transition)
        {
            if (!transition.IsReentry)
            {
                if (Includes(transition.Source)) return;
                if (transition is not InitialTransition) Superstate?.Enter(transition);
            }

            foreach (var action in EntryActions)
            {
                if (action.AppliesTo(transition.Trigger)) action.Run(transition);
            }
        }

        /// <summary>Substates first, up to the first state that holds the destination too.</summary>
        public void Exit(Transition transition)
        {
            if (!transition.IsReentry && Includes(transition.Destination)) return;
            foreach (var action in ExitActions) action.Run(transition);
            if (!transition.IsReentry) Superstate?.Exit(transition);
        }
    }
}
