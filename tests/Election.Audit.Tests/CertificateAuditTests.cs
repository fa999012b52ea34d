using System.Text;
using Election.Voting.Statements;

namespace Election.Audit.Tests;

public sealed class CertificateAuditTests
{
    [Fact]
    public void A_certificate_of_a_majority_is_valid_and_matches_its_transcript()
    {
        using Recording recording = Recording.Small(SignatureAlgorithm.EcdsaP256Sha256);
        CertificateReport report = CertificateAudit.Check(recording.Certificate(2, 0).ToJson());
        Assert.Equal("", report.Problem.InEnglish());
        Assert.True(report is { IsValid: true, IsSimulated: false, MemberCount: 3, Decision: "elected:Pérez" });
        Assert.Equal<string>(["n1", "n3"], [.. report.Signers]);
        Assert.True(report.Matches(TranscriptAudit.Check(recording.File)));
        using Recording other = Recording.Small(SignatureAlgorithm.EcdsaP256Sha256);
        Assert.False(report.Matches(TranscriptAudit.Check(other.File)));
    }

    [Fact]
    public void Fewer_than_a_majority_certify_nothing()
    {
        using Recording recording = Recording.Small(SignatureAlgorithm.EcdsaP256Sha256);
        Assert.Equal("1 of 3 members signed, and 2 must", CertificateAudit.Check(recording.Certificate(1).ToJson()).Problem.InEnglish());
    }

    [Fact]
    public void A_simulated_certificate_is_refused_unless_asked_for()
    {
        using Recording recording = Recording.Small(SignatureAlgorithm.SimulationStandIn);
        byte[] json = recording.Certificate(0, 1).ToJson();
        Assert.Equal("the certificate is simulated: its signatures prove nothing", CertificateAudit.Check(json).Problem.InEnglish());
        Assert.True(CertificateAudit.Check(json, Recording.StandInHolds) is { IsValid: true, IsSimulated: true });
    }

    [Fact]
    public void Every_flipped_bit_spoils_a_certificate()
    {
        using Recording recording = Recording.Small(SignatureAlgorithm.SimulationStandIn);
        byte[] json = recording.Certificate(0, 1, 2).ToJson();
        Assert.True(CertificateAudit.Check(json, Recording.StandInHolds).IsValid);
        for (int bit = 0; bit < json.Length * 8; bit++)
        {
            json[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(CertificateAudit.Check(json, Recording.StandInHolds).IsValid);
            json[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void One_member_cannot_sign_twice()
    {
        using Recording recording = Recording.Small(SignatureAlgorithm.SimulationStandIn);
        string text = Encoding.UTF8.GetString(recording.Certificate(0).ToJson());
        int from = text.IndexOf("\"signatures\":[", StringComparison.Ordinal) + 14, to = text.IndexOf(']', from);
        string twice = text.Insert(to, "," + text[from..to]);
        Assert.Equal("the signatures are not by different members in the order of START",
            CertificateAudit.Check(Encoding.UTF8.GetBytes(twice), Recording.StandInHolds).Problem.InEnglish());
    }
}
