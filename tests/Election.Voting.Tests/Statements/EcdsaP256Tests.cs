using System.Numerics;
using System.Security.Cryptography;
using Election.Groups.Model;
using Election.Voting.Statements;
using FsCheck.Xunit;

namespace Election.Voting.Tests.Statements;

public sealed class EcdsaP256Tests : IDisposable
{
    private static readonly BigInteger s_order =
        new(Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551"), true, true);
    private readonly ECDsa _ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly PublicKey _key;

    public EcdsaP256Tests()
    {
        _key = EcdsaP256.Import(_ecdsa).OrThrow();
    }

    public void Dispose() => _ecdsa.Dispose();

    [Fact]
    public void A_signature_holds_for_its_message_and_key_alone()
    {
        byte[] signature = EcdsaP256.Sign(_ecdsa, "one"u8);
        Assert.True(EcdsaP256.Verify(_key, "one"u8, signature));
        Assert.False(EcdsaP256.Verify(_key, "two"u8, signature));
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        PublicKey otherKey = EcdsaP256.Import(other).OrThrow();
        Assert.False(EcdsaP256.Verify(otherKey, "one"u8, signature));
    }

    [Fact]
    public void Signing_always_gives_the_lower_s_and_the_higher_one_is_refused()
    {
        for (int i = 0; i < 40; i++) // half of what the platform makes is high: 40 low ones by chance are one in 10^12
        {
            byte[] signature = EcdsaP256.Sign(_ecdsa, [(byte)i]);
            var s = new BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true);
            Assert.True(2 * s < s_order);
            Assert.True(EcdsaP256.Verify(_key, [(byte)i], signature));
            byte[] high = [.. signature[..32], .. (s_order - s).ToByteArray(isUnsigned: true, isBigEndian: true)];
            Assert.True(_ecdsa.VerifyData(new[] { (byte)i }, high, HashAlgorithmName.SHA256)); // mathematically as good
            Assert.False(EcdsaP256.Verify(_key, [(byte)i], high));
        }
    }

    [Fact]
    public void Every_flipped_bit_of_a_signature_spoils_it()
    {
        byte[] signature = EcdsaP256.Sign(_ecdsa, "message"u8);
        for (int bit = 0; bit < signature.Length * 8; bit++)
        {
            byte[] flipped = [.. signature];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(EcdsaP256.Verify(_key, "message"u8, flipped));
        }
    }

    [Fact]
    public void Zero_and_the_order_are_not_scalars()
    {
        byte[] signature = EcdsaP256.Sign(_ecdsa, "message"u8);
        byte[] order = s_order.ToByteArray(isUnsigned: true, isBigEndian: true);
        Assert.False(EcdsaP256.Verify(_key, "message"u8, [.. new byte[32], .. signature[32..]]));
        Assert.False(EcdsaP256.Verify(_key, "message"u8, [.. signature[..32], .. new byte[32]]));
        Assert.False(EcdsaP256.Verify(_key, "message"u8, [.. order, .. signature[32..]]));
        Assert.False(P256.IsScalar(order));
        Assert.True(P256.IsScalar((s_order - 1).ToByteArray(isUnsigned: true, isBigEndian: true)));
        Assert.True(P256.IsLowScalar((s_order / 2).ToByteArray(isUnsigned: true, isBigEndian: true)));
        Assert.False(P256.IsLowScalar((s_order / 2 + 1).ToByteArray(isUnsigned: true, isBigEndian: true)));
    }

    [Property]
    public bool Signatures_and_keys_of_any_bytes_never_throw(byte[] bytes)
    {
        var signature = new byte[64];
        bytes.AsSpan(0, Math.Min(bytes.Length, 64)).CopyTo(signature);
        return !EcdsaP256.Verify(_key, bytes, signature) && !EcdsaP256.Verify(new PublicKey(signature), bytes, signature)
            && (bytes.Length == 64 || !EcdsaP256.Verify(_key, bytes, bytes));
    }

    [Fact]
    public void A_key_that_is_no_point_of_the_curve_verifies_nothing()
    {
        Assert.True(EcdsaP256.IsPoint(_key));
        byte[] off = _key.Bytes.ToArray();
        off[63] ^= 1;
        byte[] signature = EcdsaP256.Sign(_ecdsa, "message"u8);
        Assert.False(EcdsaP256.IsPoint(new PublicKey(off)));
        Assert.False(EcdsaP256.IsPoint(new PublicKey(new byte[64])));
        Assert.False(EcdsaP256.Verify(new PublicKey(off), "message"u8, signature));
    }

    [Fact]
    public void A_key_of_another_curve_is_not_imported()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.Equal("the key is not on the curve P-256", EcdsaP256.Import(other).Refusal?.ToString());
    }

    [Fact]
    public void A_published_signature_is_read_as_published()
    {
        // RFC 6979, appendix A.2.5, SHA-256, message "sample"; its s is the higher one, and n - s the one that holds here.
        var key = new PublicKey(Convert.FromHexString(
            "60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6"
            + "7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299"));
        byte[] published = Convert.FromHexString(
            "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716"
            + "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8");
        Assert.False(EcdsaP256.Verify(key, "sample"u8, published));
        P256.MakeLow(published.AsSpan(32));
        Assert.True(EcdsaP256.Verify(key, "sample"u8, published));
    }
}
