namespace Election.Groups.Model;

/// <summary>What a node counts about its group. Hostile and stale input only ever moves these.</summary>
public enum GroupCounter
{
    /// <summary>Datagrams taken.</summary>
    DatagramsTaken,

    /// <summary>Datagrams sent.</summary>
    DatagramsSent,

    /// <summary>Bytes sent.</summary>
    BytesSent,

    /// <summary>Datagrams not of this protocol, version or group.</summary>
    Foreign,

    /// <summary>Datagrams whose checksum differs.</summary>
    BadChecksum,

    /// <summary>Frames that do not read.</summary>
    Malformed,

    /// <summary>Frames of an older life, an older epoch, or of nobody on the START list.</summary>
    Stale,

    /// <summary>Members heard with a new incarnation after START.</summary>
    Restarted,

    /// <summary>Members that came back without their journals.</summary>
    Learners,

    /// <summary>Epochs entered after the first.</summary>
    ViewChanges,

    /// <summary>Entries of this node's log that the leader's replaced.</summary>
    EntriesTruncated,

    /// <summary>Entries got whole from another member's log.</summary>
    EntriesFetched,

    /// <summary>Submissions that had their place in the log, or waited for it, already.</summary>
    DuplicateSubmissions,

    /// <summary>Submissions and orders for which there was no room.</summary>
    NoRoom,

    /// <summary>Times at which this node was paused for so long that it counted silence anew.</summary>
    OwnPauses,

    /// <summary>Messages received twice.</summary>
    Duplicates,

    /// <summary>Messages outside the receive window.</summary>
    OutsideWindow,

    /// <summary>Requests for repair sent.</summary>
    NacksSent,

    /// <summary>Requests for repair not sent because another's was heard.</summary>
    NacksSuppressed,

    /// <summary>Messages sent again.</summary>
    RepairsSent,

    /// <summary>Repairs not sent because another's was heard.</summary>
    RepairsSuppressed,

    /// <summary>Messages got by repair.</summary>
    RepairsReceived,

    /// <summary>Submissions that waited for the window.</summary>
    WindowFull,

    /// <summary>Entries whose hash differs from the leader's.</summary>
    ChainMismatches,

    /// <summary>Fragment assemblies thrown away for lack of room.</summary>
    AssembliesEvicted,

    /// <summary>Proposals this node did not answer because it is bound to another.</summary>
    OtherProposals,

    /// <summary>READY or START signatures that do not verify.</summary>
    BadReadySignatures,

    /// <summary>Messages that went up twice, seen by the integrity check.</summary>
    IntegrityViolations,

    /// <summary>Messages known to exist that did not come, seen by the reliable check.</summary>
    ReliableViolations,

    /// <summary>Messages that went up without an earlier one of their origin, seen by the FIFO check.</summary>
    FifoViolations,

    /// <summary>Messages that went up without one of their past, seen by the causal check.</summary>
    CausalViolations,

    /// <summary>Statements delivered out of their place, seen by the total check.</summary>
    TotalViolations,
}

/// <summary>The counters of one node.</summary>
public sealed class GroupCounters
{
    private static readonly int s_size = Enum.GetValues<GroupCounter>().Length;

    private readonly long[] _values = new long[s_size];

    /// <summary>The value of a counter.</summary>
    public long this[GroupCounter counter] => _values[(int)counter];

    /// <summary>Counts.</summary>
    public void Add(GroupCounter counter, long count = 1) => _values[(int)counter] += count;
}
