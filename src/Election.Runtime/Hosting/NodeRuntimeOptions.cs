using Election.Groups.Faults;
using Election.Groups.Layers.Barrier;
using Election.Groups.Model;
using Election.Runtime.Network;
using Election.Runtime.Storage;
using Microsoft.Extensions.Logging;

namespace Election.Runtime.Hosting;

/// <summary>The places where a node can keep its promises.</summary>
public enum JournalMode
{
    /// <summary>A synced file: <see cref="FileJournal"/>.</summary>
    Disk,

    /// <summary>No storage at all: <see cref="MemoryJournal"/>.</summary>
    Memory,
}

/// <summary>The settings of a node and its surroundings.</summary>
public sealed record NodeRuntimeOptions
{
    /// <summary>The node's id.</summary>
    public required MemberId Id { get; init; }

    /// <summary>The channel to the group.</summary>
    public required ChannelOptions Network { get; init; }

    /// <summary>The data folder; null for <see cref="DataFolder.DefaultPathOf"/>.</summary>
    public string? DataPath { get; init; }

    /// <summary>The arrangement of the data folder.</summary>
    public FolderLayout Layout { get; init; } = FolderLayout.PerElection;

    /// <summary>
    /// Called on the loop when START was seen, with the path of the election's folder, in which the node's files lie from now on.
    /// </summary>
    public Action<string> Entered { get; init; } = static _ => { };

    /// <summary>
    /// Audits a record that another node offers of the election that this node comes back to: true if it proves the result. Called on a
    /// thread of the channel.
    /// </summary>
    public Func<Proposal, ElectionRecord, bool> IsProof { get; init; } = static (_, _) => false;

    /// <summary>The private key file of the voter who votes at this node; null if the voter uses the node's own key.</summary>
    public string? VoterKeyPath { get; init; }

    /// <summary>True to start anew even if a journal could be resumed.</summary>
    public bool Fresh { get; init; }

    /// <summary>The store of the node's promises.</summary>
    public JournalMode Journal { get; init; } = JournalMode.Disk;

    /// <summary>The transcript's file; null for the one in the election's folder.</summary>
    public string? TranscriptPath { get; init; }

    /// <summary>The faults to inject into arriving datagrams.</summary>
    public FaultPlan Faults { get; init; } = FaultPlan.None;

    /// <summary>
    /// Returns the age of the run, from which the times of faults count. One thread calls it while the node is opened, which takes time.
    /// </summary>
    public Func<TimeSpan> RunAge { get; init; } = static () => TimeSpan.Zero;

    /// <summary>True if faults may be added while the node runs.</summary>
    public bool FaultsMayChange { get; init; }

    /// <summary>Called with each datagram that injected faults dropped; null if not needed.</summary>
    public LostDatagram? Lost { get; init; }

    /// <summary>Is told, from any thread, when the node's interface goes, comes back or takes another address.</summary>
    public Action<Sentence> NetworkChanged { get; init; } = static _ => { };

    /// <summary>See <see cref="NodePorts.Notices"/>.</summary>
    public Action<Notice> Notices { get; init; } = static _ => { };

    /// <summary>See <see cref="NodePorts.Publish"/>.</summary>
    public Action? Publish { get; init; }

    /// <summary>The lowest level of the log lines that go to stderr.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Warning;
}

/// <summary>The facts that the runtime knows when a node is made.</summary>
/// <param name="Id">The node's id.</param>
/// <param name="Incarnation">The incarnation of this life.</param>
/// <param name="Journal">The id of its journal.</param>
/// <param name="Key">The node's public key.</param>
/// <param name="GroupTag">The number that stands for the group in datagrams.</param>
/// <param name="MaxDatagramBytes">The largest datagram that the channel sends.</param>
/// <param name="IsResumed">True if journal records will be fed to it first.</param>
/// <param name="Loss">The reason an earlier journal could not be resumed: <see cref="DataFolder.Loss"/>.</param>
/// <param name="RunAge">The age of the run at the node's instant zero.</param>
public sealed record NodeBirth(MemberId Id, Incarnation Incarnation, JournalId Journal, PublicKey Key, ulong GroupTag, int MaxDatagramBytes,
    bool IsResumed, Sentence? Loss, TimeSpan RunAge)
{
    /// <summary>The public key of the voter who votes at the node; null if it is the node's own.</summary>
    public PublicKey? VoterKey { get; init; }

    /// <summary>The path of the folder with the files of the election that it joins or resumes.</summary>
    public required string FolderPath { get; init; }

    /// <summary>The codes of the elections that this node has left behind (<see cref="DataFolder.PastCodes"/>).</summary>
    public IReadOnlyList<string> PastElections { get; init; } = [];

    /// <summary>The election to which its journal binds it; null for none.</summary>
    public EarlierPromise? Earlier { get; init; }
}

/// <summary>
/// Makes the node. It is called once. The caller may keep the node and read it within <see cref="NodePorts.Publish"/> and after the end.
/// </summary>
public delegate INode NodeFactory(NodeBirth birth);
