using Stateless.Reflection;

namespace Stateless;

public sealed partial class StateMachine<TState, TTrigger>
{
    public sealed partial class StateConfiguration
    {
        /// <summary>Runs an action whenever this state is entered, in the order of configuration and after the superstate's.</summary>
        /// <param name="entryAction">The action.</param>
        /// <param name="entryActionDescription">Its name in diagrams; by default the method's.</param>
        public StateConfiguration OnEntry(Action entryAction, string? entryActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(entryAction);
            return Add(new EntryAction(_ => entryAction(), InvocationInfo.Of(entryAction, entryActionDescription)));
        }

        /// <inheritdoc cref="OnEntry(Action, string)"/>
        public StateConfiguration OnEntry(Action<Transition> entryAction, string? entryActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(entryAction);
            return Add(new EntryAction(entryAction, InvocationInfo.Of(entryAction, entryActionDescription)));
        }

        /// <summary>Runs an action whenever this state is entered by one trigger.</summary>
        /// <param name="trigger">The trigger.</param>
        /// <param name="entryAction">The action.</param>
        /// <param name="entryActionDescription">Its name in diagrams; by default the method's.</param>
        public StateConfiguration OnEntryFrom(TTrigger trigger, Action entryAction, string? entryActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(entryAction);
            return AddFrom(trigger, _ => entryAction(), entryAction, entryActionDescription);
        }

        /// <inheritdoc cref="OnEntryFrom(TTrigger, Action, string)"/>
        public StateConfiguration OnEntryFrom(TTrigger trigger, Action<Transition> entryAction, string? entryActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(entryAction);
            return AddFrom(trigger, entryAction, entryAction, entryActionDescription);
        }

        /// <inheritdoc cref="OnEntryFrom(TTrigger, Action, string)"/>
        public StateConfiguration OnEntryFrom(
            TriggerWithParameters trigger, Action<Transition> entryAction, string? entryActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(trigger);
            return OnEntryFrom(trigger.Trigger, entryAction, entryActionDescription);
        }

        /// <inheritdoc cref="OnEntryFrom(TTrigger, Action, string)"/>
        public StateConfiguration OnEntryFrom<TArg0>(
            TriggerWithParameters<TArg0> trigger, Action<TArg0> entryAction, string? entryActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(trigger);
            ArgumentNullException.ThrowIfNull(entryAction);
            return AddFrom(
                trigger.Trigger,
                transition => entryAction(ArgumentAt<TArg0>(transition.Parameters, 0)),
                entryAction,
                entryActionDescription);
        }

        /// <inheritdoc cref="OnEntryFrom(TTrigger, Action, string)"/>
        public StateConfiguration OnEntryFrom<TArg0>(
            TriggerWithParameters<TArg0> trigger, Action<TArg0, Transition> entryAction, string? entryActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(trigger);
            ArgumentNullException.ThrowIfNull(entryAction);
            return AddFrom(
                trigger.Trigger,
                transition => entryAction(ArgumentAt<TArg0>(transition.Parameters, 0), transition),
                entryAction,
                entryActionDescription);
        }

        /// <inheritdoc cref="OnEntryFrom(TTrigger, Action, string)"/>
        public StateConfiguration OnEntryFrom<TArg0, TArg1>(
            TriggerWithParameters<TArg0, TArg1> trigger, Action<TArg0, TArg1> entryAction, string? entryActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(trigger);
            ArgumentNullException.ThrowIfNull(entryAction);
            return AddFrom(
                trigger.Trigger,
                transition => entryAction(ArgumentAt<TArg0>(transition.Parameters, 0), ArgumentAt<TArg1>(transition.Parameters, 1)),
                entryAction,
                entryActionDescription);
        }

        /// <summary>Runs an action whenever this state is left, in the order of configuration and before the superstate's.</summary>
        /// <param name="exitAction">The action.</param>
        /// <param name="exitActionDescription">Its name in diagrams; by default the method's.</param>
        public StateConfiguration OnExit(Action exitAction, string? exitActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(exitAction);
            return Add(new ExitAction(_ => exitAction(), InvocationInfo.Of(exitAction, exitActionDescription)));
        }

        /// <inheritdoc cref="OnExit(Action, string)"/>
        public StateConfiguration OnExit(Action<Transition> exitAction, string? exitActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(exitAction);
            return Add(new ExitAction(exitAction, InvocationInfo.Of(exitAction, exitActionDescription)));
        }

        private StateConfiguration AddFrom(TTrigger trigger, Action<Transition> run, Delegate named, string? description) =>
            Add(new EntryAction(run, InvocationInfo.Of(named, description), HasTrigger: true, trigger));

        private StateConfiguration Add(EntryAction action)
        {
            _node.EntryActions.Add(action);
            return this;
        }

        private StateConfiguration Add(ExitAction action)
        {
            _node.ExitActions.Add(action);
            return this;
        }
    }
}
