using Election.Groups.Model;

namespace Election.Voting.Statements;

/// <summary>A statement with its signature: the bytes that nodes send, that the log orders, and that the transcript chains.</summary>
public sealed record SignedStatement
{
    /// <summary>The largest signed statement, in bytes.</summary>
    public const int MaxBytes = Statement.MaxSignedBytes + SignatureFormat.SizeBytes;

    private readonly byte[] _signature;

    /// <summary>Combines a statement and a signature. Nothing is verified: that is a separate effect.</summary>
    /// <param name="statement">The signed statement.</param>
    /// <param name="signature">Exactly <see cref="SignatureFormat.SizeBytes"/> bytes.</param>
    /// <exception cref="ArgumentException">The length is wrong.</exception>
    public SignedStatement(Statement statement, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureFormat.SizeBytes)
            throw new ArgumentException($"A signature has {SignatureFormat.SizeBytes} bytes, not {signature.Length}.", nameof(signature));
        Statement = statement;
        _signature = signature.ToArray();
    }

    /// <summary>The signed statement.</summary>
    public Statement Statement { get; }

    /// <summary>The signature's bytes.</summary>
    public ReadOnlyMemory<byte> Signature => _signature;

    /// <summary>Returns the bytes to send: everything that is signed, then the signature.</summary>
    public byte[] Encode() => [.. Statement.SignedBytes(), .. _signature];

    /// <summary>
    /// Reads the bytes that were sent; <see langword="false"/> for anything that <see cref="Encode"/> would not write. The signature is not
    /// verified.
    /// </summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, out SignedStatement? signed)
    {
        signed = null;
        if (bytes.Length is < SignatureFormat.SizeBytes or > MaxBytes
            || !Statement.TryDecode(bytes[..^SignatureFormat.SizeBytes], out Statement? statement))
        {
            return false;
        }
        signed = new SignedStatement(statement!, bytes[^SignatureFormat.SizeBytes..]);
        return true;
    }

    /// <summary>True if the statements and the signatures are equal.</summary>
    public bool Equals(SignedStatement? other) =>
        other is not null && Statement == other.Statement && _signature.AsSpan().SequenceEqual(other._signature);

    /// <inheritdoc/>
    public override int GetHashCode() => Statement.GetHashCode();
}
