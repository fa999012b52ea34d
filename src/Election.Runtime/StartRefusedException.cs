namespace Election.Runtime;

/// <summary>
/// An operator's mistake found at start-up: one sentence states the fault and the fix. A command prints it and exits with
/// <see cref="ExitCode"/>. It is never thrown once a node is running. The message is the sentence in English.
/// </summary>
public sealed class StartRefusedException : Exception
{
    /// <summary>The exit code of a refused start.</summary>
    public const int ExitCode = 64;

    /// <summary>Refuses to start.</summary>
    /// <param name="sentence">The fault and the fix.</param>
    public StartRefusedException(Sentence sentence) : base(sentence.ToString()) => Sentence = sentence;

    /// <summary>Refuses to start because of a failure of the platform.</summary>
    /// <param name="sentence">The fault and the fix.</param>
    /// <param name="cause">The platform's exception.</param>
    public StartRefusedException(Sentence sentence, Exception cause) : base(sentence.ToString(), cause) =>
        Sentence = sentence;

    /// <summary>The fault and the fix, to be shown in the reader's language.</summary>
    public Sentence Sentence { get; }
}
