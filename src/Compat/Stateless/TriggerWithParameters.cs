namespace Stateless;

public sealed partial class StateMachine<TState, TTrigger>
{
    /// <summary>A trigger whose firing carries arguments.</summary>
    public abstract class TriggerWithParameters
    {
        private readonly Type[] _argumentTypes;

        private protected TriggerWithParameters(TTrigger underlyingTrigger, params Type[] argumentTypes)
        {
            Trigger = underlyingTrigger;
            _argumentTypes = argumentTypes;
        }

        /// <summary>The trigger itself.</summary>
        public TTrigger Trigger { get; }

        /// <summary>The types of the arguments, in order.</summary>
        public IEnumerable<Type> ArgumentTypes => _argumentTypes;

        /// <summary>Checks arguments against the declared types. None at all are accepted: actions then see default values.</summary>
        /// <param name="args">The arguments.</param>
        /// <exception cref="ArgumentException">There are too many, too few, or one is of another type.</exception>
        public void ValidateParameters(object?[] args)
        {
            ArgumentNullException.ThrowIfNull(args);
            if (args.Length == 0) return;
            if (args.Length != _argumentTypes.Length)
            {
                throw new ArgumentException($"Trigger '{Trigger}' takes {_argumentTypes.Length} argument(s), not {args.Length}.");
            }

            for (var i = 0; i < args.Length; i++)
            {
                if (args[i] is { } arg && !_argumentTypes[i].IsInstanceOfType(arg))
                {
                    throw new ArgumentException($"Argument {i} of trigger '{Trigger}' is a {arg.GetType()}, not a {_argumentTypes[i]}.");
                }
            }
        }
    }

    /// <summary>A trigger whose firing carries one argument.</summary>
    public sealed class TriggerWithParameters<TArg0> : TriggerWithParameters
    {
        internal TriggerWithParameters(TTrigger underlyingTrigger)
            : base(underlyingTrigger, typeof(TArg0))
        {
        }
    }

    /// <summary>A trigger whose firing carries two arguments.</summary>
    public sealed class TriggerWithParameters<TArg0, TArg1> : TriggerWithParameters
    {
        internal TriggerWithParameters(TTrigger underlyingTrigger)
            : base(underlyingTrigger, typeof(TArg0), typeof(TArg1))
        {
        }
    }

    /// <summary>The argument at a position; its default when the trigger was fired without any.</summary>
    private static TArg ArgumentAt<TArg>(object?[] args, int index) => args.Length == 0 ? default! : (TArg)args[index]!;
}
