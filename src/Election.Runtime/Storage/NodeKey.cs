using System.Security.Cryptography;
using Election.Groups.Model;
using Election.Voting.Statements;

namespace Election.Runtime.Storage;

/// <summary>An ECDSA P-256 key pair in memory.</summary>
public sealed class NodeKey : ISigner, IDisposable
{
    private readonly ECDsa _key;
    private readonly Lock _gate = new();

    private NodeKey(ECDsa key, PublicKey publicKey)
    {
        _key = key;
        PublicKey = publicKey;
    }

    /// <inheritdoc/>
    public PublicKey PublicKey { get; }

    /// <summary>Draws a new key pair.</summary>
    public static NodeKey Draw()
    {
        ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Take(key).OrThrow(reason => new InvalidOperationException($"A new key does not work: {reason.ToString()}."));
    }

    /// <summary>Reads a private key in PEM (PKCS #8, RFC 5958; RFC 7468), not encrypted.</summary>
    /// <param name="pem">The PEM text.</param>
    /// <returns>The key pair, which is on P-256 and works, or the fault in one clause.</returns>
    public static Parsed<NodeKey> ReadPem(string pem)
    {
        var read = ECDsa.Create();
        try
        {
            read.ImportFromPem(pem);
            return Take(read);
        }
        catch (Exception malformed) when (malformed is ArgumentException or CryptographicException)
        {
            read.Dispose();
            return Sentence.Of($"it holds no unencrypted private key in PEM form");
        }
    }

    /// <summary>Returns the private key in PEM (PKCS #8).</summary>
    public string ToPem() => _key.ExportPkcs8PrivateKeyPem() + "\n";

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        // The platform's key objects do not promise to be thread-safe.
        lock (_gate)
            return EcdsaP256.Sign(_key, message);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
            _key.Dispose();
    }

    private static Parsed<NodeKey> Take(ECDsa key)
    {
        Parsed<NodeKey> taken = EcdsaP256.Import(key).Map(publicKey => new NodeKey(key, publicKey))
            .Unless(pair => Works(key, pair.PublicKey) ? null : Sentence.Of($"its private and public halves do not belong together"));
        if (taken.Refusal is not null)
            key.Dispose();
        return taken;
    }

    // A file may hold only a public half, or two halves of different keys: a trial signature detects both.
    private static bool Works(ECDsa key, PublicKey publicKey)
    {
        try
        {
            ReadOnlySpan<byte> trial = "election-key-trial/1"u8;
            return EcdsaP256.Verify(publicKey, trial, EcdsaP256.Sign(key, trial));
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
