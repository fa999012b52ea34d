using System.Security.Cryptography;
using Election.Groups.Model;

namespace Election.Voting.Statements;

/// <summary>
/// A public key imported for verifying signatures as <see cref="EcdsaP256"/> defines them: a point of the curve, held by the platform. Pure
/// computation, but the platform's object does not promise to be thread-safe: one caller at a time.
/// </summary>
public sealed class EcdsaP256Key : IDisposable
{
    private const int CoordinateBytes = 32;

    private readonly ECDsa _ecdsa;

    private EcdsaP256Key(ECDsa ecdsa) => _ecdsa = ecdsa;

    /// <summary>Imports a key; null if it is not a point of the curve.</summary>
    public static EcdsaP256Key? TryTake(PublicKey key)
    {
        if (!EcdsaP256.IsPoint(key))
            return null;
        try
        {
            return new EcdsaP256Key(ECDsa.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = key.Bytes[..CoordinateBytes].ToArray(), Y = key.Bytes[CoordinateBytes..].ToArray() },
            }));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>
    /// True if <paramref name="signature"/> is the low-s signature of <paramref name="message"/>. Never throws: false if it has another
    /// length or r or s out of range.
    /// </summary>
    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureFormat.SizeBytes || !P256.IsScalar(signature[..CoordinateBytes])
            || !P256.IsLowScalar(signature[CoordinateBytes..]))
        {
            return false;
        }
        try
        {
            return _ecdsa.VerifyData(message, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _ecdsa.Dispose();
}
