namespace Election.Traces.Orders;

/// <summary>One message is a cause of another: whoever sent the second had been delivered the first.</summary>
/// <param name="Before">The cause.</param>
/// <param name="After">What it is a cause of.</param>
public sealed record Cause(string Before, string After)
{
    /// <summary>Reads <c>m11&gt;m21</c>.</summary>
    /// <param name="text">Two messages with <c>&gt;</c> between them.</param>
    /// <param name="cause">The cause, when it is one.</param>
    /// <param name="reason">Otherwise one clause that says what is wrong.</param>
    public static bool TryParse(string text, out Cause? cause, out Sentence reason)
    {
        string[] parts = text.Split('>', StringSplitOptions.TrimEntries);
        bool isPair = parts.Length == 2 && parts.All(part => part.Length > 0);
        cause = isPair ? new Cause(parts[0], parts[1]) : null;
        reason = isPair ? Sentence.Of($"") : $"'{text}' is no cause: write for example m11>m21, for m11 comes before m21";
        return isPair;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Before}>{After}";
}
