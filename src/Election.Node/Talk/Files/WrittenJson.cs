using System.Text.Json.Serialization.Metadata;
using System.Text.Json;
using System.Text.Unicode;
using System.Text;
using Election.Groups.Model;

namespace Election.Node.Talk.Files;

/// <summary>
/// Reads JSON that a person wrote with an editor. Its errors give the line and column in the writer's terms; the serializer's own messages
/// would name types of this program.
/// </summary>
internal static class WrittenJson
{
    /// <summary>Reads and checks a file.</summary>
    /// <param name="bytes">The file's bytes; a leading byte order mark, which some editors write, is ignored.</param>
    /// <param name="layout">The type to read.</param>
    /// <param name="page">The page that describes the format, for example <c>docs/labs.md</c>.</param>
    /// <returns>The content, or one clause that states the error and its place.</returns>
    public static Parsed<T> Read<T>(ReadOnlySpan<byte> bytes, JsonTypeInfo<T> layout, string page)
        where T : class
    {
        ReadOnlySpan<byte> text = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        var fields = new OrderedDictionary<string, long>(StringComparer.Ordinal);
        if (Flaw(text, layout.Options, fields) is { } flaw)
            return flaw;
        try
        {
            return JsonSerializer.Deserialize(text, layout) is { } document ? document : Sentence.Of($"it is null");
        }
        catch (JsonException misfit)
        {
            return Misfit(text, misfit, layout, page, fields);
        }
        catch (NotSupportedException)
        {
            // A type with several kinds is given without its kind.
            return Sentence.Of($"a part of it does not name its kind, which {page} requires");
        }
    }

    // Errors that do not depend on the type. Collects the outermost fields with their positions.
    private static Sentence? Flaw(ReadOnlySpan<byte> text, JsonSerializerOptions options, OrderedDictionary<string, long> fields)
    {
        if (!Utf8.IsValid(text))
            return $"it is not UTF-8 text";
        if (text.Trim(" \t\r\n"u8).IsEmpty)
            return $"it is empty";
        var names = new Stack<HashSet<string>>();
        var reader = new Utf8JsonReader(text, OptionsOf(options));
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.StartObject)
                    names.Push(new HashSet<string>(StringComparer.Ordinal));
                else if (reader.TokenType == JsonTokenType.EndObject)
                    names.Pop();
                else if (reader.TokenType == JsonTokenType.String)
                    _ = reader.GetString();
                if (reader.TokenType != JsonTokenType.PropertyName)
                    continue;
                string name = reader.GetString()!;
                (int line, int column) = PlaceOf(text, reader.TokenStartIndex);
                if (!names.Peek().Add(name))
                    return $"{Quoted.Of(name)} appears twice (line {line}, column {column})";
                if (reader.CurrentDepth == 1)
                    fields.Add(name, reader.TokenStartIndex);
            }
            return null;
        }
        catch (JsonException damaged)
        {
            (int line, int column) = PlaceOf(text, IndexOf(text, damaged));
            return $"it is not JSON (line {line}, column {column})";
        }
        catch (InvalidOperationException)
        {
            // An escaped half of a surrogate pair is not a character.
            (int line, int column) = PlaceOf(text, reader.TokenStartIndex);
            return $"it is not JSON (line {line}, column {column})";
        }
    }

    private static Sentence Misfit(
        ReadOnlySpan<byte> text, JsonException misfit, JsonTypeInfo layout, string page, OrderedDictionary<string, long> fields)
    {
        bool isObject = layout.Kind == JsonTypeInfoKind.Object && text.Trim(" \t\r\n"u8)[0] == '{';
        foreach ((string name, long start) in fields)
        {
            (int at, int character) = PlaceOf(text, start);
            if (isObject && !layout.Properties.Any(field => field.Name == name))
                return $"{Quoted.Of(name)} is not a field that {page} knows (line {at}, column {character})";
        }
        if (isObject && layout.Properties.FirstOrDefault(field => field.IsRequired && !fields.ContainsKey(field.Name)) is { } missing)
            return $"it has no {Quoted.Of(missing.Name)}, which {page} requires";
        (int line, int column) = PlaceOf(text, TokenBefore(text, layout.Options, IndexOf(text, misfit)));
        string path = (misfit.Path ?? "").TrimStart('$').TrimStart('.');
        return path.Length == 0
            ? $"it does not match {page} (line {line}, column {column})"
            : Sentence.Of($"{Quoted.Of(path)} does not match {page} (line {line}, column {column})");
    }

    // The serializer reports the position where it stopped, which is after the value that it rejected.
    private static long TokenBefore(ReadOnlySpan<byte> text, JsonSerializerOptions options, long index)
    {
        long start = 0;
        var reader = new Utf8JsonReader(text, OptionsOf(options));
        while (reader.Read() && reader.TokenStartIndex < index)
            start = reader.TokenStartIndex;
        return start;
    }

    private static JsonReaderOptions OptionsOf(JsonSerializerOptions options) => new()
    {
        AllowTrailingCommas = options.AllowTrailingCommas,
        CommentHandling = options.ReadCommentHandling,
        MaxDepth = options.MaxDepth,
    };

    private static long IndexOf(ReadOnlySpan<byte> text, JsonException damaged)
    {
        int start = 0;
        for (long line = damaged.LineNumber ?? 0; line > 0 && text[start..].IndexOf((byte)'\n') is >= 0 and var length; line--)
            start += length + 1;
        return Math.Min(start + (damaged.BytePositionInLine ?? 0), text.Length);
    }

    // Editors count from 1, and in characters.
    private static (int Line, int Column) PlaceOf(ReadOnlySpan<byte> text, long index)
    {
        ReadOnlySpan<byte> before = text[..(int)index];
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1);
    }
}
