using System.Diagnostics;
using System.Text;
using Election.Groups.Faults;
using Election.Node.Screen.Text;

namespace Election.Node.Screen.Model;

/// <summary>Handles the line that is being typed.</summary>
internal static class UiPrompts
{
    /// <summary>The text that removes all faults.</summary>
    public const string NoFaults = "none";

    public static UiStep Press(UiModel model, UiKey key)
    {
        UiPrompt prompt = model.Prompt!;
        return key.Kind switch
        {
            UiKeyKind.Escape => UiStep.To(model with { Prompt = null }),
            UiKeyKind.Enter => Enter(model, prompt),
            UiKeyKind.Backspace => UiStep.To(model with { Prompt = prompt with { Text = WithoutLast(prompt.Text), Error = null } }),
            UiKeyKind.Character => UiStep.To(Type(model, prompt, key.Character.ToString())),
            _ => UiStep.To(model),
        };
    }

    /// <summary>Takes pasted text if a prompt is open.</summary>
    public static UiModel Paste(UiModel model, string text) => model.Prompt is { } prompt ? Type(model, prompt, text) : model;

    private static UiModel Type(UiModel model, UiPrompt prompt, string text)
    {
        string longer = prompt.Text + Cells.Clean(text);
        return longer.Length > UiPrompt.MaxLength ? model : model with { Prompt = prompt with { Text = longer, Error = null } };
    }

    private static UiStep Enter(UiModel model, UiPrompt prompt)
    {
        string text = prompt.Text.Trim(' ');
        return prompt.Kind switch
        {
            UiPromptKind.Filter => UiStep.To(model with { Prompt = null, Filter = text, Scroll = [0, 0] }),
            UiPromptKind.Fault => EnterFault(model, prompt, text),
            _ => throw new UnreachableException(),
        };
    }

    private static UiStep EnterFault(UiModel model, UiPrompt prompt, string text)
    {
        UiModel done = model with { Prompt = null };
        if (text.Length == 0)
            return UiStep.To(done);
        if (text == NoFaults)
            return UiStep.To(done, new ClearFaultsEffect());
        return FaultSpec.Read(text).Unless(spec => WhyNot(model, spec)).TryGet(out FaultSpec? spec, out Sentence? error)
            ? UiStep.To(done, new AddFaultEffect(spec)) : UiStep.To(model with { Prompt = prompt with { Error = error } });
    }

    private static Sentence? WhyNot(UiModel model, FaultSpec spec) =>
        model.Picture?.Faults.Length >= FaultPlan.MaxSpecs
            ? $"there are already {FaultPlan.MaxSpecs} faults: type {NoFaults} to remove them" : model.Settings.ObjectionToFault(spec);

    private static string WithoutLast(string text)
    {
        if (text.Length == 0)
            return text;
        Rune.DecodeLastFromUtf16(text, out _, out int length);
        return text[..^length];
    }
}
