
namespace Election.Node.Talk.Language;

/// <summary>Several sentences as one, with something between them.</summary>
internal static class Listed
{
    /// <summary>The sentences, one after the other, or nothing where there are none.</summary>
    /// <param name="sentences">The sentences.</param>
    /// <param name="between">What stands between two of them, the same in every language.</param>
    public static Sentence Of(IReadOnlyList<Sentence> sentences, string between = ", ") => sentences.Count == 0
        ? $"" : sentences.Skip(1).Aggregate(sentences[0], (all, next) => $"{all}{between}{next}");
}
