using System.Buffers.Binary;
using Election.Groups.Model;

namespace Election.Voting.Statements;

/// <summary>
/// A statement that a voter or a member signs. Its bytes are laid out in docs/transcript.md, "Statement". The factories make the only forms
/// that <see cref="SignedStatement.TryDecode"/> reads back.
/// </summary>
public sealed record Statement
{
    /// <summary>The domain tag: the first signed bytes, followed by a zero byte.</summary>
    public const string Domain = "election-statement/1";

    /// <summary>The largest body, in bytes: enough for a RESULT with the most choices and the longest names.</summary>
    public const int MaxBodyBytes = 1024;

    private const int FixedBytes = 20 + 1 + 1 + 1 + Hash256.SizeBytes + Hash256.SizeBytes + 2 + 8 + Hash256.SizeBytes + 2;
    private const int VoteBodyBytes = sizeof(ushort);

    private byte[]? _signedBytes;

    private Statement(StatementKind kind, SignatureAlgorithm algorithm, Hash256 electionId, Hash256 signer)
    {
        Kind = kind;
        Algorithm = algorithm;
        ElectionId = electionId;
        Signer = signer;
    }

    /// <summary>The largest length of <see cref="SignedBytes"/>.</summary>
    public const int MaxSignedBytes = FixedBytes + MaxBodyBytes;

    /// <summary>The kind of statement.</summary>
    public StatementKind Kind { get; }

    /// <summary>The signature algorithm.</summary>
    public SignatureAlgorithm Algorithm { get; }

    /// <summary>The election it belongs to.</summary>
    public Hash256 ElectionId { get; }

    /// <summary>The fingerprint of the key that signs it.</summary>
    public Hash256 Signer { get; }

    /// <summary>The contest, counted from 0. This version has one.</summary>
    public ushort Contest { get; private init; }

    /// <summary>The number among the voter's statements, from 1; 0 for a member's statement.</summary>
    public ulong Sequence { get; private init; }

    /// <summary>The identity of the voter's previous statement; zero for the first one and for a member's.</summary>
    public Hash256 Previous { get; private init; }

    /// <summary>VOTE: the choice, 2 bytes. RESULT: the certificate body. Otherwise empty.</summary>
    public ReadOnlyMemory<byte> Body { get; private init; }

    /// <summary>The choice of a VOTE, counted from 0; -1 for anything else.</summary>
    public int Choice => Kind == StatementKind.Vote ? BinaryPrimitives.ReadUInt16BigEndian(Body.Span) : -1;

    /// <summary>SHA-256 over <see cref="SignedBytes"/>: signatures differ from call to call and never enter identity.</summary>
    public Hash256 Identity => Hash256.Of(SignedBytes());

    /// <summary>Makes an OPEN by a member.</summary>
    public static Statement Open(SignatureAlgorithm algorithm, Hash256 electionId, Hash256 signer) =>
        new(StatementKind.Open, algorithm, electionId, signer);

    /// <summary>Makes a CLOSE by a member.</summary>
    public static Statement Close(SignatureAlgorithm algorithm, Hash256 electionId, Hash256 signer) =>
        new(StatementKind.Close, algorithm, electionId, signer);

    /// <summary>Makes a RESULT by a member.</summary>
    /// <param name="algorithm">The signature algorithm.</param>
    /// <param name="electionId">The election.</param>
    /// <param name="signer">The fingerprint of the member's key.</param>
    /// <param name="certificateBody">At most <see cref="MaxBodyBytes"/> bytes.</param>
    public static Statement Result(SignatureAlgorithm algorithm, Hash256 electionId, Hash256 signer,
        ReadOnlyMemory<byte> certificateBody) =>
        certificateBody.Length <= MaxBodyBytes
            ? new(StatementKind.Result, algorithm, electionId, signer) { Body = certificateBody }
            : throw new ArgumentException($"A statement's body has at most {MaxBodyBytes} bytes.", nameof(certificateBody));

