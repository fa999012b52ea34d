namespace Stateless;

public sealed partial class StateMachine<TState, TTrigger>
{
    private readonly Dictionary<TTrigger, TriggerWithParameters> _parameters = [];

    /// <summary>Declares that a trigger carries one argument.</summary>
    /// <param name="trigger">The trigger.</param>
    /// <returns>The trigger to configure and to fire with.</returns>
    /// <exception cref="InvalidOperationException">The trigger's parameters were declared before.</exception>
    public TriggerWithParameters<TArg0> SetTriggerParameters<TArg0>(TTrigger trigger) =>
        Declare(new TriggerWithParameters<TArg0>(trigger));

    /// <summary>Declares that a trigger carries two arguments.</summary>
    /// <param name="trigger">The trigger.</param>
    /// <returns>The trigger to configure and to fire with.</returns>
    /// <exception cref="InvalidOperationException">The trigger's parameters were declared before.</exception>
    public TriggerWithParameters<TArg0, TArg1> SetTriggerParameters<TArg0, TArg1>(TTrigger trigger) =>
        Declare(new TriggerWithParameters<TArg0, TArg1>(trigger));

    private T Declare<T>(T trigger)
        where T : TriggerWithParameters
    {
        if (!_parameters.TryAdd(trigger.Trigger, trigger))
        {
            throw new InvalidOperationException($"The parameters of trigger '{trigger.Trigger}' were declared before.");
        }

        return trigger;
    }
}
