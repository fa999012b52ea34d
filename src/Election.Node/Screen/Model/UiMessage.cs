using System.Collections.Immutable;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Runtime.Network;
using Election.Voting.Core;

namespace Election.Node.Screen.Model;

/// <summary>An event for the screen. Closed.</summary>
internal abstract record UiMessage;

/// <summary>A key was pressed, or its hint was clicked.</summary>
internal sealed record KeyPressed(UiKey Key) : UiMessage;

/// <summary>Text was pasted. Only a prompt takes it, so that no paste can vote.</summary>
internal sealed record TextPasted(string Text) : UiMessage;

/// <summary>The node's state changed.</summary>
internal sealed record SnapshotArrived(NodePicture Picture, TimeSpan Now) : UiMessage;

/// <summary>The node gave a notice.</summary>
internal sealed record NoticeArrived(NoticeLevel Level, Sentence Text, TimeSpan Now) : UiMessage;

/// <summary>Time passed.</summary>
internal sealed record Ticked(TimeSpan Now) : UiMessage;

/// <summary>The terminal's size changed; in cells.</summary>
internal sealed record Resized(int Width, int Height) : UiMessage;

/// <summary>The node's loop has ended; its last snapshot holds the verdict.</summary>
internal sealed record NodeEnded : UiMessage;

/// <summary>Everything that a screen shows of a node.</summary>
/// <param name="Snapshot">The node's state.</param>
/// <param name="Detail">Further state that only a screen needs.</param>
/// <param name="Faults">The faults in force at this node.</param>
/// <param name="Injected">The effects of those faults so far.</param>
internal sealed record NodePicture(NodeSnapshot Snapshot, NodeDetail Detail, ImmutableArray<FaultSpec> Faults, FaultCounters Injected);
