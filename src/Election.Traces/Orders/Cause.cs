using Election.Groups.Model;

namespace Election.Traces.Orders;

/// <summary>States that one message causes another: the sender of the second had delivered the first before sending it.</summary>
/// <param name="Before">The cause.</param>
/// <param name="After">The effect.</param>
public sealed record Cause(string Before, string After)
{
    /// <summary>Reads <c>m11&gt;m21</c>.</summary>
    /// <param name="text">Two messages with <c>&gt;</c> between them.</param>
    /// <returns>The cause, or the fault in one clause.</returns>
    public static Parsed<Cause> Read(string text)
    {
        string[] parts = text.Split('>', StringSplitOptions.TrimEntries);
        bool isPair = parts.Length == 2 && parts.All(part => part.Length > 0);
        return isPair ? new Cause(parts[0], parts[1])
            : Sentence.Of($"'{text}' is not a cause: if m11 comes before m21, write m11>m21");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Before}>{After}";
}
