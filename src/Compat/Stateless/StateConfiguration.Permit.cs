namespace Stateless;

public sealed partial class StateMachine<TState, TTrigger>
{
    public sealed partial class StateConfiguration
    {
        /// <summary>On the trigger, move to another state.</summary>
        /// <param name="trigger">The trigger.</param>
        /// <param name="destinationState">The state to move to.</param>
        /// <exception cref="ArgumentException">The destination is this state.</exception>
        public StateConfiguration Permit(TTrigger trigger, TState destinationState) =>
            Permit(trigger, destinationState, Guard.None);

        /// <summary>On the trigger, if the guard holds, move to another state.</summary>
        /// <inheritdoc cref="Permit(TTrigger, TState)"/>
        /// <param name="trigger">The trigger.</param>
        /// <param name="destinationState">The state to move to.</param>
        /// <param name="guard">A pure condition; those of one trigger must exclude one another.</param>
        /// <param name="guardDescription">Its name in diagrams and refusals; by default the method's.</param>
        public StateConfiguration PermitIf(TTrigger trigger, TState destinationState, Func<bool> guard, string? guardDescription = null) =>
            Permit(trigger, destinationState, Guard.Of(guard, guardDescription));

        /// <summary>On the trigger, if the guard holds for its argument, move to another state.</summary>
        /// <inheritdoc cref="PermitIf(TTrigger, TState, Func{bool}, string)"/>
        public StateConfiguration PermitIf<TArg0>(
            TriggerWithParameters<TArg0> trigger, TState destinationState, Func<TArg0, bool> guard, string? guardDescription = null)
        {
            ArgumentNullException.ThrowIfNull(trigger);
            ArgumentNullException.ThrowIfNull(guard);
            return Permit(
                trigger.Trigger,
                destinationState,
                Guard.OfArguments(args => guard(ArgumentAt<TArg0>(args, 0)), guardDescription));
        }

        /// <summary>On the trigger, if the guard holds for its arguments, move to another state.</summary>
        /// <inheritdoc cref="PermitIf(TTrigger, TState, Func{bool}, string)"/>
        public StateConfiguration PermitIf<TArg0, TArg1>(
            TriggerWithParameters<TArg0, TArg1> trigger,
            TState destinationState,
            Func<TArg0, TArg1, bool> guard,
            string? guardDescription = null)
        {
            ArgumentNullException.ThrowIfNull(trigger);
            ArgumentNullException.ThrowIfNull(guard);
            return Permit(
                trigger.Trigger,
                destinationState,
                Guard.OfArguments(args => guard(ArgumentAt<TArg0>(args, 0), ArgumentAt<TArg1>(args, 1)), guardDescription));
        }

        /// <summary>On the trigger, leave this state and enter it again, with its exit and entry actions.</summary>
        /// <param name="trigger">The trigger.</param>
        public StateConfiguration PermitReentry(TTrigger trigger) => Add(trigger, new ReentryRule(State, Guard.None));

        /// <summary>On the trigger, if the guard holds, leave this state and enter it again.</summary>
        /// <param name="trigger">The trigger.</param>
        /// <param name="guard">A pure condition; those of one trigger must exclude one another.</param>
        /// <param name="guardDescription">Its name in diagrams and refusals; by default the method's.</param>
        public StateConfiguration PermitReentryIf(TTrigger trigger, Func<bool> guard, string? guardDescription = null) =>
            Add(trigger, new ReentryRule(State, Guard.Of(guard, guardDescription)));

        private StateConfiguration Permit(TTrigger trigger, TState destinationState, Guard[] guards)
        {
            if (Same(State, destinationState))
            {
                throw new ArgumentException(
                    $"{State} cannot permit a move to itself: use PermitReentry, or Ignore to stay.", nameof(destinationState));
            }

            return Add(trigger, new PermitRule(destinationState, guards));
        }
    }
}
