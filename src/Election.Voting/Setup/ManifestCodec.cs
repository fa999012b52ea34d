using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using Election.Groups.Model;

namespace Election.Voting.Setup;

/// <summary>
/// Encodes and decodes the layout of docs/transcript.md, "Manifest". <see cref="ManifestRules"/> checks the bounds of values.
/// </summary>
internal static class ManifestCodec
{
    private const byte Version = 1;
    private const int Contests = 1;
    private const byte Plurality = 1, FirstTo = 2, LastVoteWins = 3;

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal static int SizeOf(Manifest manifest)
    {
        int size = 4 + sizeof(uint) + sizeof(ushort) + TextSize(manifest.Title) + 1 + (manifest.Chair?.Text.Length ?? 0);
        size += manifest.Rule is FirstToRule ? sizeof(uint) : 0;
        size += sizeof(ushort);
        foreach (string choice in manifest.Choices)
            size += TextSize(choice);
        size += sizeof(ushort);
        foreach (Voter voter in manifest.Roll)
            size += TextSize(voter.Name) + PublicKey.SizeBytes + sizeof(uint);
        return size + Hash256.SizeBytes;
    }

    internal static byte[] Encode(Manifest manifest)
    {
        var bytes = new byte[SizeOf(manifest)];
        var writer = new SpanWriter(bytes);
        writer.Byte(Version);
        Text(ref writer, manifest.Title);
        writer.Byte((byte)manifest.Order);
        Rule(ref writer, manifest.Rule);
        writer.Byte((byte)manifest.ReVote);
        writer.UInt32((uint)(manifest.Quorum ?? 0));
        writer.Short(Encoding.ASCII.GetBytes(manifest.Chair?.Text ?? ""));
        writer.UInt16(Contests);
        writer.UInt16((ushort)manifest.Choices.Length);
        foreach (string choice in manifest.Choices)
            Text(ref writer, choice);
        writer.UInt16((ushort)manifest.Roll.Length);
        foreach (Voter voter in manifest.Roll)
        {
            Text(ref writer, voter.Name);
            writer.Raw(voter.Key.Bytes);
            writer.UInt32((uint)voter.Weight);
        }
        writer.Hash(manifest.Nonce);
        return bytes;
    }

    /// <summary>Returns null if the bytes do not have this layout.</summary>
    internal static Manifest? Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new SpanReader(bytes);
        if (reader.Byte() != Version)
            return null;
        string title = Text(ref reader);
        var order = (DeliveryOrder)reader.Byte();
        CountingRule rule = Rule(ref reader);
        var reVote = (ReVotePolicy)reader.Byte();
        uint quorum = reader.UInt32();
        ReadOnlySpan<byte> chairBytes = reader.Short();
        MemberId chair = default;
        if (quorum > int.MaxValue || (chairBytes.Length > 0 && !MemberId.TryDecode(chairBytes, out chair)) || reader.UInt16() != Contests)
            return null;
        ImmutableArray<string> choices = Choices(ref reader);
        ImmutableArray<Voter> roll = Roll(ref reader);
        Hash256 nonce = reader.Hash();
        return !reader.AtEnd ? null : new Manifest
        {
            Title = title,
            Order = order,
            Rule = rule,
            ReVote = reVote,
            Quorum = quorum == 0 ? null : (int)quorum,
            Chair = chairBytes.Length == 0 ? null : chair,
            Choices = choices,
            Roll = roll,
            Nonce = nonce,
        };
    }

    private static void Rule(ref SpanWriter writer, CountingRule rule)
    {
        switch (rule)
        {
            case PluralityRule:
                writer.Byte(Plurality);
                break;
            case FirstToRule { Weight: var weight }:
                writer.Byte(FirstTo);
                writer.UInt32((uint)weight);
                break;
            case LastVoteWinsRule:
                writer.Byte(LastVoteWins);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private static CountingRule Rule(ref SpanReader reader)
    {
        switch (reader.Byte())
        {
            case FirstTo:
                uint weight = reader.UInt32();
                return new FirstToRule(weight <= int.MaxValue ? (int)weight : 0);
            case LastVoteWins:
                return new LastVoteWinsRule();
            case Plurality:
                return CountingRule.Plurality;
            default:
                reader.Fail();
                return CountingRule.Plurality;
        }
    }

    private static ImmutableArray<string> Choices(ref SpanReader reader)
    {
        int count = reader.UInt16();
        if (count > ChoiceList.Max)
            reader.Fail();
        ImmutableArray<string>.Builder choices = ImmutableArray.CreateBuilder<string>();
        for (int i = 0; i < count && !reader.Failed; i++)
            choices.Add(Text(ref reader));
        return choices.ToImmutable();
    }

    private static ImmutableArray<Voter> Roll(ref SpanReader reader)
    {
        int count = reader.UInt16();
        if (count > Manifest.MaxRoll)
            reader.Fail();
        ImmutableArray<Voter>.Builder roll = ImmutableArray.CreateBuilder<Voter>();
        for (int i = 0; i < count && !reader.Failed; i++)
        {
            string name = Text(ref reader);
            ReadOnlySpan<byte> key = reader.Raw(PublicKey.SizeBytes);
            uint weight = reader.UInt32();
            if (weight > int.MaxValue)
                reader.Fail();
            if (!reader.Failed)
                roll.Add(new Voter(name, new PublicKey(key), (int)weight));
        }
        return roll.ToImmutable();
    }

    private static int TextSize(string text) => sizeof(ushort) + s_utf8.GetByteCount(text);

    private static void Text(ref SpanWriter writer, string text) => writer.Medium(s_utf8.GetBytes(text));

    private static string Text(ref SpanReader reader)
    {
        ReadOnlySpan<byte> bytes = reader.Medium();
        if (bytes.Length <= Names.MaxBytes && System.Text.Unicode.Utf8.IsValid(bytes))
            return s_utf8.GetString(bytes);
        reader.Fail();
        return "";
    }
}
