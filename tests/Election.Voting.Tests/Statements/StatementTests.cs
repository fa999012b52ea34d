using Election.Groups.Model;
using Election.Voting.Statements;
using FsCheck.Fluent;
using FsCheck.Xunit;
using FsCheck;

namespace Election.Voting.Tests.Statements;

public sealed class StatementTests
{
    private const SignatureAlgorithm Algorithm = SignatureAlgorithm.EcdsaP256Sha256;
    private static readonly Hash256 s_election = Hash256.Of("election"u8);
    private static readonly Hash256 s_signer = Ballots.Key(1).Fingerprint;

    private static readonly Gen<SignedStatement> s_signed =
        from kind in Gen.Choose(1, 5)
        from sequence in Gen.Choose(1, int.MaxValue)
        from choice in Gen.Choose(0, ushort.MaxValue)
        from body in Gen.ArrayOf(Gen.Choose(0, 255))
        from noise in Gen.Choose(0, int.MaxValue)
        let hash = Hash256.Of(BitConverter.GetBytes(noise))
        let previous = sequence == 1 ? default : hash
        select new SignedStatement((StatementKind)kind switch
        {
            StatementKind.Open => Statement.Open(Algorithm, hash, s_signer),
            StatementKind.Vote => Statement.Vote(Algorithm, hash, s_signer, (ulong)sequence, previous, choice),
            StatementKind.Abstain => Statement.Abstain(Algorithm, hash, s_signer, (ulong)sequence, previous),
            StatementKind.Close => Statement.Close(Algorithm, hash, s_signer),
            _ => Statement.Result(Algorithm, hash, s_signer, body.Select(b => (byte)b).ToArray()),
        }, [.. hash.ToArray(), .. hash.ToArray()]);

    [Fact]
    public void What_is_encoded_is_read_back_equal() => Prop.ForAll(s_signed.ToArbitrary(), signed =>
        SignedStatement.TryDecode(signed.Encode(), out SignedStatement? read)
            && read == signed && read!.Encode().SequenceEqual(signed.Encode())).QuickCheckThrowOnFailure();

    [Property]
    public bool Random_bytes_are_refused_without_an_exception(byte[] bytes) => !SignedStatement.TryDecode(bytes, out _);

    [Fact]
    public void Damaged_statements_are_refused_or_read_as_what_they_now_say() => Prop.ForAll(
        (from signed in s_signed
         from at in Gen.Choose(0, 10_000)
         from mask in Gen.Choose(1, 255)
         select (signed, at, mask)).ToArbitrary(), damage =>
    {
        byte[] bytes = damage.signed.Encode();
        bytes[damage.at % bytes.Length] ^= (byte)damage.mask;
        return !SignedStatement.TryDecode(bytes, out SignedStatement? read)
            || (read != damage.signed && read!.Encode().SequenceEqual(bytes));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_prefix_and_every_trailing_byte_is_refused()
    {
        byte[] bytes = Ballots.Bytes(Statement.Vote(Algorithm, s_election, s_signer, 1, default, 1));
        for (int length = 0; length < bytes.Length; length++)
            Assert.False(SignedStatement.TryDecode(bytes.AsSpan(0, length), out _));
        Assert.False(SignedStatement.TryDecode([.. bytes, 0], out _));
    }

    [Fact]
    public void The_signature_is_no_part_of_the_identity_and_everything_else_is()
    {
        var vote = Statement.Vote(Algorithm, s_election, s_signer, 1, default, 1);
        Assert.Equal(Hash256.Of(vote.SignedBytes()), vote.Identity);
        Statement[] others =
        [
            Statement.Vote(Algorithm, s_election, s_signer, 1, default, 0),
            Statement.Vote(Algorithm, s_election, s_signer, 2, vote.Identity, 1),
            Statement.Vote(SignatureAlgorithm.SimulationStandIn, s_election, s_signer, 1, default, 1),
            Statement.Vote(Algorithm, s_signer, s_signer, 1, default, 1),
            Statement.Abstain(Algorithm, s_election, s_signer, 1, default),
        ];
        Assert.Equal(others.Length + 1, others.Append(vote).Select(statement => statement.Identity).Distinct().Count());
    }

    [Fact]
    public void A_voters_first_statement_has_no_previous_one_and_later_ones_have()
    {
        Assert.Throws<ArgumentException>(() => Statement.Vote(Algorithm, s_election, s_signer, 1, s_signer, 0));
        Assert.Throws<ArgumentException>(() => Statement.Abstain(Algorithm, s_election, s_signer, 2, default));
        Assert.Throws<ArgumentException>(() => Statement.Vote(Algorithm, s_election, s_signer, 0, default, 0));
    }

    [Fact]
    public void The_largest_body_is_taken_and_one_byte_more_is_not()
    {
        var signed = new SignedStatement(Statement.Result(Algorithm, s_election, s_signer, new byte[Statement.MaxBodyBytes]), new byte[64]);
        Assert.Equal(SignedStatement.MaxBytes, signed.Encode().Length);
        Assert.True(SignedStatement.TryDecode(signed.Encode(), out _));
        Assert.Throws<ArgumentException>(() => Statement.Result(Algorithm, s_election, s_signer, new byte[Statement.MaxBodyBytes + 1]));
    }

    [Fact]
    public void The_layout_is_the_published_one()
    {
        var first = Statement.Abstain(Algorithm, s_election, s_signer, 1, default);
        var vote = Statement.Vote(Algorithm, s_election, s_signer, 2, first.Identity, 258);
        string expected = Convert.ToHexStringLower("election-statement/1\0"u8) + "02" + "01" + s_election + s_signer + "0000"
            + "0000000000000002" + first.Identity + "0002" + "0102";
        Assert.Equal(expected, Convert.ToHexStringLower(vote.SignedBytes()));
        Assert.Equal(258, vote.Choice);
    }
}
