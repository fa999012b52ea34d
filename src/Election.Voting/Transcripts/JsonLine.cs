using System.Buffers;
using System.Text.Json;
using System.Text;
using Election.Groups.Model;

namespace Election.Voting.Transcripts;

/// <summary>
/// Writes JSON that has only one form: fields in the order they are written, no spaces, and in text no escapes except for <c>"</c> and
/// <c>\</c>. The writer's own encoders escape by tables that change with the version of Unicode, so names are written raw; they contain no
/// control character, and the rest is ASCII.
/// </summary>
internal static class JsonLine
{
    private static readonly JsonWriterOptions s_options = new() { SkipValidation = true };

    /// <summary>Writes one object and a line feed.</summary>
    internal static byte[] Write<TState>(TState state, Action<Utf8JsonWriter, TState> fields)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, s_options))
        {
            writer.WriteStartObject();
            fields(writer, state);
            writer.WriteEndObject();
        }
        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes a name, or null.</summary>
    internal static void Name(this Utf8JsonWriter writer, string property, string? name)
    {
        writer.WritePropertyName(property);
        writer.NameValue(name);
    }

    /// <summary>Writes a name in an array, or null.</summary>
    internal static void NameValue(this Utf8JsonWriter writer, string? name)
    {
        if (name is null)
            writer.WriteNullValue();
        else
            writer.WriteRawValue(Quote(name), skipInputValidation: true);
    }

    /// <summary>Writes a digest in lower-case hexadecimal.</summary>
    internal static void Hex(this Utf8JsonWriter writer, string property, Hash256 hash) => writer.WriteString(property, hash.ToString());

    /// <summary>Writes bytes in lower-case hexadecimal.</summary>
    internal static void Hex(this Utf8JsonWriter writer, string property, ReadOnlySpan<byte> bytes) =>
        writer.WriteString(property, Convert.ToHexStringLower(bytes));

    private static string Quote(string name)
    {
        var quoted = new StringBuilder(name.Length + 2).Append('"');
        foreach (char c in name)
        {
            if (c is '"' or '\\')
                quoted.Append('\\');
            quoted.Append(c);
        }
        return quoted.Append('"').ToString();
    }
}
