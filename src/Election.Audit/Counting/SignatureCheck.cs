using System.Numerics;
using System.Security.Cryptography;
using Election.Audit.Reading;

namespace Election.Audit.Counting;

/// <summary>
/// Checks signatures as docs/transcript.md, "Conventions", says: ECDSA on P-256 with SHA-256 and low s. Imported keys are kept for the
/// length of one audit.
/// </summary>
internal sealed class SignatureCheck(SimulatedSignature? simulated) : IDisposable
{
    private const int Half = 32;

    private static readonly BigInteger s_prime =
        Number(Convert.FromHexString("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff"));
    private static readonly BigInteger s_order =
        Number(Convert.FromHexString("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"));
    private static readonly BigInteger s_b =
        Number(Convert.FromHexString("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b"));

    private readonly Dictionary<string, ECDsa?> _keys = new(StringComparer.Ordinal);

    /// <summary>True if the signature is valid under the algorithm; never under an algorithm that is not allowed.</summary>
    internal bool Holds(int algorithm, byte[] key, byte[] message, byte[] signature) => algorithm switch
    {
        StatementContents.RealAlgorithm => IsLow(signature) && KeyOf(key) is { } ecdsa && Verifies(ecdsa, message, signature),
        StatementContents.SimulatedAlgorithm => simulated is not null && simulated(key, message, signature),
        _ => false,
    };

    public void Dispose()
    {
        foreach (ECDsa? key in _keys.Values)
            key?.Dispose();
        _keys.Clear();
    }

    private static bool Verifies(ECDsa key, byte[] message, byte[] signature)
    {
        try
        {
            return key.VerifyData(message, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static bool IsLow(byte[] signature)
    {
        if (signature.Length != 2 * Half)
            return false;
        BigInteger r = Number(signature.AsSpan(0, Half)), s = Number(signature.AsSpan(Half));
        return !r.IsZero && r < s_order && !s.IsZero && 2 * s < s_order;
    }

    private ECDsa? KeyOf(byte[] key)
    {
        string name = Hex.Of(key);
        if (!_keys.TryGetValue(name, out ECDsa? imported))
            _keys.Add(name, imported = Import(key));
        return imported;
    }

    private static ECDsa? Import(byte[] key)
    {
        BigInteger x = Number(key.AsSpan(0, Half)), y = Number(key.AsSpan(Half));
        bool isPoint = x < s_prime && y < s_prime && (y * y - x * x * x + 3 * x - s_b) % s_prime == 0;
        if (!isPoint)
            return null;
        try
        {
            return ECDsa.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = key.AsSpan(0, Half).ToArray(), Y = key.AsSpan(Half).ToArray() },
            });
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
