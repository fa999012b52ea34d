using Election.Groups.Model;
using Election.Voting.Statements;

namespace Election.Voting.Core;

/// <summary>
/// The statements of this node's earlier lives, from the journal: they are said again byte for byte, and nothing else in their place.
/// </summary>
internal sealed class OwnPast
{
    private readonly List<SignedStatement> _statements = [];

    /// <summary>Its statements, in the order in which they were journalled.</summary>
    public IReadOnlyList<SignedStatement> Statements => _statements;

    /// <summary>Its RESULT, if it signed one.</summary>
    public SignedStatement? Result { get; private set; }

    /// <summary>Takes a record if it is one of those; <see langword="false"/> if it is another's to read.</summary>
    /// <exception cref="InvalidOperationException">The record does not read, though its checksum held.</exception>
    public bool TryAdd(JournalRecordKind kind, ReadOnlySpan<byte> record)
    {
        if (kind is not (JournalRecordKind.OwnStatement or JournalRecordKind.Result))
            return false;
        if (!SignedStatement.TryDecode(record, out SignedStatement? signed))
            throw new InvalidOperationException($"The journal holds a record of kind {kind} that does not read.");
        if (kind == JournalRecordKind.Result)
            Result = signed;
        else
            _statements.Add(signed!);
        return true;
    }
}
