using Election.Groups.Model;
using Election.Node.Talk;
using Election.Simulation;

namespace Election.Node.Runs.Simulated;

/// <summary>
/// Reports on standard error the nodes' notices and all events that affect nodes in one simulated election, each line with its virtual
/// time.
/// </summary>
internal sealed class SimulationStory : ISimulationObserver
{
    private readonly TextTerminal _terminal;
    private readonly Dictionary<MemberId, Epoch> _led = [];

    public SimulationStory(TextTerminal terminal) => _terminal = terminal;

    /// <inheritdoc/>
    public void OnEffect(SimulatedNode node, in Effect effect, TimeSpan now)
    {
        switch (effect.Kind)
        {
            case EffectKind.Notice:
                Tell(node, now, effect.Notice!.Text);
                break;
            case EffectKind.Publish when node.Node?.Standing is { IsLeading: true } standing
                && _led.GetValueOrDefault(node.Id) != standing.Epoch:
                _led[node.Id] = standing.Epoch;
                Tell(node, now, $"leads epoch {standing.Epoch.Number}");
                break;
        }
    }

    /// <inheritdoc/>
    public void OnStart(SimulatedNode node, TimeSpan now) =>
        Tell(node, now, node.Life == 1 ? Sentence.Of($"starts")
            : $"restarts, life {node.Life}, with {node.Journal.Records.Count} records in its journal");

    /// <inheritdoc/>
    public void OnCrash(SimulatedNode node, TimeSpan now) => Tell(node, now, $"dies");

    /// <inheritdoc/>
    public void OnPause(SimulatedNode node, TimeSpan now) =>
        Tell(node, now, node.IsPaused ? Sentence.Of($"is paused") : $"resumes");

    private void Tell(SimulatedNode node, TimeSpan now, Sentence what) =>
        _terminal.Tell($"{now.TotalMilliseconds,10:0.000} {"ms"}  {node.Id}: {what}");
}
