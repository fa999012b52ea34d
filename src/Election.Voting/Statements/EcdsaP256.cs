using System.Security.Cryptography;
using Election.Groups.Model;

namespace Election.Voting.Statements;

/// <summary>
/// ECDSA on P-256 with SHA-256 (FIPS 186-5; curve: SP 800-186), signatures as r ‖ s, 32 bytes each, big-endian (IEEE P1363). Of the two
/// signatures (r, s) and (r, n−s) that are valid for a message, only the one with the lower s is accepted, so that no second signature can
/// be derived from it. Pure computation without state.
/// </summary>
public static class EcdsaP256
{
    private const int CoordinateBytes = 32;
    private const string CurveOid = "1.2.840.10045.3.1.7";

    /// <summary>
    /// True if <paramref name="signature"/> is the low-s signature of <paramref name="message"/> under <paramref name="key"/>. Never
    /// throws: false if the key is not a point of the curve, or the signature has another length or r or s out of range. Imports the key at
    /// each call, which costs more than the verification: <see cref="EcdsaP256Key"/> keeps it.
    /// </summary>
    public static bool Verify(PublicKey key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        using EcdsaP256Key? taken = EcdsaP256Key.TryTake(key);
        return taken is not null && taken.Verify(message, signature);
    }

    /// <summary>Signs <paramref name="message"/>, with s brought to the lower half.</summary>
    /// <param name="key">A private key that <see cref="Import"/> accepts.</param>
    /// <param name="message">The message to sign.</param>
    /// <returns>64 bytes, different at every call.</returns>
    public static byte[] Sign(ECDsa key, ReadOnlySpan<byte> message)
    {
        byte[] signature = key.SignData(message, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        P256.MakeLow(signature.AsSpan(CoordinateBytes));
        return signature;
    }

    /// <summary>Reads the public half of <paramref name="key"/>, if the key is on P-256.</summary>
    /// <param name="key">A key as imported, from a file for example.</param>
    /// <returns>The public key, X ‖ Y, or the fault in one clause.</returns>
    public static Parsed<PublicKey> Import(ECDsa key)
    {
        try
        {
            ECParameters parameters = key.ExportParameters(includePrivateParameters: false);
            bool isP256 = parameters.Curve.IsNamed && IsP256(parameters.Curve.Oid);
            if (isP256 && parameters.Q.X?.Length == CoordinateBytes && parameters.Q.Y?.Length == CoordinateBytes)
            {
                var read = new PublicKey([.. parameters.Q.X, .. parameters.Q.Y]);
                if (IsPoint(read))
                    return read;
            }
            return Sentence.Of($"the key is not on the curve P-256");
        }
        catch (CryptographicException)
        {
            return Sentence.Of($"the key cannot be read");
        }
    }

    /// <summary>True if <paramref name="key"/> is a point of the curve.</summary>
    public static bool IsPoint(PublicKey key) => P256.IsPoint(key.Bytes[..CoordinateBytes], key.Bytes[CoordinateBytes..]);

    // Windows names the curve; OpenSSL gives its object identifier.
    private static bool IsP256(Oid oid) => oid.Value == CurveOid || (oid.Value is null && oid.FriendlyName is "nistP256" or "ECDSA_P256");
}
