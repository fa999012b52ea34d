namespace Election.Groups.Model;

/// <summary>
/// What is said to people. A sentence is a <see cref="FormattableString"/>, written in English where it is made and with its values apart, so
/// that whoever shows it can say it in another language. What goes on the wire, into a file or into a log is its English text.
/// </summary>
public static class Sentence
{
    /// <summary>The sentence that says nothing: the reason of what is not refused.</summary>
    public static FormattableString None { get; } = $"";
}
