namespace Election.Groups.Model;

/// <summary>A node as it was heard at the barrier.</summary>
/// <param name="Id">Its name.</param>
/// <param name="IsReady">Whether its valid READY is here.</param>
/// <param name="LastHeard">When it was last heard; null for one that only refused.</param>
/// <param name="Refusal">Why it does not take part; null when it does.</param>
public sealed record PresenceStanding(MemberId Id, bool IsReady, Instant? LastHeard, string? Refusal);

/// <summary>What one node saw of the messages of another.</summary>
/// <param name="Sent">Messages known to have been sent.</param>
/// <param name="Received">Messages that are here.</param>
/// <param name="Lost">Messages that did not come at the first attempt: those repaired, and those still missing.</param>
/// <param name="Doubled">Further copies of messages that were here.</param>
/// <param name="Repaired">Messages that came by repair.</param>
/// <param name="Missing">The number of the first missing message; 0 when none is known to be missing.</param>
/// <param name="RoundTrip">The least time from a message of this node's to the member's acknowledgement; null before the first.</param>
public readonly record struct LinkStanding(
    ulong Sent, ulong Received, long Lost, long Doubled, long Repaired, ulong Missing, TimeSpan? RoundTrip);

/// <summary>What waits inside a stack, and for what.</summary>
/// <param name="ForWindow">Own statements that wait for room in the window.</param>
/// <param name="ForGap">Messages that wait for an earlier one of their sender.</param>
/// <param name="OrdersForSubmissions">Entries of the leader that wait for a statement they name.</param>
public readonly record struct QueueStanding(int ForWindow, int ForGap, int OrdersForSubmissions);
