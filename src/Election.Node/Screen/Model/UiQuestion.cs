
namespace Election.Node.Screen.Model;

/// <summary>What stands over the panes and takes the keys.</summary>
internal abstract record UiQuestion;

/// <summary>The keys.</summary>
internal sealed record HelpShown : UiQuestion;

/// <summary>Something that is done only when it is confirmed.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Text">The question, in one or two sentences.</param>
/// <param name="Yes">What yes means, in a word or two.</param>
/// <param name="Then">What is done then.</param>
internal sealed record Confirmation(Sentence Title, Sentence Text, Sentence Yes, UiEffect Then) : UiQuestion;

/// <summary>What a prompt asks for.</summary>
internal enum UiPromptKind
{
    /// <summary>Rows that hold this text.</summary>
    Filter,

    /// <summary>A fault.</summary>
    Fault,
}

/// <summary>A line in which something is typed.</summary>
/// <param name="Kind">What for.</param>
/// <param name="Text">What was typed so far.</param>
/// <param name="Error">What is wrong with it; null for nothing.</param>
internal sealed record UiPrompt(UiPromptKind Kind, string Text, Sentence? Error)
{
    /// <summary>The longest text, in characters.</summary>
    public const int MaxLength = 200;
}
