using Election.Simulation.Elections;

namespace Election.Node.Runs.Simulated;

/// <summary>
/// The settings of <c>election sim</c>. Closed: <see cref="SingleElectionSettings"/>, <see cref="SweepSettings"/> and
/// <see cref="ScaleSettings"/>.
/// </summary>
/// <param name="IsJson">True if standard output ends with one JSON document.</param>
internal abstract record SimSettings(bool IsJson);

/// <summary>One election, exactly as given.</summary>
/// <param name="Scenario">The election.</param>
/// <param name="Out">The run folder as the operator typed it.</param>
/// <param name="IsJson">True if standard output ends with one JSON document.</param>
internal sealed record SingleElectionSettings(ElectionScenario Scenario, string Out, bool IsJson) : SimSettings(IsJson);

/// <summary>One election for each seed.</summary>
/// <param name="Plain">The scenario common to all elections.</param>
/// <param name="Seeds">The seeds.</param>
/// <param name="DrawsFaults">True to draw faults for each seed; otherwise all elections have the scenario's own faults.</param>
/// <param name="IsJson">True if standard output ends with one JSON document.</param>
internal sealed record SweepSettings(ElectionScenario Plain, SeedRange Seeds, bool DrawsFaults, bool IsJson) : SimSettings(IsJson);

/// <summary>The table of latencies and costs by group size and loss.</summary>
/// <param name="IsJson">True if standard output ends with one JSON document.</param>
internal sealed record ScaleSettings(bool IsJson) : SimSettings(IsJson);
