namespace Election.Traces.Model;

/// <summary>Why something is no trace, and where that showed.</summary>
/// <param name="File">The file, as it was named; empty when it is about all of them.</param>
/// <param name="Line">The line, from 1; 0 when it is about the whole file.</param>
/// <param name="Problem">What is wrong, as a clause.</param>
public sealed record TraceFault(string File, int Line, Sentence Problem)
{
    /// <summary>For instance <c>n2.trace.jsonl, line 6: …</c>.</summary>
    public Sentence Sentence => (File.Length, Line) switch
    {
        (0, _) => Problem,
        (_, 0) => $"{File}: {Problem}",
        _ => $"{File}, line {Line}: {Problem}",
    };

    /// <summary>The sentence in English.</summary>
    public override string ToString() => Sentence.ToString();
}
