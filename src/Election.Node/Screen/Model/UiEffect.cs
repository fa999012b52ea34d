using Election.Groups.Faults;

namespace Election.Node.Screen.Model;

/// <summary>An action that the screen requests. Closed.</summary>
internal abstract record UiEffect;

/// <summary>Casts a vote.</summary>
/// <param name="Choice">The index of the choice; null to abstain.</param>
internal sealed record CastVoteEffect(int? Choice) : UiEffect;

/// <summary>Chair: starts with the nodes that are present.</summary>
internal sealed record StartWithPresentEffect : UiEffect;

/// <summary>Chair: closes the vote.</summary>
internal sealed record CloseVoteEffect : UiEffect;

/// <summary>Adds one fault.</summary>
internal sealed record AddFaultEffect(FaultSpec Fault) : UiEffect;

/// <summary>Removes all faults.</summary>
internal sealed record ClearFaultsEffect : UiEffect;

/// <summary>Rings the terminal's bell.</summary>
internal sealed record RingBellEffect : UiEffect;

/// <summary>Closes the screen.</summary>
internal sealed record LeaveEffect : UiEffect;
