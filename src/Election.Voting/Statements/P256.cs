using System.Numerics;

namespace Election.Voting.Statements;

/// <summary>The arithmetic checks of P-256 that the platform leaves out (SP 800-186, section 3.2.1.3).</summary>
internal static class P256
{
    private const int Bytes = 32;

    private static readonly BigInteger s_prime = Number("FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF");
    private static readonly BigInteger s_b = Number("5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B");
    private static readonly BigInteger s_order = Number("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");
    private static readonly byte[] s_orderBytes = s_order.ToByteArray(isUnsigned: true, isBigEndian: true);
    private static readonly byte[] s_halfOrderBytes = HalfOrder();

    /// <summary>True if 1 ≤ value &lt; n.</summary>
    internal static bool IsScalar(ReadOnlySpan<byte> value) =>
        value.ContainsAnyExcept((byte)0) && value.SequenceCompareTo(s_orderBytes) < 0;

    /// <summary>True if 1 ≤ value ≤ (n−1)/2.</summary>
    internal static bool IsLowScalar(ReadOnlySpan<byte> value) =>
        value.ContainsAnyExcept((byte)0) && value.SequenceCompareTo(s_halfOrderBytes) <= 0;

    /// <summary>Replaces s by n−s if that is lower.</summary>
    internal static void MakeLow(Span<byte> s)
    {
        if (IsLowScalar(s))
            return;
        byte[] low = (s_order - Number(s)).ToByteArray(isUnsigned: true, isBigEndian: true);
        s.Clear();
        low.CopyTo(s[(Bytes - low.Length)..]);
    }

    /// <summary>True if both coordinates are below p, and y² = x³ − 3x + b.</summary>
    internal static bool IsPoint(ReadOnlySpan<byte> xBytes, ReadOnlySpan<byte> yBytes)
    {
        BigInteger x = Number(xBytes), y = Number(yBytes);
        if (x >= s_prime || y >= s_prime)
            return false;
        // A remainder keeps the sign of the dividend; the left side is at least b − 3x, so adding p once makes it positive.
        BigInteger right = (x * x * x - 3 * x + s_b) % s_prime;
        return y * y % s_prime == (right.Sign < 0 ? right + s_prime : right);
    }

    private static byte[] HalfOrder()
    {
        var bytes = new byte[Bytes];
        byte[] half = (s_order >> 1).ToByteArray(isUnsigned: true, isBigEndian: true);
        half.CopyTo(bytes.AsSpan(Bytes - half.Length));
        return bytes;
    }

    private static BigInteger Number(string hex) => Number(Convert.FromHexString(hex));

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
