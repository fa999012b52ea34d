namespace Election.Groups.Model;

/// <summary>The counters that a node keeps about its group. Hostile and stale input changes nothing else.</summary>
public enum GroupCounter
{
    /// <summary>Datagrams accepted.</summary>
    DatagramsTaken,

    /// <summary>Datagrams sent.</summary>
    DatagramsSent,

    /// <summary>Bytes sent.</summary>
    BytesSent,

    /// <summary>Datagrams not of this protocol, version or group.</summary>
    Foreign,

    /// <summary>Datagrams with a wrong checksum.</summary>
    BadChecksum,

    /// <summary>Frames that cannot be read.</summary>
    Malformed,

    /// <summary>Frames of an older life, of an older epoch, or of a node that is not on the START list.</summary>
    Stale,

    /// <summary>Members heard with a new incarnation after START.</summary>
    Restarted,

    /// <summary>Members that came back without their journals.</summary>
    Learners,

    /// <summary>Epochs entered after the first.</summary>
    ViewChanges,

    /// <summary>Entries of this node's log that the leader's replaced.</summary>
    EntriesTruncated,

    /// <summary>Entries fetched whole from another member's log.</summary>
    EntriesFetched,

    /// <summary>Submissions that were already in the log or waiting for it.</summary>
    DuplicateSubmissions,

    /// <summary>Submissions and orders for which there was no room.</summary>
    NoRoom,

    /// <summary>Pauses of this node so long that it measured silence anew.</summary>
    OwnPauses,

    /// <summary>Messages received twice.</summary>
    Duplicates,

    /// <summary>Messages outside the receive window.</summary>
    OutsideWindow,

    /// <summary>Requests for repair sent.</summary>
    NacksSent,

    /// <summary>Requests for repair not sent because another member's was heard.</summary>
    NacksSuppressed,

    /// <summary>Messages sent again.</summary>
    RepairsSent,

    /// <summary>Repairs not sent because another member's was heard.</summary>
    RepairsSuppressed,

    /// <summary>Messages received by repair.</summary>
    RepairsReceived,

    /// <summary>Submissions that waited for the window.</summary>
    WindowFull,

    /// <summary>Entries whose hash differs from the leader's.</summary>
    ChainMismatches,

    /// <summary>Fragment assemblies discarded for lack of room.</summary>
    AssembliesEvicted,

    /// <summary>Proposals left unanswered because this node is bound to another.</summary>
    OtherProposals,

    /// <summary>READY or START signatures that do not verify.</summary>
    BadReadySignatures,

    /// <summary>Messages delivered twice, seen by the integrity check.</summary>
    IntegrityViolations,

    /// <summary>Messages known to exist that did not arrive, seen by the reliable check.</summary>
    ReliableViolations,

    /// <summary>Messages delivered without an earlier one of their origin, seen by the FIFO check.</summary>
    FifoViolations,

    /// <summary>Messages delivered without one of their past, seen by the causal check.</summary>
    CausalViolations,

    /// <summary>Statements delivered out of place, seen by the total check.</summary>
    TotalViolations,
}

/// <summary>The counters of one node.</summary>
public sealed class GroupCounters
{
    private static readonly int s_size = Enum.GetValues<GroupCounter>().Length;

    private readonly long[] _values = new long[s_size];

    /// <summary>The value of a counter.</summary>
    public long this[GroupCounter counter] => _values[(int)counter];

    /// <summary>Adds to a counter.</summary>
    public void Add(GroupCounter counter, long count = 1) => _values[(int)counter] += count;
}
