using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using System.Numerics;
using Election.Node.Labs.Files;
using Election.Node.Talk;
using Election.Node.Tools.Orders;
using Election.Runtime;
using Election.Simulation.Reach;
using Election.Traces.Orders;

namespace Election.Node.Labs.Runs;

/// <summary>Carries out a lab's runs.</summary>
/// <param name="lab">The lab.</param>
/// <param name="seed">The seed of everything that is drawn in them.</param>
internal sealed class LabRunner(Lab lab, ulong seed)
{
    private readonly Dictionary<string, LabEvidence> _done = [];

    /// <summary>Carries out all runs in virtual time, and leaves no files.</summary>
    public ImmutableArray<LabEvidence> Simulate(CancellationToken cancellation) =>
        [.. lab.Document.Runs.Select(spec => Simulate(spec.Name, cancellation))];

    /// <summary>Carries out one run in virtual time, or returns its evidence if that was done before.</summary>
    public LabEvidence Simulate(string name, CancellationToken cancellation)
    {
        if (!_done.TryGetValue(name, out LabEvidence? evidence))
            _done.Add(name, evidence = Simulate(lab.Document.Runs.First(run => run.Name == name), null, cancellation));
        return evidence;
    }

    /// <summary>Carries out a run in virtual time.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="folder">The run folder that an election leaves; null for none.</param>
    /// <param name="cancellation">Ends the run early.</param>
    /// <exception cref="StartRefusedException">The lab asks for something impossible, or the folder cannot be used.</exception>
    public LabEvidence Simulate(LabRunSpec spec, string? folder, CancellationToken cancellation) => spec switch
    {
        ElectionRunSpec election => SimulatedElections.One(lab, election, seed, folder),
        ShareRunSpec share => SimulatedElections.Many(lab, share, seed, cancellation),
        CountRunSpec count => Count(count),
        TableRunSpec table => Table(table),
        ReachRunSpec reach => Reach(reach),
        _ => throw new UnreachableException(),
    };

    /// <summary>Carries out a run with processes on this machine, if that kind of run has any; otherwise in virtual time.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="folder">The run folder that an election leaves.</param>
    /// <param name="terminal">Receives what the processes say, and gives the language.</param>
    /// <param name="interruption">Signals that end it early.</param>
    /// <exception cref="StartRefusedException">The lab asks for something impossible, or the folder cannot be used.</exception>
    public Task<LabEvidence> LiveAsync(LabRunSpec spec, string folder, TextTerminal terminal, Interruption interruption) => spec switch
    {
        ElectionRunSpec election => LiveElection.RunAsync(lab, election, seed, folder, terminal, interruption),
        ReachRunSpec reach => new LiveReach(Reach(reach)).RunAsync(reach, interruption.Token),
        _ => Task.FromResult(Simulate(spec, folder, interruption.Token)),
    };

    private CountEvidence Count(CountRunSpec spec)
    {
        StartRefusedException Refused(Sentence reason) => new($"lab {lab.Number}, run {spec.Name}: {reason}");
        ImmutableArray<Cause> causes = [.. (spec.Causes ?? []).SelectMany(text => Cause.ReadChain(text).OrThrow(Refused))];
        SequenceOrder order = Enum.GetValues<SequenceOrder>().FirstOrDefault(one => one.ToText() == spec.Order);
        SendPlan plan = SendPlan.Read(spec.Sends).OrThrow(Refused);
        MessageOrder made = MessageOrder.Make(plan, order, causes).OrThrow(Refused);
        BigInteger count = SequenceCount.Count(made).OrThrow(Refused);
        int? listed = count <= OrdersCount.MostListed ? SequenceList.Of(made).Count() : null;
        return new CountEvidence(spec.Name, count, listed);
    }

    private TableEvidence Table(TableRunSpec spec)
    {
        DeliveryTable table = TableFile.Read(Path.Combine(lab.Folder, spec.File));
        return new TableEvidence(spec.Name, [.. OrdersTable.Answers(table)]);
    }

    private ReachEvidence Reach(ReachRunSpec spec) =>
        new(spec.Name, [.. spec.Cases.Select(one => (one.Name, MulticastReach.Between(CaseOf(one))))]);

    private ReachCase CaseOf(ReachCaseSpec one)
    {
        if (!IPEndPoint.TryParse(one.To, out IPEndPoint? to))
            throw new StartRefusedException($"lab {lab.Number}, case {one.Name}: '{one.To}' is not a group with a port");
        return new ReachCase
        {
            SendsTo = to.Address.ToString(), SendsToPort = to.Port, Ttl = one.Ttl, Joined = one.Joined, ListensOn = one.Port,
                Hops = one.Hops,
        };
    }
}
