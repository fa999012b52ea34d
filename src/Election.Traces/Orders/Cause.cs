using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Election.Groups.Model;

namespace Election.Traces.Orders;

/// <summary>States that one message causes another: the sender of the second had delivered the first before sending it.</summary>
/// <param name="Before">The cause.</param>
/// <param name="After">The effect.</param>
public sealed partial record Cause(string Before, string After)
{
    /// <summary>Reads <c>m11&gt;m21</c>, with any arrow that books use, or a chain <c>m11&gt;m21&gt;m31</c>.</summary>
    /// <param name="text">Two or more messages with <c>&gt;</c>, <c>-&gt;</c> or <c>→</c> between them.</param>
    /// <returns>The causes, one for each arrow, or the fault in one clause.</returns>
    public static Parsed<ImmutableArray<Cause>> ReadChain(string text)
    {
        string[] parts = Arrow().Split(text.Trim());
        return parts.Length > 1 && parts.All(part => part.Length > 0)
            ? parts.Zip(parts.Skip(1), (before, after) => new Cause(before, after)).ToImmutableArray()
            : Sentence.Of($"'{text}' is not a cause: if m11 comes before m21, write m11>m21");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Before}>{After}";

    [GeneratedRegex(@"\s*(?:-?>|→)\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Arrow();
}
