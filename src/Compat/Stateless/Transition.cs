namespace Stateless;

public sealed partial class StateMachine<TState, TTrigger>
{
    /// <summary>A move from one state to another, as actions and listeners see it.</summary>
    public class Transition
    {
        /// <summary>A move from one state to another.</summary>
        /// <param name="source">The state left.</param>
        /// <param name="destination">The state entered.</param>
        /// <param name="trigger">The trigger that caused it.</param>
        /// <param name="parameters">The arguments of the trigger; none when null.</param>
        public Transition(TState source, TState destination, TTrigger trigger, object?[]? parameters = null)
        {
            Source = source;
            Destination = destination;
            Trigger = trigger;
            Parameters = parameters ?? [];
        }

        /// <summary>The state left.</summary>
        public TState Source { get; }

        /// <summary>The state entered.</summary>
        public TState Destination { get; }

        /// <summary>The trigger that caused it.</summary>
        public TTrigger Trigger { get; }

        /// <summary>The arguments of the trigger, in order.</summary>
        public object?[] Parameters { get; }

        /// <summary>Whether the state left and the state entered are the same.</summary>
        public bool IsReentry => Same(Source, Destination);
    }

    /// <summary>The step into a substate that <see cref="StateConfiguration.InitialTransition"/> asked for.</summary>
    public sealed class InitialTransition : Transition
    {
        /// <summary>A step into a substate.</summary>
        /// <param name="source">The state that was left in the first place.</param>
        /// <param name="destination">The substate entered.</param>
        /// <param name="trigger">The trigger that caused it.</param>
        /// <param name="parameters">The arguments of the trigger; none when null.</param>
        public InitialTransition(TState source, TState destination, TTrigger trigger, object?[]? parameters = null)
            : base(source, destination, trigger, parameters)
        {
        }
    }
}
