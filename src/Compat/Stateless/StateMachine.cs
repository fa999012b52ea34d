namespace Stateless;

/// <summary>
/// A hierarchical state machine moved by triggers: the part of the Stateless 5.18 API that this repository uses, with the same behaviour.
/// </summary>
/// <remarks>
/// Not thread-safe. Messages of exceptions say the same as the package's in other words.
/// Source: the documentation and observed behaviour of the package Stateless (dotnet-state-machine/stateless).
/// </remarks>
/// <typeparam name="TState">The states; compared with <see cref="object.Equals(object)"/>.</typeparam>
/// <typeparam name="TTrigger">The triggers; compared with <see cref="object.Equals(object)"/>.</typeparam>
public sealed partial class StateMachine<TState, TTrigger>
    where TState : notnull
    where TTrigger : notnull
{
    private readonly OrderedDictionary<TState, StateNode> _nodes = [];
    private readonly Func<TState> _stateAccessor;
    private readonly Action<TState> _stateMutator;
    private readonly TState _initialState;
    private readonly FiringMode _firingMode;

    /// <summary>A machine that keeps its state itself and queues triggers.</summary>
    /// <param name="initialState">The state to begin in; its entry actions do not run.</param>
    public StateMachine(TState initialState)
        : this(initialState, FiringMode.Queued)
    {
    }

    /// <summary>A machine that keeps its state itself.</summary>
    /// <param name="initialState">The state to begin in; its entry actions do not run.</param>
    /// <param name="firingMode">What happens to triggers fired from actions.</param>
    public StateMachine(TState initialState, FiringMode firingMode)
    {
        var current = initialState;
        _stateAccessor = () => current;
        _stateMutator = state => current = state;
        _initialState = initialState;
        _firingMode = firingMode;
    }

    /// <summary>A machine whose state is kept outside, with queued triggers.</summary>
    /// <param name="stateAccessor">Reads the current state; called at once, for the initial state.</param>
    /// <param name="stateMutator">Writes the current state.</param>
    public StateMachine(Func<TState> stateAccessor, Action<TState> stateMutator)
        : this(stateAccessor, stateMutator, FiringMode.Queued)
    {
    }

    /// <summary>A machine whose state is kept outside.</summary>
    /// <param name="stateAccessor">Reads the current state; called at once, for the initial state.</param>
    /// <param name="stateMutator">Writes the current state.</param>
    /// <param name="firingMode">What happens to triggers fired from actions.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public StateMachine(Func<TState> stateAccessor, Action<TState> stateMutator, FiringMode firingMode)
    {
        ArgumentNullException.ThrowIfNull(stateAccessor);
        ArgumentNullException.ThrowIfNull(stateMutator);
        _stateAccessor = stateAccessor;
        _stateMutator = stateMutator;
        _initialState = stateAccessor();
        _firingMode = firingMode;
    }

    /// <summary>The current state.</summary>
    public TState State
    {
        get => _stateAccessor();
        private set => _stateMutator(value);
    }

    private StateNode Current => NodeOf(State);

    /// <summary>Begins or continues the configuration of a state.</summary>
    /// <param name="state">The state to configure.</param>
    /// <returns>The configuration, for chained calls.</returns>
    public StateConfiguration Configure(TState state) => new(this, state);

    /// <summary>Whether the current state is the given one or a substate of it, at any depth.</summary>
    /// <param name="state">The state asked about.</param>
    public bool IsInState(TState state) => Current.IsWithin(state);

    /// <summary>The state and the permitted triggers, for people.</summary>
    public override string ToString() =>
        $"StateMachine {{ State = {State}, PermittedTriggers = {{ {string.Join(", ", Current.PermittedTriggers([]))} }}}}";

    private StateNode NodeOf(TState state)
    {
        if (!_nodes.TryGetValue(state, out var node))
        {
            node = new StateNode(state);
            _nodes.Add(state, node);
        }

        return node;
    }

    private static bool Same(TState left, TState right) => EqualityComparer<TState>.Default.Equals(left, right);
}
