using Election.Groups.Model;

namespace Election.Voting.Statements;

/// <summary>A statement with its signature: the bytes that travel, that the log orders, and that the transcript chains.</summary>
public sealed record SignedStatement
{
    /// <summary>The most bytes of a signed statement.</summary>
    public const int MaxBytes = Statement.MaxSignedBytes + SignatureFormat.SizeBytes;

    private readonly byte[] _signature;

    /// <summary>Puts a signature to a statement. Nothing is checked: that is a separate effect.</summary>
    /// <param name="statement">What was signed.</param>
    /// <param name="signature">Exactly <see cref="SignatureFormat.SizeBytes"/> bytes.</param>
    /// <exception cref="ArgumentException">The length is another.</exception>
    public SignedStatement(Statement statement, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureFormat.SizeBytes)
            throw new ArgumentException($"A signature has {SignatureFormat.SizeBytes} bytes, not {signature.Length}.", nameof(signature));
        Statement = statement;
        _signature = signature.ToArray();
    }

    /// <summary>What was signed.</summary>
    public Statement Statement { get; }

    /// <summary>The signature.</summary>
    public ReadOnlyMemory<byte> Signature => _signature;

    /// <summary>The bytes that travel: all that is signed, then the signature.</summary>
    public byte[] Encode() => [.. Statement.SignedBytes(), .. _signature];

    /// <summary>
    /// Reads the bytes that travel; <see langword="false"/> for anything <see cref="Encode"/> would not write. The signature is not
    /// checked.
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

    /// <summary>Equal when statement and signature are.</summary>
    public bool Equals(SignedStatement? other) =>
        other is not null && Statement == other.Statement && _signature.AsSpan().SequenceEqual(other._signature);

    /// <inheritdoc/>
    public override int GetHashCode() => Statement.GetHashCode();
}
