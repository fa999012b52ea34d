using System.Text.RegularExpressions;
using System.Text;

namespace Election.Node.Tests.Architecture;

/// <summary>The references that a Markdown file makes, and the anchors that it offers. Fenced code is left out.</summary>
internal sealed partial class MarkdownPage
{
    private readonly string _prose;

    public MarkdownPage(string text) => _prose = Fence().Replace(text, "");

    /// <summary>The targets of links and pictures, as they are written.</summary>
    public IEnumerable<string> Links => Link().Matches(Code().Replace(_prose, "")).Select(match => match.Groups["target"].Value);

    /// <summary>The paths of this repository that stand in code spans, up to their first wildcard.</summary>
    public IEnumerable<string> Paths => Code().Matches(_prose).SelectMany(span => RepositoryPath().Matches(span.Value))
        .Select(match => match.Value.TrimEnd('.'));

    /// <summary>The anchors of its headings, as GitHub makes them.</summary>
    public IEnumerable<string> Anchors
    {
        get
        {
            var seen = new Dictionary<string, int>();
            foreach (Match heading in Heading().Matches(_prose))
            {
                string anchor = AnchorOf(heading.Groups["text"].Value);
                int before = seen.GetValueOrDefault(anchor);
                seen[anchor] = before + 1;
                yield return before == 0 ? anchor : $"{anchor}-{before}";
            }
        }
    }

    /// <summary>The first paragraph under the title, on one line.</summary>
    public string Opening
    {
        get
        {
            string[] paragraphs = _prose.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
            bool isTitleAlone = paragraphs[0].StartsWith('#') && !paragraphs[0].Contains('\n', StringComparison.Ordinal);
            return string.Join(' ', paragraphs[isTitleAlone ? 1 : 0].Split('\n').Where(line => !line.StartsWith('#')));
        }
    }

    private static string AnchorOf(string heading)
    {
        var anchor = new StringBuilder();
        foreach (char letter in heading.Trim().ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(letter) || letter is '-' or '_')
                anchor.Append(letter);
            else if (letter == ' ')
                anchor.Append('-');
        }
        return anchor.ToString();
    }

    [GeneratedRegex("^(?<fence>```+)[^\n]*\n.*?^\\k<fence>[ ]*$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("`[^`\n]+`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"(?<![\w./-])(src|tests|docs)/[\w./-]*")]
    private static partial Regex RepositoryPath();
}
