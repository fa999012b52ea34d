using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.Json;
using Election.Node.Talk.Files;

namespace Election.Node.Tools.Doctor;

/// <summary>The document that <c>doctor --json</c> prints: schema <c>election-doctor/1</c>, always in English.</summary>
internal sealed record DoctorDocument() : Document("election-doctor/1")
{
    /// <summary><c>works</c> or <c>fails</c>, in step with the exit code.</summary>
    [JsonPropertyOrder(1)]
    public required string Verdict { get; init; }

    /// <summary>The outcome in one sentence.</summary>
    [JsonPropertyOrder(2)]
    public required string Sentence { get; init; }

    /// <summary>The machine on which the doctor ran.</summary>
    [JsonPropertyOrder(3)]
    public required DoctorMachine Machine { get; init; }

    /// <summary>The interfaces that were examined, in the system's order.</summary>
    [JsonPropertyOrder(4)]
    public required ImmutableArray<DoctorInterface> Interfaces { get; init; }

    public static DoctorDocument Of(DoctorReport report) => new()
    {
        Verdict = (report.Works ? InterfaceVerdict.Works : InterfaceVerdict.Fails).ToText(),
        Sentence = report.Sentence.ToString(),
        Machine = MachineOf(report.Machine),
        Interfaces = [.. report.Interfaces.Select(InterfaceOf)],
    };

    /// <summary>The document on one line, without a line feed.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, ToolsJson.Written.DoctorDocument);

    private static DoctorMachine MachineOf(MachineFacts machine) =>
        new(SystemWord(machine.System), machine.IsWsl, machine.IsContainer, machine.Firewalls);

    private static DoctorInterface InterfaceOf(Diagnosis one) => new(
        one.Facts.Name, one.Kind.ToText(), one.Facts.IsUp, one.Facts.CarriesMulticast,
        [.. one.Facts.Addresses.Select(address => address.ToString())],
        one.TtlInForce, one.Facts.MtuBytes, one.Ipv6.ToText(),
        [.. one.Probed.Probes.Select(probe => new DoctorProbe(
            probe.FamilyText, probe.Group, probe.OwnSocket.ToText(), probe.OtherProcess.ToText(), English(probe.Problem)))],
        one.Probed.Buffers, one.Verdict.ToText(),
        [.. one.Findings.Select(finding => new DoctorFinding(
            finding.Code, finding.Problem.ToString(), finding.Advice.ToString()))]);

    private static string? English(Sentence? sentence) => sentence is null ? null : sentence.ToString();

    private static string SystemWord(SystemKind system) => system switch
    {
        SystemKind.Linux => "linux",
        SystemKind.Windows => "windows",
        SystemKind.MacOs => "macos",
        _ => "other",
    };
}

/// <summary>The machine in a <see cref="DoctorDocument"/>.</summary>
/// <param name="System"><c>linux</c>, <c>windows</c>, <c>macos</c> or <c>other</c>.</param>
/// <param name="Wsl">True in the Windows Subsystem for Linux.</param>
/// <param name="Container">True if the doctor ran in a container.</param>
/// <param name="Firewalls">The firewall commands that are installed.</param>
internal sealed record DoctorMachine(string System, bool Wsl, bool Container, ImmutableArray<string> Firewalls);

/// <summary>An interface in a <see cref="DoctorDocument"/>.</summary>
/// <param name="Name">The system's name for it.</param>
/// <param name="Kind">The word for the kind that it was recognised as.</param>
/// <param name="Up">True if it is up and has a link.</param>
/// <param name="Multicast">True if the system allows multicast on it.</param>
/// <param name="Addresses">Its IP addresses.</param>
/// <param name="Ttl">The TTL that a node uses there by default.</param>
/// <param name="Mtu">The largest packet, in bytes; null when unknown.</param>
/// <param name="Ipv6">
/// The state of IPv6 multicast: <c>works</c>, <c>fails</c>, <c>possible</c>, <c>no-address</c>, <c>no-multicast</c>.
/// </param>
/// <param name="Probes">One element for each probe; empty when it was not probed.</param>
/// <param name="Buffers">The socket buffers, in bytes; null when it was not probed.</param>
/// <param name="Verdict"><c>works</c>, <c>fails</c>, <c>unusable</c> or <c>not-probed</c>.</param>
/// <param name="Findings">The findings, the most important first.</param>
internal sealed record DoctorInterface(
    string Name, string Kind, bool Up, bool Multicast, ImmutableArray<string> Addresses, int Ttl, int? Mtu, string Ipv6,
    ImmutableArray<DoctorProbe> Probes, BufferGrant? Buffers, string Verdict, ImmutableArray<DoctorFinding> Findings);

/// <summary>A finding in a <see cref="DoctorDocument"/>.</summary>
/// <param name="Code">The finding's name, stable across languages.</param>
/// <param name="Problem">The problem, in one clause.</param>
/// <param name="Advice">The remedy, in one clause.</param>
internal sealed record DoctorFinding(string Code, string Problem, string Advice);

/// <summary>A probe in a <see cref="DoctorDocument"/>.</summary>
/// <param name="Family"><c>IPv4</c> or <c>IPv6</c>.</param>
/// <param name="Group">The group and port drawn for the probe.</param>
/// <param name="OwnSocket"><c>came-back</c>, <c>lost</c>, <c>refused</c> or <c>not-sent</c>.</param>
/// <param name="OtherProcess">The same words, for a second process.</param>
/// <param name="Problem">The reason why one of them could not listen; null when both could.</param>
internal sealed record DoctorProbe(string Family, string Group, string OwnSocket, string OtherProcess, string? Problem);
