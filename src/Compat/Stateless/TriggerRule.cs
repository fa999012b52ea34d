using Stateless.Reflection;

namespace Stateless;

public sealed partial class StateMachine<TState, TTrigger>
{
    /// <summary>A condition on the arguments of a trigger, and how diagrams and refusals name it.</summary>
    private sealed record Guard(Func<object?[], bool> IsMet, InvocationInfo Method)
    {
        public static Guard[] None { get; } = [];

        public static Guard[] Of(Func<bool> guard, string? description)
        {
            ArgumentNullException.ThrowIfNull(guard);
            return [new Guard(_ => guard(), InvocationInfo.Of(guard, description))];
        }

        // The package names a guard that takes arguments after the wrapper it puts around it, never after the method: so "Function".
        public static Guard[] OfArguments(Func<object?[], bool> guard, string? description) =>
            [new Guard(guard, InvocationInfo.OfUnnamed(description))];
    }

    /// <summary>What a state does on a trigger.</summary>
    private abstract class TriggerRule(Guard[] guards)
    {
        public IReadOnlyList<Guard> Guards { get; } = guards;

        public List<string> UnmetGuards(object?[] args)
        {
            var unmet = new List<string>();
            foreach (var guard in Guards)
            {
                if (!guard.IsMet(args)) unmet.Add(guard.Method.Description);
            }

            return unmet;
        }
    }

    private sealed class PermitRule(TState destination, Guard[] guards) : TriggerRule(guards)
    {
        public TState Destination { get; } = destination;
    }

    private sealed class ReentryRule(TState destination, Guard[] guards) : TriggerRule(guards)
    {
        public TState Destination { get; } = destination;
    }

    private sealed class IgnoreRule(Guard[] guards) : TriggerRule(guards);

    private sealed class InternalRule(Action<Transition, object?[]> action, Guard[] guards) : TriggerRule(guards)
    {
        public Action<Transition, object?[]> Action { get; } = action;
    }
}
