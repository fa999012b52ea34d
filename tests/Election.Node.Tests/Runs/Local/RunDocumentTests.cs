using Election.Node.Runs.Documents;
using Election.Node.Runs.Local;

namespace Election.Node.Tests.Runs.Local;

public sealed class RunDocumentTests
{
    private const string Published =
        """{"schema":"election-run/1","verdict":"certified","order":"atomic","seed":42"""
        + ""","choices":["Sánchez","Pérez"],"electionId":"ab","nodes":[{"id":"n1","state":"certified","counts":{"Sánchez":3,"Pérez":2}"""
        + ""","delivered":5,"head":"cd","transcript":"n1.transcript.jsonl"}],"certificate":"certificate.json","signatures":5"""
        + ""","elapsedMs":812}""";

    [Fact]
    public void The_document_has_exactly_the_published_fields_in_their_order() => Assert.Equal(Published, Document().ToLine());

    [Fact]
    public void A_missing_value_is_null_and_never_left_out()
    {
        OrderedDictionary<string, long> noCounts = RunNode.CountsOf(Document().Choices, []);
        RunNode node = Document().Nodes[0] with { State = "stalled", Head = null, Transcript = null, Delivered = 0, Counts = noCounts };
        RunDocument stalled = Document() with { Verdict = "stalled", ElectionId = null, Certificate = null, Signatures = 0 };
        stalled = stalled with { ElapsedMs = null, Nodes = [node] };
        Assert.Equal(
            """{"schema":"election-run/1","verdict":"stalled","order":"atomic","seed":42,"choices":["Sánchez","Pérez"]"""
            + ""","electionId":null,"nodes":[{"id":"n1","state":"stalled","counts":{"Sánchez":0,"Pérez":0},"delivered":0"""
            + ""","head":null,"transcript":null}],"certificate":null,"signatures":0,"elapsedMs":null}""",
            stalled.ToLine());
    }

    [Fact]
    public void Counts_stand_in_the_order_of_the_choices_and_not_of_the_alphabet()
    {
        OrderedDictionary<string, long> counts = RunNode.CountsOf(["b", "a", "c"], [1, 2, 3]);
        RunDocument document = Document() with { Nodes = [Document().Nodes[0] with { Counts = counts }] };
        Assert.Contains("""{"b":1,"a":2,"c":3}""", document.ToLine(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_choice_with_quotes_and_brackets_stays_one_line_of_valid_json()
    {
        RunDocument odd = Document() with { Choices = ["a\"b\\", "<&>'"] };
        string line = odd.ToLine();
        Assert.DoesNotContain('\n', line);
        Assert.Equal(odd.Choices.ToArray(), RunsJson.ReadRun(line)!.Choices.ToArray());
    }

    [Fact]
    public void A_document_reads_back_as_it_was_written() => Assert.Equal(Published, RunsJson.ReadRun(Published)!.ToLine());

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"schema\":\"election-run/2\"}")]
    [InlineData("hello")]
    public void Any_other_text_is_not_a_document(string text) => Assert.Null(RunsJson.ReadRun(text));

    [Fact]
    public void A_progress_line_reads_back_and_is_not_a_document()
    {
        var progress = new NodeProgress { State = "open", Discovered = 3, Votes = 2, IsMember = true, StartedAtMs = 17,
            CertifiedAtMs = null, Decision = null, Reason = "x" };
        Assert.Equal(progress, NodeProgress.Read(progress.ToLine()));
        Assert.Null(NodeProgress.Read(Published));
    }

    private static RunDocument Document() => new()
    {
        Verdict = "certified",
        Order = "atomic",
        Seed = 42,
        Choices = ["Sánchez", "Pérez"],
        ElectionId = "ab",
        Nodes =
        [
            new RunNode
            {
                Id = "n1",
                State = "certified",
                Counts = RunNode.CountsOf(["Sánchez", "Pérez"], [3, 2]),
                Delivered = 5,
                Head = "cd",
                Transcript = "n1.transcript.jsonl",
            },
        ],
        Certificate = "certificate.json",
        Signatures = 5,
        ElapsedMs = 812,
    };
}
