using System.Collections.Immutable;
using System.Security.Cryptography;
using Election.Groups.Model;

namespace Election.Voting.Transcripts;

/// <summary>
/// The hash chain over the ordered statements, refused ones included: docs/transcript.md, "Chain". No view, epoch, batch boundary or clock
/// enters it, so that nodes that delivered the same statements have the same head, however they got there.
/// </summary>
public static class TranscriptChain
{
    /// <summary>The domain tag of the first link.</summary>
    public const string StartDomain = "election-chain/1";

    /// <summary>The domain tag of every further link.</summary>
    public const string LinkDomain = "election-link/1";

    /// <summary>The domain tag of the weaker orders' head.</summary>
    public const string SetDomain = "election-set/1";

    /// <summary>Returns the chain before the first statement.</summary>
    public static Hash256 Start(Hash256 electionId)
    {
        Span<byte> bytes = stackalloc byte[StartDomain.Length + 1 + Hash256.SizeBytes];
        var writer = new SpanWriter(bytes);
        writer.Raw("election-chain/1\0"u8);
        writer.Hash(electionId);
        return Hash256.Of(bytes);
    }

    /// <summary>Returns the chain after one more statement.</summary>
    /// <param name="previous">The chain before it.</param>
    /// <param name="index">The statement's index.</param>
    /// <param name="signedStatement">The statement's full bytes, signature included.</param>
    public static Hash256 Next(Hash256 previous, LogIndex index, ReadOnlySpan<byte> signedStatement)
    {
        Span<byte> fixedPart = stackalloc byte[LinkDomain.Length + 1 + Hash256.SizeBytes + sizeof(ulong) + sizeof(uint)];
        var writer = new SpanWriter(fixedPart);
        writer.Raw("election-link/1\0"u8);
        writer.Hash(previous);
        writer.UInt64(index.Value);
        writer.UInt32((uint)signedStatement.Length);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(fixedPart);
        hash.AppendData(signedStatement);
        Span<byte> digest = stackalloc byte[Hash256.SizeBytes];
        hash.GetHashAndReset(digest);
        return new Hash256(digest);
    }

    /// <summary>Returns the head in the weaker orders, which agree on a set and not on a sequence.</summary>
    /// <param name="electionId">The id of the election.</param>
    /// <param name="sortedIdentities">The identities of the accepted statements in rising order.</param>
    public static Hash256 HeadOfSet(Hash256 electionId, ImmutableArray<Hash256> sortedIdentities)
    {
        var bytes = new byte[SetDomain.Length + 1 + Hash256.SizeBytes + sortedIdentities.Length * Hash256.SizeBytes];
        var writer = new SpanWriter(bytes);
        writer.Raw("election-set/1\0"u8);
        writer.Hash(electionId);
        foreach (Hash256 identity in sortedIdentities)
            writer.Hash(identity);
        return Hash256.Of(bytes);
    }
}
