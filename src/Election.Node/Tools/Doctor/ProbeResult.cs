using System.Collections.Immutable;
using System.Net.Sockets;
using System.Text.Json.Serialization;
using Election.Groups.Model;

namespace Election.Node.Tools.Doctor;

/// <summary>What became of a probe at one of its hearers.</summary>
internal enum ProbeOutcome
{
    /// <summary>None was sent.</summary>
    NotSent,

    /// <summary>It came back.</summary>
    CameBack,

    /// <summary>All tries were sent, or refused by the network, and none came back.</summary>
    Lost,

    /// <summary>The hearer could not listen at all.</summary>
    Refused,
}

/// <summary>What a probe of one address family showed.</summary>
/// <param name="Family">IPv4 or IPv6.</param>
/// <param name="Group">The drawn group and port.</param>
/// <param name="OwnSocket">Whether the sending process heard it.</param>
/// <param name="OtherProcess">Whether a second process of this machine heard it.</param>
/// <param name="Problem">Why a hearer could not listen, in one clause; null when both could.</param>
internal sealed record ProbeResult(
    AddressFamily Family, string Group, ProbeOutcome OwnSocket, ProbeOutcome OtherProcess, Sentence? Problem)
{
    /// <summary>Whether both heard it: only then can nodes of this machine meet.</summary>
    public bool Works => OwnSocket == ProbeOutcome.CameBack && OtherProcess == ProbeOutcome.CameBack;

    /// <summary>The family as it is written.</summary>
    public string FamilyText => Family == AddressFamily.InterNetworkV6 ? "IPv6" : "IPv4";
}

/// <summary>The words for outcomes.</summary>
internal static class ProbeOutcomeText
{
    private static readonly WordTable<ProbeOutcome> s_words = new("not-sent", "came-back", "lost", "refused");

    /// <summary>The word, the same in tables and documents.</summary>
    public static string ToText(this ProbeOutcome outcome) => s_words[outcome];
}

/// <summary>The socket buffers that the system grants, in bytes, against those that a node asks for.</summary>
internal sealed record BufferGrant(int ReceiveAsked, int ReceiveGranted, int SendAsked, int SendGranted)
{
    /// <summary>Whether a node gets less than it asks for.</summary>
    [JsonIgnore]
    public bool IsShort => ReceiveGranted < ReceiveAsked || SendGranted < SendAsked;
}

/// <summary>What probing an interface showed.</summary>
/// <param name="Probes">One for each address family that was tried.</param>
/// <param name="Buffers">The buffers granted; null when no socket could be opened.</param>
internal sealed record InterfaceProbes(ImmutableArray<ProbeResult> Probes, BufferGrant? Buffers)
{
    /// <summary>The interface was not probed.</summary>
    public static InterfaceProbes None { get; } = new([], null);
}
