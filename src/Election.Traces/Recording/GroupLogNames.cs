using Election.Groups.Model;
using Election.Traces.Model;
using Election.Voting.Statements;

namespace Election.Traces.Recording;

/// <summary>A message in the group's log.</summary>
/// <param name="Name">Its name; null for bytes that cannot be named.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Index">Where it stands.</param>
internal readonly record struct LoggedMessage(MessageName? Name, StatementKind Kind, LogIndex Index);

/// <summary>Which message stands at which index of the group's log, as one node has it in its journal, and how far it is committed.</summary>
internal sealed class GroupLogNames
{
    private readonly MessageNames _names;
    private readonly HashSet<MessageName> _told;
    private readonly List<MessageName?> _log = [];
    private int _committed;

    /// <summary>Begins with an empty log.</summary>
    /// <param name="names">Names statements.</param>
    /// <param name="committed">Messages whose commit was noted before.</param>
    public GroupLogNames(MessageNames names, IEnumerable<MessageName> committed)
    {
        _names = names;
        _told = [.. committed];
    }

    /// <summary>A life begins: its log is read from the journal again.</summary>
    public void Clear()
    {
        _log.Clear();
        _committed = 0;
    }

    /// <summary>Adds an entry; what stood at its indices or after them is cut off first.</summary>
    /// <returns>Its messages.</returns>
    public IReadOnlyList<LoggedMessage> Append(EntryRecord entry)
    {
        int before = (int)Math.Min(entry.First - 1, (ulong)_log.Count);
        _log.RemoveRange(before, _log.Count - before);
        _committed = Math.Min(_committed, before);
        var added = new LoggedMessage[entry.Statements.Count];
        for (int i = 0; i < added.Length; i++)
        {
            Statement? statement = SignedStatement.TryDecode(entry.Statements[i].Span, out SignedStatement? signed) ? signed!.Statement : null;
            MessageName? name = statement is null ? null : _names.Of(statement);
            _log.Add(name);
            added[i] = new LoggedMessage(name, statement?.Kind ?? default, new LogIndex(entry.First + (ulong)i));
        }
        return added;
    }

    /// <summary>Gives the next index that is committed by now and whose commit was not noted before; <see langword="false"/> for none.</summary>
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
