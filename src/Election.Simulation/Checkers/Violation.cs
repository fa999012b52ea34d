namespace Election.Simulation.Checkers;

/// <summary>A promise (docs/guarantees.md, "The promises") that a run broke.</summary>
/// <param name="At">When it showed, in virtual time.</param>
/// <param name="Promise">Which promise.</param>
/// <param name="Sentence">What happened, naming the nodes.</param>
public sealed record Violation(TimeSpan At, string Promise, Sentence Sentence);
