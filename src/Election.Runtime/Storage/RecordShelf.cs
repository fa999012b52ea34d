using Election.Groups.Model;

namespace Election.Runtime.Storage;

/// <summary>The records of the elections behind a node, read from its data folder when they are asked for.</summary>
public sealed class RecordShelf
{
    private readonly string _dataFolder;
    private readonly MemberId _id;
    private readonly HashSet<string> _codes;
    private string? _code;
    private byte[]? _record;

    /// <summary>Lists the elections; nothing is read yet.</summary>
    /// <param name="dataFolder">The path of the data folder.</param>
    /// <param name="id">The node whose folder it is.</param>
    /// <param name="codes">The codes of the elections (<see cref="DataFolder.PastCodes"/>).</param>
    public RecordShelf(string dataFolder, MemberId id, IEnumerable<string> codes)
    {
        _dataFolder = dataFolder;
        _id = id;
        _codes = [.. codes];
    }

    /// <summary>Returns the record of an election, laid out for sending; null if this node does not hold it. Keeps the last one.</summary>
    public ReadOnlyMemory<byte>? RecordOf(ElectionTag election)
    {
        string code = election.Code;
        if (!_codes.Contains(code))
            return null;
        if (_code != code)
        {
            _record = ElectionRecord.In(Path.Combine(_dataFolder, code), _id)?.Encode();
            _code = code;
        }
        // A null array would become an empty memory.
        return _record is null ? null : (ReadOnlyMemory<byte>?)_record;
    }
}
