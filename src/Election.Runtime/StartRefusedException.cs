namespace Election.Runtime;

/// <summary>
/// The operator's mistake, found at start-up: one sentence says what is wrong and how to mend it. A command prints it and exits with
/// <see cref="ExitCode"/>. It is never thrown once a node is running. The message is the sentence in English.
/// </summary>
public sealed class StartRefusedException : Exception
{
    /// <summary>The exit code of a start that was refused.</summary>
    public const int ExitCode = 64;

    /// <summary>Refuses to start.</summary>
    /// <param name="sentence">What is wrong and how to mend it.</param>
    public StartRefusedException(Sentence sentence) : base(sentence.ToString()) => Sentence = sentence;

    /// <summary>Refuses to start because of a failure of the platform.</summary>
    /// <param name="sentence">What is wrong and how to mend it.</param>
    /// <param name="cause">What the platform said.</param>
    public StartRefusedException(Sentence sentence, Exception cause) : base(sentence.ToString(), cause) =>
        Sentence = sentence;

    /// <summary>What is wrong and how to mend it, to be said in the reader's language.</summary>
    public Sentence Sentence { get; }
}
