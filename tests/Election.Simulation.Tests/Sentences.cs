namespace Election.Simulation.Tests;

/// <summary>Sentences as tests read them.</summary>
internal static class Sentences
{
    /// <summary>The sentence in English; empty for none.</summary>
    public static string InEnglish(this Sentence? sentence) => sentence is null ? "" : sentence.ToString();
}