    /// <summary>Makes a VOTE by a voter.</summary>
    /// <param name="algorithm">The signature algorithm.</param>
    /// <param name="electionId">The election.</param>
    /// <param name="signer">The fingerprint of the voter's key.</param>
    /// <param name="sequence">1 for the voter's first statement, and one more for each further one.</param>
    /// <param name="previous">The identity of the voter's previous statement; zero for the first.</param>
    /// <param name="choice">The choice, counted from 0 in the manifest's order.</param>
    public static Statement Vote(SignatureAlgorithm algorithm, Hash256 electionId, Hash256 signer, ulong sequence, Hash256 previous,
        int choice)
    {
        var body = new byte[VoteBodyBytes];
        BinaryPrimitives.WriteUInt16BigEndian(body, checked((ushort)choice));
        return Spoken(StatementKind.Vote, algorithm, electionId, signer, sequence, previous, body);
    }

    /// <summary>Makes an ABSTAIN; the parameters are those of <see cref="Vote"/>.</summary>
    public static Statement Abstain(SignatureAlgorithm algorithm, Hash256 electionId, Hash256 signer, ulong sequence, Hash256 previous) =>
        Spoken(StatementKind.Abstain, algorithm, electionId, signer, sequence, previous, default);

    /// <summary>Returns all signed bytes, domain tag first. The array belongs to the statement: do not write to it.</summary>
    public byte[] SignedBytes() => _signedBytes ??= Encode();

    /// <summary>Reads signed bytes; <see langword="false"/> for bytes that no factory makes.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> signedBytes, out Statement? statement)
    {
        statement = null;
        var reader = new SpanReader(signedBytes);
        reader.Raw(Domain.Length + 1);
        var kind = (StatementKind)reader.Byte();
        var algorithm = (SignatureAlgorithm)reader.Byte();
        Hash256 electionId = reader.Hash();
        Hash256 signer = reader.Hash();
        ushort contest = reader.UInt16();
        ulong sequence = reader.UInt64();
        Hash256 previous = reader.Hash();
        ReadOnlySpan<byte> body = reader.Medium();
        if (!reader.AtEnd || body.Length > MaxBodyBytes || !Enum.IsDefined(algorithm))
            return false;
        var read = new Statement(kind, algorithm, electionId, signer)
        {
            Contest = contest,
            Sequence = sequence,
            Previous = previous,
            Body = body.ToArray(),
        };
        if (!read.HasItsKindsShape() || !read.SignedBytes().AsSpan().SequenceEqual(signedBytes))
            return false;
        statement = read;
        return true;
    }

    /// <summary>True if all signed bytes are equal.</summary>
    public bool Equals(Statement? other) => other is not null && SignedBytes().AsSpan().SequenceEqual(other.SignedBytes());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Signer, Sequence);

    private static Statement Spoken(StatementKind kind, SignatureAlgorithm algorithm, Hash256 electionId, Hash256 signer, ulong sequence,
        Hash256 previous, ReadOnlyMemory<byte> body)
    {
        var statement = new Statement(kind, algorithm, electionId, signer) { Sequence = sequence, Previous = previous, Body = body };
        return statement.HasItsKindsShape() ? statement
            : throw new ArgumentException("A voter's first statement has sequence 1 and no previous one; later ones have both.",
                nameof(sequence));
    }

    private bool HasItsKindsShape() => Kind switch
    {
        StatementKind.Open or StatementKind.Close => Contest == 0 && Sequence == 0 && Previous.IsZero && Body.Length == 0,
        StatementKind.Vote => IsChained && Body.Length == VoteBodyBytes,
        StatementKind.Abstain => IsChained && Body.Length == 0,
        StatementKind.Result => Contest == 0 && Sequence == 0 && Previous.IsZero,
        _ => false,
    };

    private bool IsChained => Sequence > 0 && (Sequence == 1) == Previous.IsZero;

    private byte[] Encode()
    {
        var bytes = new byte[FixedBytes + Body.Length];
        var writer = new SpanWriter(bytes);
        writer.Raw("election-statement/1\0"u8);
        writer.Byte((byte)Kind);
        writer.Byte((byte)Algorithm);
        writer.Hash(ElectionId);
        writer.Hash(Signer);
        writer.UInt16(Contest);
        writer.UInt64(Sequence);
        writer.Hash(Previous);
        writer.Medium(Body.Span);
        return bytes;
    }
}
