using System.Collections.Immutable;
using System.Text.Json;
using Election.Groups.Model;
using Election.Voting.Setup;
using Election.Voting.Statements;

namespace Election.Voting.Transcripts;

/// <summary>Writes and reads the JSON form of a certificate.</summary>
internal static class CertificateDocument
{
    // The largest START takes two thirds of this in hexadecimal, and a full set of signatures a tenth: a longer document is not worth
    // parsing.
    private const int MaxBytes = 4 * Proposal.MaxContextBytes;

    internal static byte[] Write(Certificate certificate, Manifest manifest) =>
        JsonLine.Write((certificate, manifest), static (writer, state) =>
    {
        (Certificate certificate, Manifest manifest) = state;
        writer.WriteString("schema", Certificate.Schema);
        writer.Hex("id", certificate.Body.Id);
        writer.Hex("electionId", certificate.Body.ElectionId);
        writer.Name("title", manifest.Title);
        writer.WriteStartArray("choices");
        foreach (string choice in manifest.Choices)
            writer.NameValue(choice);
        writer.WriteEndArray();
        writer.WriteBody(certificate.Body);
        writer.WriteString("algorithm", certificate.Algorithm.ToText());
        writer.WriteStartArray("signatures");
        foreach (CertificateSignature signature in certificate.Signatures)
        {
            writer.WriteStartObject();
            writer.Name("member", signature.Member.Text);
            writer.Hex("signature", signature.Signature.Span);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.Hex("body", certificate.Body.Encode());
        writer.Hex("start", certificate.Proposal.Encoded.Span);
    });

    internal static bool TryRead(ReadOnlyMemory<byte> json, out Certificate? certificate)
    {
        certificate = null;
        if (json.Length > MaxBytes)
            return false;
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            Certificate? read = Read(document.RootElement);
            if (read is null || !Manifest.TryDecode(read.Proposal.Context.Span, out Manifest? manifest)
                || !Write(read, manifest!).AsSpan().SequenceEqual(json.Span))
            {
                return false;
            }
            certificate = read;
            return true;
        }
        // InvalidOperationException comes from half a surrogate pair in an escape.
        catch (Exception damage) when (damage is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static Certificate? Read(JsonElement root)
    {
        if (!TryBytes(root, "start", out byte[] start) || !Proposal.TryDecode(start, out Proposal? proposal)
            || !TryBytes(root, "body", out byte[] bodyBytes) || !CertificateBody.TryDecode(bodyBytes, out CertificateBody? body)
            || !TryText(root, "algorithm", out string algorithmText) || AlgorithmOf(algorithmText) is not { } algorithm
            || !root.TryGetProperty("signatures", out JsonElement list) || list.ValueKind != JsonValueKind.Array)
        {
            return null;
        }
        ImmutableArray<CertificateSignature>.Builder signatures = ImmutableArray.CreateBuilder<CertificateSignature>();
        var last = Rank.None;
        foreach (JsonElement item in list.EnumerateArray())
        {
            if (!TryText(item, "member", out string text) || !MemberId.Read(text).TryGet(out MemberId member)
                || !TryBytes(item, "signature", out byte[] signature) || signature.Length != SignatureFormat.SizeBytes)
            {
                return null;
            }
            Rank rank = proposal!.RankOf(member.Tag);
            if (rank.Value <= last.Value)
                return null;
            last = rank;
            signatures.Add(new CertificateSignature(member, signature));
        }
        return new Certificate(proposal!, body!, algorithm, signatures.ToImmutable());
    }

    private static SignatureAlgorithm? AlgorithmOf(string text)
    {
        foreach (SignatureAlgorithm algorithm in Enum.GetValues<SignatureAlgorithm>())
        {
            if (algorithm.ToText() == text)
                return algorithm;
        }
        return null;
    }

    private static bool TryText(JsonElement element, string property, out string text)
    {
        text = "";
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(property, out JsonElement value)
            || value.ValueKind != JsonValueKind.String)
        {
            return false;
        }
        text = value.GetString()!;
        return true;
    }

    private static bool TryBytes(JsonElement element, string property, out byte[] bytes)
    {
        bytes = [];
        if (!TryText(element, property, out string hex) || hex.Length % 2 != 0)
            return false;
        bytes = new byte[hex.Length / 2];
        return Convert.FromHexString(hex, bytes, out _, out _) == System.Buffers.OperationStatus.Done;
    }
}
