using System.Diagnostics;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Node.Runs.Local;
using Election.Runtime.Hosting;
using Election.Simulation.Elections;
using Election.Voting.Core;

namespace Election.Node.Runs.Single;

/// <summary>The part of a node's run that its fault script and its local run control.</summary>
internal sealed partial class NodeRun
{
    private ScriptedNode? _scripted;
    private volatile bool _stays;

    // A run omits faults that have already struck. A node that is resumed by hand comes back from the crash in its script.
    private INode Scripted(INode core, NodeBirth birth)
    {
        bool isSpent = birth.IsResumed && !_settings.IsPartOfRun;
        var script = new CrashScript(isSpent ? FaultPlan.None : _faults, birth.Id,
            _settings.IsPartOfRun ? LeaderRule.Any : LeaderRule.OfFirstEpoch);
        INode node = _faults.Equivocates(birth.Id) ? new EquivocatingNode(core, _manifest.Choices.Length) : core;
        if (script.IsEmpty)
            return node;
        var scripted = new ScriptedNode(node, script, birth.RunAge, Die);
        Volatile.Write(ref _scripted, scripted);
        return scripted;
    }

    private INode Held(INode node, NodeBirth birth)
    {
        var held = new HeldLinks(_faults, birth.Id.Tag);
        return held.IsEmpty ? node : new HeldNode(node, held, datagram => _trace?.Lose(datagram));
    }

    private void Die(FaultSpec fault)
    {
        _view.Die(fault);
        _trace?.Crash($"by its script ({fault})");
        SuddenDeath.Now();
    }

    // Called on the thread that listens to the run.
    private void Obey(NodeInstruction order)
    {
        switch (order)
        {
            case SpentInstruction spent:
                Volatile.Read(ref _scripted)?.Spend(spent.Fault);
                break;
            case StayInstruction stay:
                _stays = stay.Stays;
                _session?.Loop.TryPost(new AwaitReturn(stay.Stays));
                break;
            default:
                throw new UnreachableException();
        }
    }
}
