
namespace Election.Node.Talk.Language;

/// <summary>Joins sentences into one.</summary>
internal static class Listed
{
    /// <summary>The sentences in order; an empty sentence if there are none.</summary>
    /// <param name="sentences">The sentences, any number of them.</param>
    /// <param name="between">The separator, the same in every language.</param>
    public static Sentence Of(IReadOnlyList<Sentence> sentences, string between = ", ") => sentences.Count == 0
        ? $"" : sentences.Skip(1).Aggregate(sentences[0], (all, next) => $"{all}{between}{next}");
}
