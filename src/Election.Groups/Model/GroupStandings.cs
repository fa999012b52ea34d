namespace Election.Groups.Model;

/// <summary>A node as heard at the barrier.</summary>
/// <param name="Id">The node's id.</param>
/// <param name="IsReady">True if its valid READY has been received.</param>
/// <param name="LastHeard">The time at which it was last heard; null if it only refused.</param>
/// <param name="Refusal">The reason it does not take part; null if it does.</param>
public sealed record PresenceStanding(MemberId Id, bool IsReady, Instant? LastHeard, string? Refusal);

/// <summary>The messages of one node as another node saw them.</summary>
/// <param name="Sent">Messages known to have been sent.</param>
/// <param name="Received">Messages received.</param>
/// <param name="Lost">Messages that did not arrive at the first attempt: those repaired, and those still missing.</param>
/// <param name="Doubled">Further copies of messages that had already arrived.</param>
/// <param name="Repaired">Messages received by repair.</param>
/// <param name="Missing">The number of the first missing message; 0 if none is known to be missing.</param>
/// <param name="RoundTrip">The shortest time from a message of this node to the member's acknowledgement; null before the first.</param>
public readonly record struct LinkStanding(
    ulong Sent, ulong Received, long Lost, long Doubled, long Repaired, ulong Missing, TimeSpan? RoundTrip);

/// <summary>The numbers of messages waiting inside a stack, by what they wait for.</summary>
/// <param name="ForWindow">Own statements that wait for room in the window.</param>
/// <param name="ForGap">Messages that wait for an earlier one of their sender.</param>
/// <param name="OrdersForSubmissions">Entries of the leader that wait for a statement they name.</param>
public readonly record struct QueueStanding(int ForWindow, int ForGap, int OrdersForSubmissions);
