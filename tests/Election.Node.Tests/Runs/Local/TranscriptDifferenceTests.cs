using Election.Audit.Reading;
using Election.Audit;
using Election.Node.Runs.Local;

namespace Election.Node.Tests.Runs.Local;

/// <summary>The sentences about a run that diverged.</summary>
public sealed class TranscriptDifferenceTests
{
    [Fact]
    public void Every_further_result_is_compared_with_the_first_once()
    {
        string[] sentences = Told("n1 a", "n2 b", "n3 a", "n4 c", "n5 b");
        Assert.Equal(2, sentences.Length);
        Assert.StartsWith("n1 counted A 1; n2 A 1: ", sentences[0], StringComparison.Ordinal);
        Assert.StartsWith("n1 counted A 1; n4 A 1: ", sentences[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(9, 8)]
    [InlineData(10, 8)]
    [InlineData(30, 8)]
    public void The_number_of_lines_is_limited_however_many_results_differ(int results, int lines)
    {
        string[] sentences = Told([.. Enumerable.Range(1, results).Select(i => $"n{i} r{i}")]);
        Assert.Equal(lines, sentences.Length);
        Assert.Equal(results > 9, sentences.Any(sentence => sentence.Contains("more results", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_last_line_counts_the_results_left_out()
    {
        string[] sentences = Told([.. Enumerable.Range(1, 10).Select(i => $"n{i} r{i}")]);
        Assert.StartsWith("n1 counted A 1; n8 A 1: ", sentences[6], StringComparison.Ordinal);
        Assert.Equal("2 more results differ from that of n1", sentences[7]);
    }

    // A node and its result; nodes with the same result have the same vote.
    private static string[] Told(params string[] nodes) =>
        [.. TranscriptDifference.Of([.. nodes.Select(node => node.Split(' ')).Select(pair => (pair[0], Report(pair[1])))])
            .Select(sentence => sentence.ToString())];

    private static AuditReport Report(string result) => new()
    {
        ElectionId = "e",
        Order = "reliable",
        Choices = ["A"],
        Counts = [1],
        CloseIndex = 1,
        Head = result,
        CertificateId = result,
        Entries = [new AuditEntry(1, "vote", result, 1, "A", AuditEntry.Accepted, result)],
    };
}
