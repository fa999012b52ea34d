using Election.Groups.Model;
using Election.Traces.Model;
using Election.Voting.Statements;

namespace Election.Traces.Recording;

/// <summary>A message in the group's log.</summary>
/// <param name="Name">The name of the message; null for bytes that cannot be named.</param>
/// <param name="Kind">The kind of statement.</param>
/// <param name="Index">The statement's index in the log.</param>
internal readonly record struct LoggedMessage(MessageName? Name, StatementKind Kind, LogIndex Index);

/// <summary>
/// The message at each index of the group's log, as one node has it in its journal, and the index up to which it is committed.
/// </summary>
internal sealed class GroupLogNames
{
    private readonly MessageNames _names;
    private readonly HashSet<MessageName> _told;
    private readonly List<MessageName?> _log = [];
    private int _committed;

    /// <summary>Creates an empty log.</summary>
    /// <param name="names">Names the statements.</param>
    /// <param name="committed">Messages whose commit was noted before.</param>
    public GroupLogNames(MessageNames names, IEnumerable<MessageName> committed)
    {
        _names = names;
        _told = [.. committed];
    }

    /// <summary>Begins a life: its log is read from the journal again.</summary>
    public void Clear()
    {
        _log.Clear();
        _committed = 0;
    }

    /// <summary>Appends an entry, after truncating the log at the entry's first index.</summary>
    /// <returns>The entry's messages.</returns>
    public IReadOnlyList<LoggedMessage> Append(EntryRecord entry)
    {
        int before = (int)Math.Min(entry.First - 1, (ulong)_log.Count);
        _log.RemoveRange(before, _log.Count - before);
        _committed = Math.Min(_committed, before);
        var added = new LoggedMessage[entry.Statements.Count];
        for (int i = 0; i < added.Length; i++)
        {
            bool isReadable = SignedStatement.TryDecode(entry.Statements[i].Span, out SignedStatement? signed);
            Statement? statement = isReadable ? signed!.Statement : null;
            MessageName? name = statement is null ? null : _names.Of(statement);
            _log.Add(name);
            added[i] = new LoggedMessage(name, statement?.Kind ?? default, new LogIndex(entry.First + (ulong)i));
        }
        return added;
    }

    /// <summary>
    /// Returns the next index that is committed and whose commit was not noted before; <see langword="false"/> if there is none.
    /// </summary>
    public bool TryCommit(LogIndex upTo, out MessageName message, out LogIndex index)
    {
        while (_committed < _log.Count && (ulong)_committed < upTo.Value)
        {
            MessageName? name = _log[_committed++];
            if (name is not { } told || !_told.Add(told))
                continue;
            message = told;
            index = new LogIndex((ulong)_committed);
            return true;
        }
        message = default;
        index = default;
        return false;
    }
}
