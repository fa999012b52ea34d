using System.Security.Cryptography;
using System.Text;
using Election.Audit.Reading;
using Election.Groups.Model;
using Election.Voting.Setup;
using Election.Voting.Statements;

namespace Election.Audit.Tests;

/// <summary>Finds the first place at which two transcripts of one election differ.</summary>
public sealed class DifferenceTests : IDisposable
{
    private readonly ECDsa[] _keys = Recording.NewKeys(3);

    [Fact]
    public void Equal_transcripts_have_no_difference()
    {
        using Recording recording = Of(Recording.TwoChoices, r => [r.Vote(0, 0), r.Vote(1, 1)]);
        AuditReport report = TranscriptAudit.Check(recording.File);
        Assert.Null(TranscriptAudit.FirstDifference(report, report));
        Assert.Equal(["open", "vote", "vote", "close"], report.Entries.Select(entry => entry.Kind));
    }

    [Fact]
    public void The_first_index_at_which_the_chains_part_is_shown_with_both_statements()
    {
        using Recording one = Of(Recording.TwoChoices, r => [r.Vote(0, 0), r.Vote(1, 1), r.Vote(2, 0)]);
        using Recording other = Of(one.Manifest, r => [one.Vote(0, 0), r.Vote(2, 0), r.Vote(1, 1)], sameAs: one);
        Difference difference = TranscriptAudit.FirstDifference(TranscriptAudit.Check(one.File), TranscriptAudit.Check(other.File))!;
        Assert.Equal(3UL, difference.Index);
        Assert.Equal(new AuditEntry(3, "vote", "n2", 1, "Pérez", "accepted", one.Vote(1, 1).Identity.ToString()), difference.Left);
        Assert.Equal(("n3", "Sánchez"), (difference.Right!.By, difference.Right.Choice));
        Assert.False(difference.IsOfSignature);
    }

    [Fact]
    public void A_statement_signed_twice_is_told_from_two_statements()
    {
        using Recording one = Of(Recording.TwoChoices, r => [r.Vote(0, 0)]);
        using var other = new Recording(one.Manifest, keys: _keys);
        other.Add(Bytes(one, 1), valid: true);
        other.Add(other.Vote(0, 0));
        Difference difference = TranscriptAudit.FirstDifference(TranscriptAudit.Check(one.File), TranscriptAudit.Check(other.File))!;
        Assert.Equal(2UL, difference.Index);
        Assert.True(difference.IsOfSignature);
    }

    [Fact]
    public void In_the_weaker_orders_only_the_sets_are_compared()
    {
        Manifest weak = Recording.TwoChoices with { Order = DeliveryOrder.Fifo };
        using Recording one = Of(weak, r => [r.Vote(0, 0), r.Vote(1, 1)]);
        using Recording turned = Of(weak, r => [r.Vote(1, 1), r.Vote(0, 0)]);
        using Recording less = Of(weak, r => [r.Vote(1, 1)]);
        AuditReport report = TranscriptAudit.Check(one.File);
        Assert.Null(TranscriptAudit.FirstDifference(report, TranscriptAudit.Check(turned.File)));
        Difference difference = TranscriptAudit.FirstDifference(report, TranscriptAudit.Check(less.File))!;
        Assert.Equal("n1", difference.Left!.By);
        Assert.Null(difference.Right);
        Assert.Equal(1UL, difference.Index);
    }

    [Fact]
    public void A_damaged_line_is_set_beside_the_whole_one()
    {
        using Recording recording = Of(Recording.TwoChoices, r => [r.Vote(0, 0), r.Vote(1, 1)]);
        AuditReport whole = TranscriptAudit.Check(recording.File);
        string forged = recording.Text.Replace("\"choice\":\"Pérez\"", "\"choice\":\"Sánchez\"", StringComparison.Ordinal);
        AuditReport damaged = TranscriptAudit.Check(Encoding.UTF8.GetBytes(forged));
        Difference difference = TranscriptAudit.FirstDifference(damaged, whole)!;
        Assert.Equal(3UL, difference.Index);
        Assert.Equal(("Sánchez", "Pérez"), (difference.Left!.Choice, difference.Right!.Choice));
    }

    [Fact]
    public void Transcripts_of_two_elections_are_not_set_side_by_side()
    {
        using Recording one = Of(Recording.TwoChoices, r => [r.Vote(0, 0)]);
        using Recording other = Of(Recording.TwoChoices with { Title = "Treasurer" }, r => [r.Vote(0, 0)]);
        Assert.Null(TranscriptAudit.FirstDifference(TranscriptAudit.Check(one.File), TranscriptAudit.Check(other.File)));
    }

    public void Dispose() => Array.ForEach(_keys, key => key.Dispose());

    private static byte[] Bytes(Recording recording, int line)
    {
        const string field = "\"statement\":\"";
        string text = Encoding.UTF8.GetString(recording.Lines[line]);
        int at = text.IndexOf(field, StringComparison.Ordinal) + field.Length;
        return Convert.FromHexString(text[at..text.IndexOf('"', at)]);
    }

    // The same OPEN and first vote where a test needs chains that differ later: signatures differ per call.
    private Recording Of(Manifest manifest, Func<Recording, Statement[]> votes, Recording? sameAs = null)
    {
        var recording = new Recording(manifest, keys: _keys);
        bool isAtomic = manifest.Order == DeliveryOrder.Atomic;
        int shared = sameAs is null ? 0 : 2;
        for (int i = 1; i <= shared; i++)
            recording.Add(Bytes(sameAs!, i), valid: true);
        if (isAtomic && shared == 0)
            recording.Add(recording.Open(0));
        foreach (Statement vote in votes(recording).Skip(Math.Max(0, shared - 1)))
            recording.Add(vote);
        if (isAtomic)
            recording.Add(recording.Close(0));
        recording.Finish(by: 0);
        return recording;
    }
}
