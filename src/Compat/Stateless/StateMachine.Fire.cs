using System.Diagnostics;

namespace Stateless;

public sealed partial class StateMachine<TState, TTrigger>
{
    private readonly Queue<(TTrigger Trigger, object?[] Args)> _waiting = new();
    private bool _firing;

    /// <summary>Fires a trigger; in queued mode, from inside an action, it is handled after the running one.</summary>
    /// <param name="trigger">The trigger.</param>
    /// <exception cref="InvalidOperationException">The current state has no rule for the trigger, or two that apply.</exception>
    public void Fire(TTrigger trigger) => Enqueue(trigger, []);

    /// <summary>Fires a trigger with arguments.</summary>
    /// <param name="trigger">The trigger, as <see cref="SetTriggerParameters{TArg0}"/> returned it.</param>
    /// <param name="args">The arguments.</param>
    /// <exception cref="ArgumentException">The arguments do not fit the declared parameters.</exception>
    /// <exception cref="InvalidOperationException">The current state has no rule for the trigger, or two that apply.</exception>
    public void Fire(TriggerWithParameters trigger, params object?[] args)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        Enqueue(trigger.Trigger, args);
    }

    /// <summary>Fires a trigger with one argument.</summary>
    /// <inheritdoc cref="Fire(TriggerWithParameters, object?[])"/>
    /// <param name="trigger">The trigger, as <see cref="SetTriggerParameters{TArg0}"/> returned it.</param>
    /// <param name="arg0">The argument.</param>
    public void Fire<TArg0>(TriggerWithParameters<TArg0> trigger, TArg0 arg0)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        Enqueue(trigger.Trigger, [arg0]);
    }

    /// <summary>Fires a trigger with two arguments.</summary>
    /// <inheritdoc cref="Fire(TriggerWithParameters, object?[])"/>
    /// <param name="trigger">The trigger, as <see cref="SetTriggerParameters{TArg0, TArg1}"/> returned it.</param>
    /// <param name="arg0">The first argument.</param>
    /// <param name="arg1">The second argument.</param>
    public void Fire<TArg0, TArg1>(TriggerWithParameters<TArg0, TArg1> trigger, TArg0 arg0, TArg1 arg1)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        Enqueue(trigger.Trigger, [arg0, arg1]);
    }

    private void Enqueue(TTrigger trigger, object?[] args)
    {
        if (_firingMode == FiringMode.Immediate)
        {
            Handle(trigger, args);
            return;
        }

        _waiting.Enqueue((trigger, args));
        if (_firing) return;

        // An action that throws leaves the rest of the queue in place: the next Fire works it off first, as the package does.
        _firing = true;
        try
        {
            while (_waiting.TryDequeue(out var next)) Handle(next.Trigger, next.Args);
        }
        finally
        {
            _firing = false;
        }
    }

    private void Handle(TTrigger trigger, object?[] args)
    {
        if (_parameters.TryGetValue(trigger, out var declared)) declared.ValidateParameters(args);

        var source = Current;
        if (!source.TryFind(trigger, args, out var rule, out var unmetGuards))
        {
            _onUnhandled(source.State, trigger, unmetGuards);
            return;
        }

        switch (rule)
        {
            case IgnoreRule:
                return;
            case InternalRule inner:
                inner.Action(new Transition(source.State, source.State, trigger, args), args);
                return;
            case ReentryRule reentry:
                Reenter(source, reentry.Destination, trigger, args);
                return;
            // A rule inherited from a superstate that leads to where the machine already is does nothing.
            case PermitRule permit when Same(source.State, permit.Destination):
                return;
            case PermitRule permit:
                Move(source, permit.Destination, trigger, args);
                return;
            default:
                throw new UnreachableException();
        }
    }
}
