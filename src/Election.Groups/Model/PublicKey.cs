namespace Election.Groups.Model;

/// <summary>A public key as opaque bytes of one fixed size: for ECDSA P-256 the affine X and Y, big-endian, 32 bytes each.</summary>
public sealed class PublicKey : IEquatable<PublicKey>
{
    /// <summary>The length of a key, in bytes.</summary>
    public const int SizeBytes = 64;

    private readonly byte[] _bytes;

    /// <summary>Copies a key.</summary>
    /// <param name="bytes">Exactly <see cref="SizeBytes"/> bytes.</param>
    /// <exception cref="ArgumentException">The length is wrong.</exception>
    public PublicKey(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != SizeBytes)
            throw new ArgumentException($"A public key has {SizeBytes} bytes, not {bytes.Length}.", nameof(bytes));
        _bytes = bytes.ToArray();
        Fingerprint = Hash256.Of(_bytes);
    }

    /// <summary>The key's bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The key's bytes, for an effect that outlives the call.</summary>
    public ReadOnlyMemory<byte> Memory => _bytes;

    /// <summary>SHA-256 over the bytes, by which statements name a signer.</summary>
    public Hash256 Fingerprint { get; }

    /// <inheritdoc/>
    public bool Equals(PublicKey? other) => other is not null && Bytes.SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PublicKey);

    /// <inheritdoc/>
    public override int GetHashCode() => Fingerprint.GetHashCode();

    /// <summary>Returns 128 lower-case hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(_bytes);
}

/// <summary>The format that all signature schemes here share.</summary>
public static class SignatureFormat
{
    /// <summary>
    /// The length of a signature, in bytes: for ECDSA P-256 the fixed form r ‖ s (IEEE P1363), s in the lower half of the order.
    /// </summary>
    public const int SizeBytes = 64;
}
