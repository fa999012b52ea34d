namespace Stateless.Tests;

/// <summary>A machine together with the record of what its actions and listeners saw, in order.</summary>
internal sealed class RecordedMachine
{
    private readonly List<string> _seen = [];

    public RecordedMachine(State initial, FiringMode mode = FiringMode.Queued)
    {
        Machine = new StateMachine<State, Trigger>(initial, mode);
        Machine.OnTransitioned(t => Note($"{t.Source}->{t.Destination}"));
        Machine.OnTransitionCompleted(t => Note($"done {t.Source}->{t.Destination}"));
    }

    public StateMachine<State, Trigger> Machine { get; }

    public string Seen => string.Join(", ", _seen);

    public void Note(string what) => _seen.Add(what);

    /// <summary>Configures a state whose entry and exit are recorded.</summary>
    public StateMachine<State, Trigger>.StateConfiguration Configure(State state) =>
        Machine.Configure(state).OnEntry(() => Note($"+{state}")).OnExit(() => Note($"-{state}"));

    public string Fire(Trigger trigger)
    {
        _seen.Clear();
        Machine.Fire(trigger);
        return Seen;
    }
}
