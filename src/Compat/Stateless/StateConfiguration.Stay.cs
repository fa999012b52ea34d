namespace Stateless;

public sealed partial class StateMachine<TState, TTrigger>
{
    public sealed partial class StateConfiguration
    {
        /// <summary>On the trigger, do nothing.</summary>
        /// <param name="trigger">The trigger.</param>
        public StateConfiguration Ignore(TTrigger trigger) => Add(trigger, new IgnoreRule(Guard.None));

        /// <summary>On the trigger, if the guard holds, do nothing.</summary>
        /// <param name="trigger">The trigger.</param>
        /// <param name="guard">A pure condition; those of one trigger must exclude one another.</param>
        /// <param name="guardDescription">Its name in diagrams and refusals; by default the method's.</param>
        public StateConfiguration IgnoreIf(TTrigger trigger, Func<bool> guard, string? guardDescription = null) =>
            Add(trigger, new IgnoreRule(Guard.Of(guard, guardDescription)));

        /// <summary>On the trigger, run an action and stay: no exit, no entry, no listener.</summary>
        /// <param name="trigger">The trigger.</param>
        /// <param name="internalAction">The action.</param>
        public StateConfiguration InternalTransition(TTrigger trigger, Action internalAction)
        {
            ArgumentNullException.ThrowIfNull(internalAction);
            return Stay(trigger, (_, _) => internalAction());
        }

        /// <inheritdoc cref="InternalTransition(TTrigger, Action)"/>
        /// <param name="trigger">The trigger.</param>
        /// <param name="entryAction">The action; its transition leads from the current state to itself.</param>
        public StateConfiguration InternalTransition(TTrigger trigger, Action<Transition> entryAction)
        {
            ArgumentNullException.ThrowIfNull(entryAction);
            return Stay(trigger, (transition, _) => entryAction(transition));
        }

        /// <inheritdoc cref="InternalTransition(TTrigger, Action)"/>
        public StateConfiguration InternalTransition<TArg0>(
            TriggerWithParameters<TArg0> trigger, Action<TArg0, Transition> internalAction)
        {
            ArgumentNullException.ThrowIfNull(trigger);
            ArgumentNullException.ThrowIfNull(internalAction);
            return Stay(trigger.Trigger, (transition, args) => internalAction(ArgumentAt<TArg0>(args, 0), transition));
        }

        /// <inheritdoc cref="InternalTransition(TTrigger, Action)"/>
        public StateConfiguration InternalTransition<TArg0, TArg1>(
            TriggerWithParameters<TArg0, TArg1> trigger, Action<TArg0, TArg1, Transition> internalAction)
        {
            ArgumentNullException.ThrowIfNull(trigger);
            ArgumentNullException.ThrowIfNull(internalAction);
            return Stay(
                trigger.Trigger,
                (transition, args) => internalAction(ArgumentAt<TArg0>(args, 0), ArgumentAt<TArg1>(args, 1), transition));
        }

        // The package gives every internal transition a guard that always holds, and its diagrams show it.
        private StateConfiguration Stay(TTrigger trigger, Action<Transition, object?[]> action) =>
            Add(trigger, new InternalRule(action, Guard.OfArguments(_ => true, description: null)));
    }
}
