namespace Election.Traces.Model;

/// <summary>The reason why input is not a valid trace, with the file and line.</summary>
/// <param name="File">The name of the file; empty if the fault concerns all files.</param>
/// <param name="Line">The line, from 1; 0 if the fault concerns the whole file.</param>
/// <param name="Problem">The fault, as a clause.</param>
public sealed record TraceFault(string File, int Line, Sentence Problem)
{
    /// <summary>The fault with its place, for example <c>n2.trace.jsonl, line 6: …</c>.</summary>
    public Sentence Sentence => (File.Length, Line) switch
    {
        (0, _) => Problem,
        (_, 0) => $"{File}: {Problem}",
        _ => $"{File}, line {Line}: {Problem}",
    };

    /// <summary>Returns the sentence in English.</summary>
    public override string ToString() => Sentence.ToString();
}
