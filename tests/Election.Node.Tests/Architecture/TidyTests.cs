using System.Text.RegularExpressions;

namespace Election.Node.Tests.Architecture;

/// <summary>The sizes and names that CONTRIBUTING.md asks for.</summary>
public sealed partial class TidyTests
{
    private const int MostColumns = 140;
    private const int MostLinesOfFile = 400;
    private const int MostLinesOfMethod = 50;

    [Fact]
    public void No_line_is_longer_than_140_columns() =>
        Assert.Empty(Lines().Where(line => line.Text.Length > MostColumns).Select(line => $"{line}"));

    [Fact]
    public void No_file_is_longer_than_400_lines() =>
        Assert.Empty(Sources().Where(one => one.Lines.Length > MostLinesOfFile).Select(one => $"{one.File}: {one.Lines.Length}"));

    [Fact]
    public void No_method_is_longer_than_50_lines() =>
        Assert.Empty(Sources().SelectMany(one => SourceMember.In(one.Lines).Where(member => member.Length > MostLinesOfMethod)
            .Select(member => $"{one.File}:{member.Line}: {member.Length}")));

    [Fact]
    public void A_private_static_field_is_named_s_and_its_name() =>
        Assert.Empty(Lines().Where(line => StaticField().Match(line.Text) is { Success: true } field
            && !field.Groups["name"].Value.StartsWith("s_", StringComparison.Ordinal)).Select(line => $"{line}"));

    [Fact]
    public void A_private_static_field_is_told_from_what_looks_like_one()
    {
        Assert.Equal("Names", StaticField().Match("    private static readonly string[] Names = [];").Groups["name"].Value);
        Assert.Equal("s_next", StaticField().Match("    private static int s_next;").Groups["name"].Value);
        Assert.Equal("Many", StaticField().Match("    private static readonly List<(int A, int B)> Many =").Groups["name"].Value);
        Assert.Equal("Two", StaticField().Match("    private static readonly (int A, int B)[] Two = [];").Groups["name"].Value);
        Assert.DoesNotMatch(StaticField(), "    private static void F(int a = 3)");
        Assert.DoesNotMatch(StaticField(), "    private static int Two(int y) => y;");
        Assert.DoesNotMatch(StaticField(), "    private static string Root => \"/\";");
        Assert.DoesNotMatch(StaticField(), "    private static partial Regex Code();");
    }

    // Only Parsed itself hands out a reason beside its value, and its callers take it from there.
    [Fact]
    public void No_method_writes_a_reason_to_an_out_parameter() =>
        Assert.Empty(Lines().Where(line => ReasonOut().IsMatch(line.Text)
            && Path.GetFileName(line.File) != "Parsed.cs").Select(line => $"{line}"));

    [Fact]
    public void A_reason_in_an_out_parameter_is_told_from_one_that_is_taken()
    {
        Assert.Matches(ReasonOut(), "    bool TryRead(string text, out int value, out " + "Sentence reason)");
        Assert.Matches(ReasonOut(), "        out int value, out " + "Sentence? reason);");
        Assert.DoesNotMatch(ReasonOut(), "        if (!Read(text).TryGet(out int value, out " + "Sentence? reason))");
        Assert.DoesNotMatch(ReasonOut(), "    || !Read(text[(at + 1)..], part).TryGet(out TimeSpan to, out reason))");
    }

    // The paragraph sign is what tells a reference to a design document, which this repository does not have, from the word.
    [Fact]
    public void No_comment_cites_a_document_that_is_not_in_the_repository() =>
        Assert.Empty(Lines().Where(line => line.Text.Contains("DESIGN" + " §", StringComparison.Ordinal)
            || PageName().Matches(line.Text).Any(page => !File.Exists(Repository.Within(page.Value)))).Select(line => $"{line}"));

    [Fact]
    public void Members_are_found_with_their_lengths() =>
        Assert.Equal([new SourceMember(3, 1), new SourceMember(4, 2), new SourceMember(6, 6)], SourceMember.In("""
            public sealed class A(int x)
            {
                public int One() => 1;
                private static int Two(int y) =>
                    y;
                internal void Three(
                    int z)
                {
                    if (z > 1)
                        Two(z);
                }
                private static readonly string[] s_names = [F(1)];
                private sealed record B(int C);
                public int Block { get; } = G();
            }
            """.Split('\n')));

    private static IEnumerable<(string File, string[] Lines)> Sources() =>
        Repository.Files(".cs").Select(file => (file, File.ReadAllLines(Repository.Within(file))));

    private static IEnumerable<Line> Lines() => Sources().SelectMany(one => one.Lines.Select((text, i) => new Line(one.File, i + 1, text)));

    private sealed record Line(string File, int Number, string Text)
    {
        public override string ToString() => $"{File}:{Number}: {Text.Trim()}";
    }

    // The type may hold parentheses in angle brackets; a method's name is followed by one, a property's by "=>" or a brace.
    [GeneratedRegex(@"^\s+private static (readonly )?(?!const |class |record |partial |extern )" +
        @"((?:[^=;()<]|<[^=;]*>)+?|\([^()=;]*\)\S*) (?<name>\w+)( =( |$)|;$)")]
    private static partial Regex StaticField();

    [GeneratedRegex(@"^(?!.*\.TryGet\(out ).*\bout Sentence\b")]
    private static partial Regex ReasonOut();

    [GeneratedRegex(@"(?<![\w./-])docs/[\w/-]+\.md")]
    private static partial Regex PageName();
}
