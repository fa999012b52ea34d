using System.Collections.Immutable;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Runtime.Network;
using Election.Voting.Core;

namespace Election.Node.Screen.Model;

/// <summary>Everything that can happen to a screen.</summary>
internal abstract record UiMessage;

/// <summary>A key was pressed, or what stands for it was clicked.</summary>
internal sealed record KeyPressed(UiKey Key) : UiMessage;

/// <summary>Text was pasted: a prompt takes it, and nothing else does, so that no paste can vote.</summary>
internal sealed record TextPasted(string Text) : UiMessage;

/// <summary>The node as it is now.</summary>
internal sealed record SnapshotArrived(NodePicture Picture, TimeSpan Now) : UiMessage;

/// <summary>The node said something.</summary>
internal sealed record NoticeArrived(NoticeLevel Level, Sentence Text, TimeSpan Now) : UiMessage;

/// <summary>Time passed.</summary>
internal sealed record Ticked(TimeSpan Now) : UiMessage;

/// <summary>The terminal has another size, in cells.</summary>
internal sealed record Resized(int Width, int Height) : UiMessage;

/// <summary>The node's loop has ended; its last snapshot holds the verdict.</summary>
internal sealed record NodeEnded : UiMessage;

/// <summary>All that a screen shows of a node.</summary>
/// <param name="Snapshot">The node.</param>
/// <param name="Detail">What only a person asks for.</param>
/// <param name="Faults">The faults in force here.</param>
/// <param name="Injected">What they did.</param>
internal sealed record NodePicture(NodeSnapshot Snapshot, NodeDetail Detail, ImmutableArray<FaultSpec> Faults, FaultCounters Injected);
