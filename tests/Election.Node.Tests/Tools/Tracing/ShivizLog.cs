using System.Text.RegularExpressions;

namespace Election.Node.Tests.Tools.Tracing;

/// <summary>Reads a log with the default pattern of ShiViz, in JavaScript's sense of <c>.</c> and <c>\S</c>.</summary>
internal static partial class ShivizLog
{
    public static List<(string Event, string Host, string Clock)> Read(string log) =>
        [.. Default().Matches(log).Select(one => (one.Groups["event"].Value, one.Groups["host"].Value, one.Groups["clock"].Value))];

    [GeneratedRegex("(?<event>[^\\n\\r\\u2028\\u2029]*)\\n"
        + "(?<host>[^\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]*) "
        + "(?<clock>\\{[^\\n\\r\\u2028\\u2029]*\\})", RegexOptions.CultureInvariant)]
    private static partial Regex Default();
}
