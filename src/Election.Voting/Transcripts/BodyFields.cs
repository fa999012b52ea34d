using System.Text.Json;

namespace Election.Voting.Transcripts;

/// <summary>Writes the fields that a RESULT line and a certificate share.</summary>
internal static class BodyFields
{
    internal static void WriteBody(this Utf8JsonWriter writer, CertificateBody body)
    {
        writer.WriteNumber("closeIndex", body.CloseIndex.Value);
        writer.Hex("head", body.Head);
        writer.WriteStartArray("counts");
        foreach (long count in body.Tally.Counts)
            writer.WriteNumberValue(count);
        writer.WriteEndArray();
        writer.WriteNumber("abstentions", body.Tally.Abstentions);
        writer.WriteNumber("turnout", body.Tally.Turnout);
        writer.Name("decision", body.Decision.Text);
    }
}
