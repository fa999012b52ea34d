using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Runtime.Network;
using Election.Runtime.Storage;
using Microsoft.Extensions.Logging;

namespace Election.Runtime.Hosting;

/// <summary>What a node's promises are kept in.</summary>
public enum JournalMode
{
    /// <summary>A synced file: <see cref="FileJournal"/>.</summary>
    Disk,

    /// <summary>Nothing: <see cref="MemoryJournal"/>.</summary>
    Memory,
}

/// <summary>All that a node needs around it.</summary>
public sealed record NodeRuntimeOptions
{
    /// <summary>The node's name.</summary>
    public required MemberId Id { get; init; }

    /// <summary>The way to the group.</summary>
    public required ChannelOptions Network { get; init; }

    /// <summary>The data folder; null for <see cref="DataFolder.DefaultPathOf"/>.</summary>
    public string? DataPath { get; init; }

    /// <summary>The file of the private key of the voter who votes at this node; null where it is the node's own.</summary>
    public string? VoterKeyPath { get; init; }

    /// <summary>Whether to start anew where a journal could be resumed.</summary>
    public bool Fresh { get; init; }

    /// <summary>Where promises are kept.</summary>
    public JournalMode Journal { get; init; } = JournalMode.Disk;

    /// <summary>The transcript's file; null for the one in the data folder.</summary>
    public string? TranscriptPath { get; init; }

    /// <summary>Faults to inject into what arrives.</summary>
    public FaultPlan Faults { get; init; } = FaultPlan.None;

    /// <summary>
    /// Tells how old the run is that the times of faults count from; asked while the node is opened, which takes its time, and by one thread.
    /// </summary>
    public Func<TimeSpan> RunAge { get; init; } = static () => TimeSpan.Zero;

    /// <summary>Whether faults may be added while the node runs.</summary>
    public bool FaultsMayChange { get; init; }

    /// <summary>Is told of datagrams that injected faults dropped; null when nobody asks.</summary>
    public LostDatagram? Lost { get; init; }

    /// <summary>Is told, from any thread, when the node's interface goes, comes back or takes another address.</summary>
    public Action<Sentence> NetworkChanged { get; init; } = static _ => { };

    /// <summary>See <see cref="NodePorts.Notices"/>.</summary>
    public Action<Notice> Notices { get; init; } = static _ => { };

    /// <summary>See <see cref="NodePorts.Publish"/>.</summary>
    public Action? Publish { get; init; }

    /// <summary>The least level of log lines that go to stderr.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Warning;
}

/// <summary>What the runtime knows about a node when it is made.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Incarnation">This life.</param>
/// <param name="Journal">Its journal.</param>
/// <param name="Key">Its public key.</param>
/// <param name="GroupTag">The number that stands for the group in datagrams.</param>
/// <param name="MaxDatagramBytes">The largest datagram the channel sends.</param>
/// <param name="IsResumed">Whether journal records will be fed to it first.</param>
/// <param name="Loss">What could not be resumed: <see cref="DataFolder.Loss"/>.</param>
/// <param name="RunAge">How old the run is at the node's instant zero.</param>
public sealed record NodeBirth(MemberId Id, Incarnation Incarnation, JournalId Journal, PublicKey Key, ulong GroupTag, int MaxDatagramBytes,
    bool IsResumed, Sentence? Loss, TimeSpan RunAge)
{
    /// <summary>The public key of the voter who votes at the node; null where it is the node's own.</summary>
    public PublicKey? VoterKey { get; init; }
}

/// <summary>
/// Makes the node. It is called once, and the caller may keep the node to read it where <see cref="NodePorts.Publish"/> allows, and after
/// the end.
/// </summary>
public delegate INode NodeFactory(NodeBirth birth);
