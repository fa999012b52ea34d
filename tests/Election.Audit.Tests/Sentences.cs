namespace Election.Audit.Tests;

/// <summary>Sentences as tests read them.</summary>
internal static class Sentences
{
    /// <summary>The sentence in English; empty for none.</summary>
    public static string InEnglish(this FormattableString? sentence) => sentence is null ? "" : FormattableString.Invariant(sentence);

    /// <summary>A comparison, its sentence in English.</summary>
    public static (Agreement Agreement, string Sentence) InEnglish(this Comparison comparison) =>
        (comparison.Agreement, comparison.Sentence.InEnglish());
}
