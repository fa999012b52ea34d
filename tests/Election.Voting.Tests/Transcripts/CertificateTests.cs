using System.Security.Cryptography;
using System.Text;
using Election.Groups.Model;
using Election.Voting.Counting;
using Election.Voting.Setup;
using Election.Voting.Statements;
using Election.Voting.Transcripts;
using FsCheck.Xunit;

namespace Election.Voting.Tests.Transcripts;

public sealed class CertificateTests : IDisposable
{
    private readonly ECDsa[] _keys = [.. Enumerable.Range(0, 5).Select(_ => ECDsa.Create(ECCurve.NamedCurves.nistP256))];
    private readonly Proposal _proposal;
    private readonly CertificateBody _body;

    public CertificateTests()
    {
        Member[] members = [.. _keys.Select((key, i) => new Member(MemberId.Parse($"n{i + 1}"), PublicOf(key)))];
        _proposal = new Proposal(members, Ballots.TwoChoices.Encode());
        _body = new CertificateBody(_proposal.Id, new LogIndex(7), Hash256.Of("head"u8), new Tally([3, 2], 0), Decision.Elected("Sánchez"));
    }

    public void Dispose() => Array.ForEach(_keys, key => key.Dispose());

    [Fact]
    public void A_majority_of_equal_results_is_a_valid_certificate_and_one_less_is_not()
    {
        Certificate three = Of(4, 0, 2);
        Assert.True(three.IsComplete && three.IsValid(EcdsaP256.Verify));
        Assert.Equal(["n1", "n3", "n5"], three.Signatures.Select(signature => signature.Member.Text));
        Certificate two = Of(4, 0);
        Assert.False(two.IsComplete || two.IsValid(EcdsaP256.Verify));
    }

    [Fact]
    public void One_member_counts_once_and_other_bodies_and_strangers_not_at_all()
    {
        CertificateBody other = _body with { Head = Hash256.Of("another"u8) };
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        SignedStatement[] results = [Result(_keys[0], _body), Result(_keys[0], _body), Result(_keys[1], other), Result(stranger, _body)];
        var certificate = new Certificate(_proposal, _body, SignatureAlgorithm.EcdsaP256Sha256, results);
        Assert.Equal(["n1"], certificate.Signatures.Select(signature => signature.Member.Text));
    }

    [Fact]
    public void The_set_of_signers_does_not_enter_the_identity() => Assert.Equal(Of(0, 1, 2).Body.Id, Of(2, 3, 4).Body.Id);

    [Fact]
    public void A_decision_that_does_not_follow_from_the_tally_is_not_certified()
    {
        CertificateBody wrong = _body with { Decision = Decision.Tie };
        var certificate = new Certificate(_proposal, wrong, SignatureAlgorithm.EcdsaP256Sha256,
            [.. _keys.Select(key => Result(key, wrong))]);
        Assert.True(certificate.IsComplete);
        Assert.False(certificate.IsValid(EcdsaP256.Verify));
    }

    [Fact]
    public void Of_a_race_each_choice_that_reached_the_number_can_be_certified_and_no_other()
    {
        var race = new Proposal([.. _proposal.Members],
            (Ballots.TwoChoices with { Choices = ["a", "b", "c"], Rule = new FirstToRule(2) }).Encode());
        bool IsValid(string decision)
        {
            CertificateBody body = _body with { ElectionId = race.Id, Tally = new Tally([2, 3, 1], 0), Decision = new Decision(decision) };
            SignedStatement[] results = [.. _keys.Select(key => Result(key, body))];
            return new Certificate(race, body, SignatureAlgorithm.EcdsaP256Sha256, results).IsValid(EcdsaP256.Verify);
        }

        Assert.True(IsValid("elected:a"));
        Assert.True(IsValid("elected:b"));
        Assert.False(IsValid("elected:c"));
        Assert.False(IsValid("none"));
        Assert.False(IsValid("tie"));
    }

    [Fact]
    public void A_document_is_read_back_and_written_alike()
    {
        byte[] json = Of(0, 1, 2, 3, 4).ToJson();
        Assert.StartsWith("""{"schema":"election-certificate/1","id":""", Encoding.UTF8.GetString(json), StringComparison.Ordinal);
        Assert.Contains("""
            "choices":["Sánchez","Pérez"],"closeIndex":7,
            """, Encoding.UTF8.GetString(json), StringComparison.Ordinal);
        Assert.True(Certificate.TryParse(json, out Certificate? read));
        Assert.True(read!.IsValid(EcdsaP256.Verify));
        Assert.Equal(_body, read.Body);
        Assert.Equal(json, read.ToJson());
    }

    [Fact]
    public void Every_flipped_bit_of_a_document_spoils_it()
    {
        byte[] json = Of(0, 1, 2).ToJson();
        for (int bit = 0; bit < json.Length * 8; bit++)
        {
            byte[] flipped = [.. json];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            // The few flips that still parse are those inside a signature: one check of each is enough.
            Assert.False(Certificate.TryParse(flipped, out Certificate? read) && read!.IsValid(EcdsaP256.Verify));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"start":1}""")]
    [InlineData("""{"\ud800":"x"}""")]
    [InlineData("""{"start":"\ud800","body":"","algorithm":"","signatures":[]}""")]
    public void Documents_of_another_kind_are_refused(string json) =>
        Assert.False(Certificate.TryParse(Encoding.UTF8.GetBytes(json), out _));

    [Property]
    public bool Random_bytes_are_refused_without_an_exception(byte[] bytes) =>
        !Certificate.TryParse(bytes, out _) && !CertificateBody.TryDecode(bytes, out _);

    [Fact]
    public void A_body_is_read_back_equal_and_no_other_bytes_are()
    {
        byte[] bytes = _body.Encode();
        Assert.True(CertificateBody.TryDecode(bytes, out CertificateBody? read));
        Assert.Equal(_body, read);
        Assert.Equal(Hash256.Of(bytes), _body.Id);
        Assert.False(CertificateBody.TryDecode([.. bytes, 0], out _));
        for (int length = 0; length < bytes.Length; length++)
            Assert.False(CertificateBody.TryDecode(bytes.AsSpan(0, length), out _));
    }

    [Fact]
    public void The_largest_body_fits_a_statement()
    {
        string name = string.Concat(Enumerable.Repeat("🗳", Names.MaxCodePoints));
        var largest = new CertificateBody(default, default, default, new Tally([.. new long[ChoiceList.Max]], 0), Decision.Elected(name));
        Assert.InRange(largest.Encode().Length, 1, Statement.MaxBodyBytes);
        Assert.True(CertificateBody.TryDecode(largest.Encode(), out _));
    }

    private static PublicKey PublicOf(ECDsa key) => EcdsaP256.Import(key).OrThrow();

    private Certificate Of(params int[] signers) =>
        new(_proposal, _body, SignatureAlgorithm.EcdsaP256Sha256, [.. signers.Select(signer => Result(_keys[signer], _body))]);

    private static SignedStatement Result(ECDsa key, CertificateBody body)
    {
        var statement = Statement.Result(SignatureAlgorithm.EcdsaP256Sha256, body.ElectionId, PublicOf(key).Fingerprint, body.Encode());
        return new SignedStatement(statement, EcdsaP256.Sign(key, statement.SignedBytes()));
    }
}
