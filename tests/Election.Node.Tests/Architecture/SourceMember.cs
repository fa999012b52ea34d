using System.Text.RegularExpressions;

namespace Election.Node.Tests.Architecture;

/// <summary>
/// A method, constructor or operator in a source file. It is found by indentation, which the build enforces: it begins at a line with
/// modifiers and a parenthesis, and ends at the brace below it, or at the first semicolon where it has no block.
/// </summary>
/// <param name="Line">Its first line, from 1.</param>
/// <param name="Length">The number of its lines.</param>
internal sealed partial record SourceMember(int Line, int Length)
{
    /// <summary>Every member of a file that has parameters.</summary>
    /// <param name="lines">The file.</param>
    public static IEnumerable<SourceMember> In(string[] lines)
    {
        for (int first = 0; first < lines.Length; first++)
        {
            if (Header().IsMatch(lines[first]))
                yield return new SourceMember(first + 1, Last(lines, first) - first + 1);
        }
    }

    private static int Last(string[] lines, int first)
    {
        int indent = Indent(lines[first]);
        bool hasBlock = false;
        for (int i = first; i < lines.Length; i++)
        {
            hasBlock |= Indent(lines[i]) == indent && lines[i].Trim() == "{";
            bool ends = hasBlock ? Indent(lines[i]) == indent && lines[i].TrimStart().StartsWith('}') : lines[i].TrimEnd().EndsWith(';');
            if (ends)
                return i;
        }
        return lines.Length - 1;
    }

    private static int Indent(string line) => line.Length - line.TrimStart().Length;

    [GeneratedRegex(@"^ +((public|private|internal|protected|static|async|override|sealed|virtual|abstract|partial|readonly|extern)\s+)+" +
        @"(?!((static|sealed|abstract|partial|readonly|ref)\s+)*(class|record|struct|interface|enum|delegate)\b)[^=;]*\(")]
    private static partial Regex Header();
}
