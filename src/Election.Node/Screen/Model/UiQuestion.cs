
namespace Election.Node.Screen.Model;

/// <summary>An overlay that takes the keys. Closed.</summary>
internal abstract record UiQuestion;

/// <summary>The help.</summary>
internal sealed record HelpShown : UiQuestion;

/// <summary>A question that must be confirmed before an effect is carried out.</summary>
/// <param name="Title">The title of the box.</param>
/// <param name="Text">The question, in one or two sentences.</param>
/// <param name="Yes">The label of the answer yes, in a word or two.</param>
/// <param name="Then">The effect of yes.</param>
internal sealed record Confirmation(Sentence Title, Sentence Text, Sentence Yes, UiEffect Then) : UiQuestion;

/// <summary>The purpose of a prompt.</summary>
internal enum UiPromptKind
{
    /// <summary>A text that rows must contain.</summary>
    Filter,

    /// <summary>A fault to add.</summary>
    Fault,
}

/// <summary>A line that is being typed.</summary>
/// <param name="Kind">The purpose of the text.</param>
/// <param name="Text">The text typed so far.</param>
/// <param name="Error">The error in the text; null for none.</param>
internal sealed record UiPrompt(UiPromptKind Kind, string Text, Sentence? Error)
{
    /// <summary>The longest text, in characters.</summary>
    public const int MaxLength = 200;
}
