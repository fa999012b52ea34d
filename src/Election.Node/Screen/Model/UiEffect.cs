using Election.Groups.Faults;

namespace Election.Node.Screen.Model;

/// <summary>What a screen wants done.</summary>
internal abstract record UiEffect;

/// <summary>Vote.</summary>
/// <param name="Choice">The choice's place; null to abstain.</param>
internal sealed record CastVoteEffect(int? Choice) : UiEffect;

/// <summary>Chair: begin with those present.</summary>
internal sealed record StartWithPresentEffect : UiEffect;

/// <summary>Chair: close the vote.</summary>
internal sealed record CloseVoteEffect : UiEffect;

/// <summary>Obey one fault more.</summary>
internal sealed record AddFaultEffect(FaultSpec Fault) : UiEffect;

/// <summary>Obey no fault any more.</summary>
internal sealed record ClearFaultsEffect : UiEffect;

/// <summary>Call for attention.</summary>
internal sealed record RingBellEffect : UiEffect;

/// <summary>Close the screen.</summary>
internal sealed record LeaveEffect : UiEffect;
