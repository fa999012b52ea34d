using System.Security.Cryptography;
using Election.Groups.Model;
using Election.Voting.Statements;

namespace Election.Audit.Tests;

/// <summary>A voter's receipt is found in every transcript of the election, unless the transcript was changed.</summary>
public sealed class ReceiptTests : IDisposable
{
    private readonly Recording _recording = Recording.Small(SignatureAlgorithm.EcdsaP256Sha256);
    private readonly AuditReport _report;

    public ReceiptTests() => _report = TranscriptAudit.Check(_recording.File);

    [Fact]
    public void A_receipt_says_no_more_than_asked()
    {
        Receipt receipt = Receipt.Of(_report, "n1", null, withChoice: false)!;
        Assert.Equal(new Receipt(_report.ElectionId, _recording.Vote(0, 1).Identity.ToString(), "n1", 1, 3, "accepted", null), receipt);
        Assert.Equal("Pérez", Receipt.Of(_report, "n1", null, withChoice: true)!.Choice);
    }

    [Fact]
    public void The_statement_that_counts_is_taken_unless_another_is_named()
    {
        Assert.Equal(2UL, Receipt.Of(_report, "n2", null, false)!.Sequence);
        Assert.Equal(1UL, Receipt.Of(_report, "n2", 1, false)!.Sequence);
        Assert.Null(Receipt.Of(_report, "n2", 3, false));
        Assert.Null(Receipt.Of(_report, "n9", null, false));
    }

    [Theory]
    [InlineData("n1", null, ReceiptState.Counted)]
    [InlineData("n2", null, ReceiptState.Counted)]
    [InlineData("n2", 1, ReceiptState.Replaced)]
    [InlineData("n3", null, ReceiptState.Counted)]
    public void A_receipt_is_found_in_the_transcript_it_came_from(string voter, int? sequence, ReceiptState state)
    {
        ReceiptFinding finding = Receipt.Of(_report, voter, (ulong?)sequence, withChoice: true)!.FindIn(_report);
        Assert.True(finding.IsFound);
        Assert.Equal(state, finding.State);
        Assert.Equal(voter, finding.Entry!.By);
    }

    [Fact]
    public void A_refused_statement_has_a_receipt_that_says_so()
    {
        using var recording = new Recording(Recording.TwoChoices);
        recording.Add(recording.Open(0));
        Statement first = recording.Vote(1, 0);
        recording.Add(first);
        recording.Add(recording.Vote(1, 1, first));
        recording.Add(recording.Close(0));
        recording.Finish(by: 0);
        AuditReport report = TranscriptAudit.Check(recording.File);
        Receipt receipt = Receipt.Of(report, "n2", 2, false)!;
        Assert.Equal("stale-seq", receipt.Outcome);
        Assert.Equal(ReceiptState.Refused, receipt.FindIn(report).State);
        Assert.Equal("accepted", Receipt.Of(report, "n2", null, false)!.Outcome);
    }

    [Fact]
    public void Whatever_is_changed_on_a_receipt_is_noticed()
    {
        Receipt receipt = Receipt.Of(_report, "n1", null, withChoice: true)!;
        Assert.Equal(ReceiptState.Missing, (receipt with { ElectionId = new string('0', 64) }).FindIn(_report).State);
        Assert.Equal(ReceiptState.Missing, (receipt with { Statement = new string('0', 64), Voter = "n9" }).FindIn(_report).State);
        Assert.Equal(ReceiptState.Altered, (receipt with { Statement = new string('0', 64) }).FindIn(_report).State);
        Assert.Equal(ReceiptState.Altered, (receipt with { Voter = "n2" }).FindIn(_report).State);
        Assert.Equal(ReceiptState.Altered, (receipt with { Sequence = 2 }).FindIn(_report).State);
        Assert.Equal(ReceiptState.Altered, (receipt with { Index = 4 }).FindIn(_report).State);
        Assert.Equal(ReceiptState.Altered, (receipt with { Outcome = "equivocation" }).FindIn(_report).State);
        Assert.Equal(ReceiptState.Altered, (receipt with { Choice = "Sánchez" }).FindIn(_report).State);
        Assert.Equal(ReceiptState.Counted, (receipt with { Choice = null }).FindIn(_report).State);
    }

    [Fact]
    public void A_transcript_in_which_the_voter_said_something_else_is_noticed()
    {
        ECDsa[] keys = Recording.NewKeys(3);
        Receipt receipt = Receipt.Of(One(keys, 0), "n1", null, false)!;
        ReceiptFinding finding = receipt.FindIn(One(keys, 1));
        Assert.Equal(ReceiptState.Altered, finding.State);
        Assert.Equal("statement 1 of n1 is a different one there, at index 2", finding.Sentence.InEnglish());
    }

    [Fact]
    public void In_the_weaker_orders_a_receipt_has_no_index()
    {
        ECDsa[] keys = Recording.NewKeys(3);
        Receipt receipt = Receipt.Of(Weak(keys, 0, 1), "n1", null, false)!;
        Assert.Null(receipt.Index);
        Assert.Equal(ReceiptState.Counted, receipt.FindIn(Weak(keys, 1, 0)).State);
    }

    public void Dispose() => _recording.Dispose();

    private static AuditReport One(ECDsa[] keys, int choice)
    {
        var recording = new Recording(Recording.TwoChoices, keys: keys);
        recording.Add(recording.Open(0));
        recording.Add(recording.Vote(0, choice));
        recording.Add(recording.Close(0));
        recording.Finish(by: 0);
        return TranscriptAudit.Check(recording.File);
    }

    private static AuditReport Weak(ECDsa[] keys, params int[] voters)
    {
        var recording = new Recording(Recording.TwoChoices with { Order = DeliveryOrder.Causal }, keys: keys);
        foreach (int voter in voters)
            recording.Add(recording.Vote(voter, 0));
        recording.Finish(by: 0);
        return TranscriptAudit.Check(recording.File);
    }
}
