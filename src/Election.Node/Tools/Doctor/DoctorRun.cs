using System.Collections.Immutable;
using System.Net.Sockets;
using System.Security.Cryptography;
using Election.Node.Talk;
using Election.Runtime.Network;
using Election.Runtime;

namespace Election.Node.Tools.Doctor;

/// <summary>
/// <c>election doctor</c>: examines every interface, probes loopback, and prints the findings; or examines and probes only the interface
/// that was named. It never sends on a network that nobody named.
/// </summary>
internal static class DoctorRun
{
    /// <summary>Examines the interfaces and prints the report.</summary>
    /// <param name="interfaceText">The interface as typed; null to examine all.</param>
    /// <param name="isJson">True to end with a JSON document.</param>
    /// <param name="terminal">Receives the report.</param>
    /// <param name="cancel">Ends the doctor early.</param>
    /// <returns>0 when multicast works on an interface that was probed, else 1.</returns>
    /// <exception cref="StartRefusedException">No interface matches, or two do.</exception>
    public static async Task<int> RunAsync(string? interfaceText, bool isJson, TextTerminal terminal, CancellationToken cancel)
    {
        MachineFacts machine = MachineSurvey.Look();
        ImmutableArray<InterfaceFacts> all = InterfaceSurvey.All();
        ImmutableArray<InterfaceFacts> chosen = interfaceText is null ? all : [Named(interfaceText, all)];
        var diagnoses = ImmutableArray.CreateBuilder<Diagnosis>();
        foreach (InterfaceFacts facts in chosen)
        {
            bool mayProbe = interfaceText is not null || facts.IsLoopback;
            InterfaceProbes probed = mayProbe && Diagnosis.ObstacleTo(facts, machine) is null
                ? await ProbeAsync(facts, machine, cancel).ConfigureAwait(false) : InterfaceProbes.None;
            diagnoses.Add(Diagnosis.Of(facts, probed, machine));
        }
        var report = new DoctorReport(machine, diagnoses.ToImmutable());
        DoctorTable.Print(report, terminal);
        if (isJson)
            await terminal.Out.WriteLineAsync(DoctorDocument.Of(report).ToLine()).ConfigureAwait(false);
        return report.Works ? ExitCode.Success : ExitCode.Violated;
    }

    /// <summary>Finds the one interface that the operator typed, by name or address.</summary>
    /// <exception cref="StartRefusedException">No interface matches, or two do.</exception>
    internal static InterfaceFacts Named(string typed, ImmutableArray<InterfaceFacts> all)
    {
        InterfaceFacts[] matches = [.. all.Where(facts => facts.IsMeantBy(typed))];
        if (matches.Length == 0)
        {
            Sentence known = all.IsEmpty ? Sentence.Of($"this machine has none") : $"the interfaces are {string.Join(", ", all)}";
            throw new StartRefusedException($"{DoctorArguments.Interface}: there is no interface {Quoted.Of(typed)} here; {known}");
        }
        if (matches.Length == 1 || typed == LocalInterface.LoopbackWord)
            return matches[0];
        Sentence names = matches.Select(facts => Sentence.Of($"{facts.Name}")).Aggregate((all, name) => $"{all} or {name}");
        throw new StartRefusedException($"{DoctorArguments.Interface}: {typed} is on several interfaces; name {names}");
    }

    private static async Task<InterfaceProbes> ProbeAsync(InterfaceFacts facts, MachineFacts machine, CancellationToken cancel)
    {
        if (!LocalInterface.Find(facts.Name).TryGet(out LocalInterface? via, out Sentence? reason))
        {
            // The interface went away after it was examined.
            var gone = new ProbeResult(AddressFamily.InterNetwork, "", ProbeOutcome.Refused, ProbeOutcome.NotSent, reason);
            return new InterfaceProbes([gone], null);
        }
        return await InterfaceProbe.RunAsync(via, GroupsFor(facts, machine), cancel).ConfigureAwait(false);
    }

    private static IEnumerable<MulticastGroup> GroupsFor(InterfaceFacts facts, MachineFacts machine)
    {
        MulticastGroup drawn = MulticastGroup.Draw();
        if (facts.Has(AddressFamily.InterNetwork))
            yield return drawn;
        if (Ipv6States.MayWork(facts, machine))
            yield return Ipv6Beside(drawn);
    }

    // A transient link-scoped group (RFC 4291, section 2.7) with a drawn group number.
    private static MulticastGroup Ipv6Beside(MulticastGroup drawn)
    {
        string high = RandomNumberGenerator.GetHexString(4, lowercase: true), low = RandomNumberGenerator.GetHexString(4, lowercase: true);
        return MulticastGroup.Parse($"[ff12::{high}:{low}]:{drawn.Port}");
    }
}
