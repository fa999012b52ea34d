using System.Text;
using Election.Audit.Counting;
using Election.Voting.Statements;
using FsCheck.Fluent;
using FsCheck.Xunit;
using FsCheck;

namespace Election.Audit.Tests;

public sealed class DamageTests
{
    [Fact]
    public void Every_flipped_bit_is_found_on_its_line()
    {
        using Recording recording = Recording.Small(SignatureAlgorithm.SimulationStandIn);
        byte[] file = recording.File;
        Assert.True(TranscriptAudit.Check(file, Recording.StandInHolds).IsValid);
        FlipEvery(file, step: 1, Recording.StandInHolds);
    }

    [Fact]
    public void Flipped_bits_are_found_on_their_lines_with_real_signatures()
    {
        using Recording recording = Recording.Small(SignatureAlgorithm.EcdsaP256Sha256);
        byte[] file = recording.File;
        Assert.True(TranscriptAudit.Check(file).IsValid);
        FlipEvery(file, step: 37, null);
    }

    [Fact]
    public void A_transcript_that_ends_early_is_damaged_where_it_ends()
    {
        using Recording recording = Recording.Small(SignatureAlgorithm.SimulationStandIn);
        byte[] file = recording.File;
        int line = 1;
        for (int length = 0; length < file.Length; length++)
        {
            AuditReport report = TranscriptAudit.Check(file.AsSpan(0, length), Recording.StandInHolds);
            Assert.Equal(line, report.Line);
            // A file cut after a whole line may never have had more; one cut within a line is certainly damaged.
            bool isUnfinished = length > 0 && file[length - 1] == '\n';
            Assert.Equal(isUnfinished, report.IsUnfinished);
            Assert.Equal(isUnfinished, report.Problem.InEnglish().StartsWith("unfinished: ", StringComparison.Ordinal));
            if (file[length] == '\n')
                line++;
        }
    }

    [Fact]
    public void A_missing_doubled_or_swapped_line_is_found()
    {
        using Recording recording = Recording.Small(SignatureAlgorithm.SimulationStandIn);
        byte[][] lines = [.. recording.Lines];
        for (int i = 0; i < lines.Length; i++)
        {
            byte[][] missing = [.. lines[..i], .. lines[(i + 1)..]];
            Assert.Equal(i + 1, LineOf(missing));
            byte[][] doubled = [.. lines[..(i + 1)], .. lines[i..]];
            Assert.Equal(i + 2, LineOf(doubled));
            if (i > 0)
                Assert.Equal(i, LineOf([.. lines[..(i - 1)], lines[i], lines[i - 1], .. lines[(i + 1)..]]));
        }
    }

    [Theory]
    [InlineData("\n", 10)]
    [InlineData(" ", 10)]
    [InlineData("{}\n", 10)]
    public void Nothing_may_follow_the_result(string more, int line)
    {
        using Recording recording = Recording.Small(SignatureAlgorithm.SimulationStandIn);
        AuditReport report = TranscriptAudit.Check([.. recording.File, .. Encoding.UTF8.GetBytes(more)], Recording.StandInHolds);
        Assert.Equal((line, "there is something after the RESULT"), (report.Line, report.Problem.InEnglish()));
    }

    [Theory]
    [InlineData("\"quorum\":2", "\"quorum\": 2", 1)] // a space
    [InlineData("\"quorum\":2", "\"quorum\":2.0", 1)] // another way to write the number
    [InlineData("Pérez", "P\\u00e9rez", 1)] // another way to write the text
    [InlineData("\"rule\":\"plurality\",", "\"rule\":\"plurality\",\"x\":1,", 1)] // a field too many
    [InlineData("\"rule\":\"plurality\",", "", 1)] // a field too few
    [InlineData("\"t\":\"entry\",\"index\":1,", "\"index\":1,\"t\":\"entry\",", 2)] // another order
    [InlineData("\"outcome\":\"equivocation\"", "\"outcome\":\"accepted\"", 6)]
    [InlineData("\"by\":\"n3\",\"seq\":1", "\"by\":\"n2\",\"seq\":1", 7)]
    [InlineData("\"turnout\":3", "\"turnout\":4", 9)]
    public void A_line_that_means_the_same_or_says_another_thing_is_not_that_line(string original, string instead, int line)
    {
        using Recording recording = Recording.Small(SignatureAlgorithm.SimulationStandIn);
        string text = recording.Text;
        int at = text.IndexOf(original, StringComparison.Ordinal);
        Assert.True(at >= 0);
        string altered = string.Concat(text.AsSpan(0, at), instead, text.AsSpan(at + original.Length));
        Assert.Equal(line, TranscriptAudit.Check(Encoding.UTF8.GetBytes(altered), Recording.StandInHolds).Line);
    }

    [Property]
    public bool Hostile_bytes_never_throw_and_are_never_valid(byte[] bytes) =>
        TranscriptAudit.Check(bytes).Line == 1 && !CertificateAudit.Check(bytes).IsValid;

    [Fact]
    public void Hostile_edits_of_a_good_transcript_never_throw_and_are_never_valid()
    {
        using Recording recording = Recording.Small(SignatureAlgorithm.SimulationStandIn);
        byte[] file = recording.File;
        Gen<(int At, int Length, byte[] Instead)> edits =
            from at in Gen.Choose(0, file.Length - 1)
            from length in Gen.Choose(0, 40)
            from bytes in Gen.ArrayOf(Gen.Elements<byte>(0, 10, 34, 44, 48, 92, 97, 117, 123, 125, 195, 255))
            select (at, Math.Min(length, file.Length - at), bytes);
        Prop.ForAll(edits.ToArbitrary(), edit =>
        {
            byte[] edited = [.. file[..edit.At], .. edit.Instead, .. file[(edit.At + edit.Length)..]];
            return edited.AsSpan().SequenceEqual(file) || !TranscriptAudit.Check(edited, Recording.StandInHolds).IsValid;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Theory]
    [InlineData("""{"t":"header"}""")]
    [InlineData("""{"\ud800":"header"}""")]
    [InlineData("""{"t":"\ud800","schema":1}""")]
    [InlineData("""{"t":"header","schema":"election-transcript/1","algorithm":"ecdsa-p256-sha256","start":"0"}""")]
    [InlineData("""{"t":"header","schema":"election-transcript/1","algorithm":"ecdsa-p256-sha256","start":"0001026e31","members":3}""")]
    [InlineData("null")]
    [InlineData("[1]")]
    public void Other_documents_are_refused_on_their_first_line(string line) =>
        Assert.Equal(1, TranscriptAudit.Check(Encoding.UTF8.GetBytes(line + "\n")).Line);

    private static int LineOf(byte[][] lines) => TranscriptAudit.Check([.. lines.SelectMany(line => line)], Recording.StandInHolds).Line;

    private static void FlipEvery(byte[] file, int step, SimulatedSignature? simulated)
    {
        var flipped = (byte[])file.Clone();
        int line = 1, done = 0;
        for (int bit = 0; bit < file.Length * 8; bit++)
        {
            int at = bit / 8;
            if (bit % 8 == 0 && at > 0 && file[at - 1] == '\n')
                line++;
            if (bit % step != 0)
                continue;
            flipped[at] ^= (byte)(1 << (bit % 8));
            AuditReport report = TranscriptAudit.Check(flipped, simulated);
            Assert.True(report.Line == line, $"bit {bit} of line {line}: {report.Line} {report.Problem}");
            Assert.NotEmpty(report.Problem.InEnglish());
            flipped[at] = file[at];
            done++;
        }
        Assert.InRange(done, 1000, int.MaxValue);
    }
}
