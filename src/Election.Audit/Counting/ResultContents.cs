using System.Text;
using Election.Audit.Reading;

namespace Election.Audit.Counting;

/// <summary>The body of a RESULT: docs/transcript.md, "RESULT" and "Tally and decision".</summary>
internal sealed record ResultContents(byte[] ElectionId, ulong CloseIndex, byte[] Head, long[] Counts, long Abstentions, string Decision)
{
    private const string Tag = "election-result/1";
    private const int HashBytes = 32, MaxChoices = 32;
    private const ulong MaxWeight = 256_000_000;

    internal long Turnout
    {
        get
        {
            long turnout = Abstentions;
            foreach (long count in Counts)
                turnout += count;
            return turnout;
        }
    }

    internal byte[] Encode()
    {
        var counts = new byte[8 * Counts.Length];
        for (int i = 0; i < Counts.Length; i++)
            ByteReader.U64((ulong)Counts[i]).CopyTo(counts, 8 * i);
        byte[] decision = Encoding.UTF8.GetBytes(Decision);
        return Tagged.Join(Tag, ElectionId, ByteReader.U64(CloseIndex), Head, ByteReader.U16(1), ByteReader.U16(Counts.Length), counts,
            ByteReader.U64((ulong)Abstentions), ByteReader.U16(decision.Length), decision);
    }

    /// <summary>
    /// True if the decision can follow from the weights. Under first-to-K the weights do not tell which choice was first.
    /// </summary>
    internal bool IsPossible(ManifestContents manifest)
    {
        if (manifest.FirstTo is not { } enough || !Array.Exists(Counts, count => count >= enough))
            return Decision == Decide(manifest, Counts, Abstentions, first: -1);
        for (int i = 0; i < Counts.Length; i++)
        {
            if (Counts[i] >= enough && Decision == Decide(manifest, Counts, Abstentions, i))
                return true;
        }
        return false;
    }

    /// <summary>Reads a RESULT body; returns null if the bytes are not one.</summary>
    internal static ResultContents? Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        bool tagged = Tagged.TakeTag(ref reader, Tag);
        byte[] electionId = reader.Take(HashBytes).ToArray();
        ulong closeIndex = reader.Number(8);
        byte[] head = reader.Take(HashBytes).ToArray();
        ulong contests = reader.Number(2);
        ulong choices = reader.Number(2);
        if (!tagged || reader.Failed || contests != 1 || choices > MaxChoices)
            return null;
        var counts = new long[choices];
        bool inBounds = true;
        for (int i = 0; i < counts.Length; i++)
            inBounds &= (counts[i] = (long)reader.Number(8)) is >= 0 and <= (long)MaxWeight;
        ulong abstentions = reader.Number(8);
        string decision = reader.Text(2);
        return reader.IsDone && inBounds && abstentions <= MaxWeight
            ? new ResultContents(electionId, closeIndex, head, counts, (long)abstentions, decision) : null;
    }

    /// <summary>Returns the decision that follows from the manifest's rule and quorum.</summary>
    /// <param name="manifest">The manifest, with the rule, the quorum and the choices.</param>
    /// <param name="counts">The weight for each choice.</param>
    /// <param name="abstentions">The weight of the abstentions.</param>
    /// <param name="first">Under first-to-K, the choice that reached K first; -1 for none.</param>
    internal static string Decide(ManifestContents manifest, long[] counts, long abstentions, int first)
    {
        long turnout = abstentions, most = 0;
        foreach (long count in counts)
        {
            turnout += count;
            most = Math.Max(most, count);
        }
        if (manifest.Quorum > turnout)
            return "no-quorum";
        if (manifest.FirstTo is not null)
            return first < 0 ? "none" : "elected:" + manifest.Choices[first];
        int winner = Array.IndexOf(counts, most);
        return Array.LastIndexOf(counts, most) == winner ? "elected:" + manifest.Choices[winner] : "tie";
    }
}
