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
        return TryTake(key, out NodeKey? taken, out Sentence reason)
            ? taken!
            : throw new InvalidOperationException($"A new key does not work: {reason.ToString()}.");
    }

    /// <summary>Reads a private key in PEM (PKCS #8, RFC 5958; RFC 7468), not encrypted.</summary>
    /// <param name="pem">The PEM text.</param>
    /// <param name="key">The key pair, if it is on P-256 and it works.</param>
    /// <param name="reason">Otherwise the fault in one clause.</param>
    public static bool TryReadPem(string pem, out NodeKey? key, out Sentence reason)
    {
        key = null;
        var read = ECDsa.Create();
        try
        {
            read.ImportFromPem(pem);
            return TryTake(read, out key, out reason);
        }
        catch (Exception malformed) when (malformed is ArgumentException or CryptographicException)
        {
            read.Dispose();
            reason = $"it holds no unencrypted private key in PEM form";
            return false;
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

    private static bool TryTake(ECDsa key, out NodeKey? taken, out Sentence reason)
    {
        taken = null;
        bool isImported = EcdsaP256.TryImport(key, out PublicKey? publicKey, out reason);
        if (isImported && Works(key, publicKey!))
            taken = new NodeKey(key, publicKey!);
        else
            key.Dispose();
        if (isImported && taken is null)
            reason = $"its private and public halves do not belong together";
        return taken is not null;
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
