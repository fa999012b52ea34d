using Election.Simulation.Elections;

namespace Election.Node.Runs.Simulated;

/// <summary>
/// What <c>election sim</c> is to do. Closed: <see cref="SingleElectionSettings"/>, <see cref="SweepSettings"/> and
/// <see cref="ScaleSettings"/>.
/// </summary>
/// <param name="IsJson">Whether standard output ends with one JSON document.</param>
internal abstract record SimSettings(bool IsJson);

/// <summary>One election, exactly as given.</summary>
/// <param name="Scenario">The election.</param>
/// <param name="Out">The run folder, as it was typed.</param>
/// <param name="IsJson">Whether standard output ends with one JSON document.</param>
internal sealed record SingleElectionSettings(ElectionScenario Scenario, string Out, bool IsJson) : SimSettings(IsJson);

/// <summary>One election for each seed.</summary>
/// <param name="Plain">What is the same in all of them.</param>
/// <param name="Seeds">The seeds.</param>
/// <param name="DrawsFaults">Whether what goes wrong is drawn for each seed; otherwise the scenario's own faults are in all
/// elections.</param>
/// <param name="IsJson">Whether standard output ends with one JSON document.</param>
internal sealed record SweepSettings(ElectionScenario Plain, SeedRange Seeds, bool DrawsFaults, bool IsJson) : SimSettings(IsJson);

/// <summary>The table of latencies and costs over sizes and loss.</summary>
/// <param name="IsJson">Whether standard output ends with one JSON document.</param>
internal sealed record ScaleSettings(bool IsJson) : SimSettings(IsJson);
