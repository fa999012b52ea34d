using System.Text.Json;
using Election.Groups.Model;
using Election.Voting.Statements;

namespace Election.Traces.Recording;

/// <summary>One ordered statement as a transcript records it.</summary>
/// <param name="Index">The statement's index.</param>
/// <param name="IsAccepted">True if the node counted it.</param>
/// <param name="Signed">The statement; null if the bytes are not one.</param>
public sealed record LoggedEntry(ulong Index, bool IsAccepted, SignedStatement? Signed)
{
    private Hash256? _identity;

    /// <summary>The statement's bytes, readable or not.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>
    /// The statement's identity; zero if the bytes are not a statement. Computed once, because one entry is delivered many times.
    /// </summary>
    public Hash256 Identity => _identity ??= Signed?.Statement.Identity ?? default;

    /// <summary>Reads a line of a transcript; null for the header and the result.</summary>
    public static LoggedEntry? Read(ReadOnlyMemory<byte> line)
    {
        if (!line.Span.StartsWith("{\"t\":\"entry\""u8))
            return null;
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement root = document.RootElement;
        byte[] statement = Convert.FromHexString(root.GetProperty("statement").GetString()!);
        bool accepted = root.GetProperty("outcome").GetString() == "accepted";
        SignedStatement.TryDecode(statement, out SignedStatement? signed);
        return new LoggedEntry(root.GetProperty("index").GetUInt64(), accepted, signed) { Bytes = statement };
    }
}
