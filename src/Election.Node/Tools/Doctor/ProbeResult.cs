using System.Collections.Immutable;
using System.Net.Sockets;
using System.Text.Json.Serialization;
using Election.Groups.Model;

namespace Election.Node.Tools.Doctor;

/// <summary>The outcome of a probe at one of its two hearers.</summary>
internal enum ProbeOutcome
{
    /// <summary>No probe was sent.</summary>
    NotSent,

    /// <summary>A probe came back.</summary>
    CameBack,

    /// <summary>All tries were sent, or refused by the network, and none came back.</summary>
    Lost,

    /// <summary>The hearer could not listen at all.</summary>
    Refused,
}

/// <summary>The outcome of the probes of one address family.</summary>
/// <param name="Family">IPv4 or IPv6.</param>
/// <param name="Group">The group and port drawn for the probe.</param>
/// <param name="OwnSocket">The outcome at the sending process.</param>
/// <param name="OtherProcess">The outcome at a second process on this machine.</param>
/// <param name="Problem">The reason why a hearer could not listen, in one clause; null when both could.</param>
internal sealed record ProbeResult(
    AddressFamily Family, string Group, ProbeOutcome OwnSocket, ProbeOutcome OtherProcess, Sentence? Problem)
{
    /// <summary>True if both heard it. Only then can nodes on this machine meet.</summary>
    public bool Works => OwnSocket == ProbeOutcome.CameBack && OtherProcess == ProbeOutcome.CameBack;

    /// <summary><c>IPv4</c> or <c>IPv6</c>.</summary>
    public string FamilyText => Family == AddressFamily.InterNetworkV6 ? "IPv6" : "IPv4";
}

internal static class ProbeOutcomeText
{
    private static readonly WordTable<ProbeOutcome> s_words = new("not-sent", "came-back", "lost", "refused");

    /// <summary>The outcome's word, the same in tables and documents.</summary>
    public static string ToText(this ProbeOutcome outcome) => s_words[outcome];
}

/// <summary>The socket buffers that a node asks for and those that the system grants, in bytes.</summary>
internal sealed record BufferGrant(int ReceiveAsked, int ReceiveGranted, int SendAsked, int SendGranted)
{
    /// <summary>True if the system grants less than a node asks for.</summary>
    [JsonIgnore]
    public bool IsShort => ReceiveGranted < ReceiveAsked || SendGranted < SendAsked;
}

/// <summary>The outcome of probing an interface.</summary>
/// <param name="Probes">One result for each address family that was tried.</param>
/// <param name="Buffers">The buffers granted; null when no socket could be opened.</param>
internal sealed record InterfaceProbes(ImmutableArray<ProbeResult> Probes, BufferGrant? Buffers)
{
    /// <summary>The value for an interface that was not probed.</summary>
    public static InterfaceProbes None { get; } = new([], null);
}
