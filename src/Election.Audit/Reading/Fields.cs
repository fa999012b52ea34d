using System.Text.Json;

namespace Election.Audit.Reading;

/// <summary>
/// Reads single fields of a JSON object. It is lenient on purpose: what it reads is written again and compared byte for byte, and that
/// comparison finds spaces, doubled fields, other escapes and the like.
/// </summary>
internal sealed class Fields : IDisposable
{
    private readonly JsonDocument _document;

    private Fields(JsonDocument document) => _document = document;

    /// <summary>Returns null if the bytes are not a JSON object.</summary>
    internal static Fields? Read(ReadOnlySpan<byte> line)
    {
        try
        {
            JsonDocument document = JsonDocument.Parse(line.ToArray());
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return new Fields(document);
            document.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Returns the text of a field; null if it is missing or not text.</summary>
    internal string? Text(string field) => TextOf(_document.RootElement, field);

    /// <summary>Returns the bytes of a hexadecimal field; null if it is missing or not hexadecimal.</summary>
    internal byte[]? Bytes(string field) => Text(field) is { } text ? Hex.Read(text) : null;

    /// <summary>
    /// Returns one text field of every object in an array; null if the array, an object or a field is missing or of another type.
    /// </summary>
    internal List<string>? TextsIn(string array, string field)
    {
        if (Find(_document.RootElement, array) is not { ValueKind: JsonValueKind.Array } list)
            return null;
        var texts = new List<string>();
        foreach (JsonElement item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object || TextOf(item, field) is not { } text)
                return null;
            texts.Add(text);
        }
        return texts;
    }

    public void Dispose() => _document.Dispose();

    private static string? TextOf(JsonElement element, string field)
    {
        try
        {
            return Find(element, field) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
        }
        catch (InvalidOperationException) // the text is no Unicode: half a surrogate pair, or broken UTF-8
        {
            return null;
        }
    }

    private static JsonElement? Find(JsonElement element, string field)
    {
        try
        {
            return element.TryGetProperty(field, out JsonElement value) ? value : null;
        }
        catch (InvalidOperationException) // a field's name is no Unicode
        {
            return null;
        }
    }
}
