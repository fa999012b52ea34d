using System.Collections.Immutable;
using System.Net.Sockets;
using System.Security.Cryptography;
using Election.Node.Talk;
using Election.Runtime.Network;
using Election.Runtime;

namespace Election.Node.Tools.Doctor;

/// <summary>
/// <c>election doctor</c>: looks at every interface, probes loopback, and prints what it found; or looks at and probes the one interface
/// that was named. On a network that nobody named nothing is sent.
/// </summary>
internal static class DoctorRun
{
    /// <summary>Runs it.</summary>
    /// <param name="interfaceText">The interface that was typed; null for none.</param>
    /// <param name="isJson">Whether to end with a document.</param>
    /// <param name="terminal">Where to write.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>0 when multicast works on an interface that was probed, else 1.</returns>
    /// <exception cref="StartRefusedException">There is no such interface, or there are two.</exception>
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

    /// <summary>The one interface that was typed.</summary>
    /// <exception cref="StartRefusedException">There is none, or there are two.</exception>
    internal static InterfaceFacts Named(string typed, ImmutableArray<InterfaceFacts> all)
    {
        InterfaceFacts[] matches = [.. all.Where(facts => facts.IsMeantBy(typed))];
        if (matches.Length == 0)
        {
            Sentence known = all.IsEmpty ? Sentence.Of($"there is none at all") : $"known are {string.Join(", ", all)}";
            throw new StartRefusedException($"{DoctorArguments.Interface}: there is no interface {Quoted.Of(typed)} here; {known}");
        }
        if (matches.Length == 1 || typed == LocalInterface.LoopbackWord)
            return matches[0];
        Sentence names = matches.Select(facts => Sentence.Of($"{facts.Name}")).Aggregate((all, name) => $"{all} or {name}");
        throw new StartRefusedException($"{DoctorArguments.Interface}: {typed} is on several interfaces; name {names}");
    }

    private static async Task<InterfaceProbes> ProbeAsync(InterfaceFacts facts, MachineFacts machine, CancellationToken cancel)
    {
        if (!LocalInterface.TryFind(facts.Name, out LocalInterface? via, out Sentence reason))
        {
            // It went away since it was looked at.
            var gone = new ProbeResult(AddressFamily.InterNetwork, "", ProbeOutcome.Refused, ProbeOutcome.NotSent, reason);
            return new InterfaceProbes([gone], null);
        }
        return await InterfaceProbe.RunAsync(via!, GroupsFor(facts, machine), cancel).ConfigureAwait(false);
    }

    private static IEnumerable<MulticastGroup> GroupsFor(InterfaceFacts facts, MachineFacts machine)
    {
        MulticastGroup drawn = MulticastGroup.Draw();
        if (facts.Has(AddressFamily.InterNetwork))
            yield return drawn;
        if (Ipv6States.MayWork(facts, machine))
            yield return Ipv6Beside(drawn);
    }

    // A transient group of the link's scope (RFC 4291, section 2.7), with a drawn group number.
    private static MulticastGroup Ipv6Beside(MulticastGroup drawn)
    {
        string high = RandomNumberGenerator.GetHexString(4, lowercase: true), low = RandomNumberGenerator.GetHexString(4, lowercase: true);
        return MulticastGroup.Parse($"[ff12::{high}:{low}]:{drawn.Port}");
    }
}
