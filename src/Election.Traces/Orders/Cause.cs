namespace Election.Traces.Orders;

/// <summary>States that one message causes another: the sender of the second had delivered the first before sending it.</summary>
/// <param name="Before">The cause.</param>
/// <param name="After">The effect.</param>
public sealed record Cause(string Before, string After)
{
    /// <summary>Reads <c>m11&gt;m21</c>.</summary>
    /// <param name="text">Two messages with <c>&gt;</c> between them.</param>
    /// <param name="cause">The cause, if the text is one.</param>
    /// <param name="reason">Otherwise the fault in one clause.</param>
    public static bool TryParse(string text, out Cause? cause, out Sentence reason)
    {
        string[] parts = text.Split('>', StringSplitOptions.TrimEntries);
        bool isPair = parts.Length == 2 && parts.All(part => part.Length > 0);
        cause = isPair ? new Cause(parts[0], parts[1]) : null;
        reason = isPair ? Sentence.Of($"") : $"'{text}' is not a cause: if m11 comes before m21, write m11>m21";
        return isPair;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Before}>{After}";
}
