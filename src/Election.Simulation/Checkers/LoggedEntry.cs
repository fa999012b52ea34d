using System.Text.Json;
using Election.Voting.Statements;

namespace Election.Simulation.Checkers;

/// <summary>One ordered statement as a transcript tells it.</summary>
/// <param name="Index">Its index.</param>
/// <param name="IsAccepted">Whether the node counted it.</param>
/// <param name="Signed">The statement; null for bytes that are none.</param>
internal sealed record LoggedEntry(ulong Index, bool IsAccepted, SignedStatement? Signed)
{
    /// <summary>Reads a transcript's line; null for the header and the result.</summary>
    public static LoggedEntry? Read(ReadOnlyMemory<byte> line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement root = document.RootElement;
        if (root.GetProperty("t").GetString() != "entry")
            return null;
        byte[] statement = Convert.FromHexString(root.GetProperty("statement").GetString()!);
        bool accepted = root.GetProperty("outcome").GetString() == "accepted";
        SignedStatement.TryDecode(statement, out SignedStatement? signed);
        return new LoggedEntry(root.GetProperty("index").GetUInt64(), accepted, signed);
    }
}
