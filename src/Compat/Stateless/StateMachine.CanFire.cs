namespace Stateless;

public sealed partial class StateMachine<TState, TTrigger>
{
    private const string NotPermittedTriggers =
        "The package has this for compatibility only and evaluates it on another thread. Use CanFire.";

    /// <summary>The triggers that can be fired now, without arguments.</summary>
    [Obsolete(NotPermittedTriggers)]
    public IEnumerable<TTrigger> PermittedTriggers => Current.PermittedTriggers([]);

    /// <summary>The triggers that can be fired now, with arguments; those of the state itself first, then of its superstates.</summary>
    /// <param name="args">The arguments that guards see.</param>
    [Obsolete(NotPermittedTriggers)]
    public IEnumerable<TTrigger> GetPermittedTriggers(params object?[] args) => Current.PermittedTriggers(args);

    /// <summary>Whether firing the trigger now would be handled or ignored, rather than unhandled.</summary>
    /// <param name="trigger">The trigger.</param>
    /// <exception cref="InvalidOperationException">Two rules apply at once.</exception>
    public bool CanFire(TTrigger trigger) => Current.TryFind(trigger, [], out _, out _);

    /// <inheritdoc cref="CanFire(TTrigger)"/>
    /// <param name="trigger">The trigger.</param>
    /// <param name="unmetGuards">Descriptions of the guards that forbid it; null when no rule names the trigger.</param>
    public bool CanFire(TTrigger trigger, out ICollection<string>? unmetGuards)
    {
        var can = Current.TryFind(trigger, [], out _, out var unmet);
        unmetGuards = unmet;
        return can;
    }

    /// <inheritdoc cref="CanFire(TTrigger)"/>
    /// <param name="trigger">The trigger.</param>
    /// <param name="arg0">The argument that guards see.</param>
    public bool CanFire<TArg0>(TriggerWithParameters<TArg0> trigger, TArg0 arg0)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        return Current.TryFind(trigger.Trigger, [arg0], out _, out _);
    }

    /// <inheritdoc cref="CanFire(TTrigger)"/>
    /// <param name="trigger">The trigger.</param>
    /// <param name="arg0">The first argument that guards see.</param>
    /// <param name="arg1">The second argument that guards see.</param>
    public bool CanFire<TArg0, TArg1>(TriggerWithParameters<TArg0, TArg1> trigger, TArg0 arg0, TArg1 arg1)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        return Current.TryFind(trigger.Trigger, [arg0, arg1], out _, out _);
    }
}
