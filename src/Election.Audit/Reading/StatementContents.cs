using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Election.Audit.Reading;

/// <summary>The fields of a signed statement: docs/transcript.md, "Statement".</summary>
internal sealed record StatementContents
{
    internal const int Open = 1, Vote = 2, Abstain = 3, Close = 4, Result = 5;
    internal const int RealAlgorithm = 1, SimulatedAlgorithm = 255;

    private const string Tag = "election-statement/1";
    private const int MaxBodyBytes = 1024, SignatureBytes = 64, HashBytes = 32;
    private static readonly string[] s_kinds = ["", "open", "vote", "abstain", "close", "result"];
    private static readonly string s_zero = new('0', 2 * HashBytes);

    internal required int Kind { get; init; }
    internal required int Algorithm { get; init; }
    internal required string ElectionId { get; init; }
    internal required string Signer { get; init; }
    internal required int Contest { get; init; }
    internal required ulong Sequence { get; init; }
    internal required string Previous { get; init; }
    internal required byte[] Body { get; init; }
    internal required byte[] SignedBytes { get; init; }
    internal required byte[] Signature { get; init; }

    internal string KindText => s_kinds[Kind];
    internal string Identity => Hex.Of(SHA256.HashData(SignedBytes));
    internal bool IsVoters => Kind is Vote or Abstain;

    /// <summary>The choice of a vote, counted from 0; -1 for anything else.</summary>
    internal int Choice => Kind == Vote ? BinaryPrimitives.ReadUInt16BigEndian(Body) : -1;

    /// <summary>Returns null if the bytes are not a readable statement.</summary>
    internal static StatementContents? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < SignatureBytes)
            return null;
        ReadOnlySpan<byte> signed = bytes[..^SignatureBytes];
        var reader = new ByteReader(signed);
        bool tagged = Tagged.TakeTag(ref reader, Tag);
        var read = new StatementContents
        {
            Kind = (int)reader.Number(1),
            Algorithm = (int)reader.Number(1),
            ElectionId = Hex.Of(reader.Take(HashBytes)),
            Signer = Hex.Of(reader.Take(HashBytes)),
            Contest = (int)reader.Number(2),
            Sequence = reader.Number(8),
            Previous = Hex.Of(reader.Take(HashBytes)),
            Body = reader.Counted(2).ToArray(),
            SignedBytes = signed.ToArray(),
            Signature = bytes[^SignatureBytes..].ToArray(),
        };
        return tagged && reader.IsDone && read.HasShape() ? read : null;
    }

    /// <summary>Returns the bytes that a member's RESULT with this body signs.</summary>
    internal static byte[] ResultSignedBytes(int algorithm, byte[] electionId, AuditMember member, byte[] body) => Tagged.Join(Tag,
        [Result, (byte)algorithm], electionId, SHA256.HashData(member.Key), new byte[2 + 8 + HashBytes], ByteReader.U16(body.Length), body);

    private bool HasShape()
    {
        bool isMembers = Contest == 0 && Sequence == 0 && Previous == s_zero;
        bool isChained = Sequence > 0 && (Sequence == 1) == (Previous == s_zero);
        return Algorithm is RealAlgorithm or SimulatedAlgorithm && Kind switch
        {
            Open or Close => isMembers && Body.Length == 0,
            Vote => isChained && Body.Length == 2,
            Abstain => isChained && Body.Length == 0,
            Result => isMembers && Body.Length <= MaxBodyBytes,
            _ => false,
        };
    }
}
