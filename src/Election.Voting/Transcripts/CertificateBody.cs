using System.Collections.Immutable;
using System.Text.Unicode;
using System.Text;
using Election.Groups.Model;
using Election.Voting.Counting;
using Election.Voting.Setup;

namespace Election.Voting.Transcripts;

/// <summary>
/// A node's result of a closed election: the body of its RESULT, and of the certificate that equal RESULTs make. Its bytes are laid out in
/// docs/transcript.md, "RESULT". Equal by value.
/// </summary>
/// <param name="ElectionId">The id of the election.</param>
/// <param name="CloseIndex">CLOSE's index; in the weaker orders the number of accepted statements.</param>
/// <param name="Head">The chain at CLOSE; in the weaker orders the head of the set.</param>
/// <param name="Tally">The weights counted.</param>
/// <param name="Decision">The decision that follows from them.</param>
public sealed record CertificateBody(Hash256 ElectionId, LogIndex CloseIndex, Hash256 Head, Tally Tally, Decision Decision)
{
    /// <summary>The domain tag: the first bytes of the body, followed by a zero byte.</summary>
    public const string Domain = "election-result/1";

    private const int Contests = 1;
    private const long MaxCount = (long)Voter.MaxWeight * Manifest.MaxRoll;
    private const int MaxDecisionBytes = 8 + Names.MaxBytes;

    /// <summary>The certificate's identity: SHA-256 over <see cref="Encode"/>. The set of members that signed does not enter it.</summary>
    public Hash256 Id => Hash256.Of(Encode());

    /// <summary>Makes the body for a closed box and its chain.</summary>
    /// <param name="electionId">The id of the election.</param>
    /// <param name="manifest">The election's manifest.</param>
    /// <param name="box">The closed box.</param>
    /// <param name="chain">The chain after the last statement; used in the atomic order only.</param>
    /// <exception cref="InvalidOperationException">The box is not closed.</exception>
    public static CertificateBody Of(Hash256 electionId, Manifest manifest, BallotBox box, Hash256 chain)
    {
        if (!box.IsClosed)
            throw new InvalidOperationException("There is no result before the close.");
        Hash256 head = manifest.Order == DeliveryOrder.Atomic ? chain : TranscriptChain.HeadOfSet(electionId, box.AcceptedIdentities());
        Tally tally = box.Tally();
        return new CertificateBody(electionId, box.CloseIndex, head, tally, Decision.Of(manifest, tally, box.First));
    }

    /// <summary>Returns the canonical bytes.</summary>
    public byte[] Encode()
    {
        byte[] decision = Encoding.UTF8.GetBytes(Decision.Text);
        int weights = (Tally.Counts.Length + 1) * sizeof(ulong);
        int size = Domain.Length + 1 + Hash256.SizeBytes + sizeof(ulong) + Hash256.SizeBytes + 2 + 2 + weights + 2 + decision.Length;
        var bytes = new byte[size];
        var writer = new SpanWriter(bytes);
        writer.Raw("election-result/1\0"u8);
        writer.Hash(ElectionId);
        writer.UInt64(CloseIndex.Value);
        writer.Hash(Head);
        writer.UInt16(Contests);
        writer.UInt16((ushort)Tally.Counts.Length);
        foreach (long count in Tally.Counts)
            writer.UInt64((ulong)count);
        writer.UInt64((ulong)Tally.Abstentions);
        writer.Medium(decision);
        return bytes;
    }

    /// <summary>Reads canonical bytes; <see langword="false"/> for anything else, trailing bytes included.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, out CertificateBody? body)
    {
        body = null;
        var reader = new SpanReader(bytes);
        reader.Raw(Domain.Length + 1);
        Hash256 electionId = reader.Hash();
        var closeIndex = new LogIndex(reader.UInt64());
        Hash256 head = reader.Hash();
        int contests = reader.UInt16();
        int choices = reader.UInt16();
        if (reader.Failed || contests != Contests || choices is < ChoiceList.Min or > ChoiceList.Max)
            return false;
        var counts = new long[choices];
        for (int i = 0; i < choices; i++)
            counts[i] = Count(ref reader);
        long abstentions = Count(ref reader);
        ReadOnlySpan<byte> decision = reader.Medium();
        if (!reader.AtEnd || decision.Length > MaxDecisionBytes || !Utf8.IsValid(decision))
            return false;
        var read = new CertificateBody(electionId, closeIndex, head, new Tally(ImmutableArray.Create(counts), abstentions),
            new Decision(Encoding.UTF8.GetString(decision)));
        if (!read.Encode().AsSpan().SequenceEqual(bytes))
            return false;
        body = read;
        return true;
    }

    private static long Count(ref SpanReader reader)
    {
        ulong count = reader.UInt64();
        if (count > MaxCount)
            reader.Fail();
        return (long)count;
    }
}
