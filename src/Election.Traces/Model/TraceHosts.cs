namespace Election.Traces.Model;

/// <summary>The hosts of a trace that is being read: those declared, and those only mentioned, with the place of the mention.</summary>
internal sealed class TraceHosts
{
    private readonly Dictionary<string, int> _places = [];
    private readonly List<(string Name, bool IsDeclared, bool HasFile, int File, int Line)> _hosts = [];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private bool _isComplete;

    public TraceHosts() => _lookup = _places.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The number of hosts named so far.</summary>
    public int Count => _hosts.Count;

    /// <summary>The names of the hosts, in the order they were first named.</summary>
    public string[] Names => [.. _hosts.Select(host => host.Name)];

    /// <summary>Takes a file's declaration of its own host and of the other hosts.</summary>
    /// <returns>The fault in the declaration; null if there is none.</returns>
    public Sentence? Declare(string? host, IReadOnlyList<string> processes, int file)
    {
        foreach (string process in processes)
        {
            if (Find(process, file, 1) is not { } place)
                return $"a trace has at most {Trace.MaxHosts} processes";
            if (_isComplete && !_hosts[place].IsDeclared)
                return $"it counts {TraceWords.Shown(process)} among the processes, but the file before it did not";
            _hosts[place] = _hosts[place] with { IsDeclared = true, HasFile = _hosts[place].HasFile || host is null };
        }
        _isComplete |= processes.Count > 0;
        if (host is null)
            return null;
        if (Find(host, file, 1) is not { } own)
            return $"a trace has at most {Trace.MaxHosts} processes";
        if (_hosts[own].HasFile)
            return $"it is a second trace of {TraceWords.Shown(host)}";
        if (_isComplete && !_hosts[own].IsDeclared)
            return $"it is the trace of {TraceWords.Shown(host)}, which is not among the processes";
        _hosts[own] = _hosts[own] with { IsDeclared = true, HasFile = true };
        return null;
    }

    /// <summary>Returns the place of a host, adding it if it is new; null if there are too many.</summary>
    public int? Find(ReadOnlySpan<char> name, int file, int line)
    {
        if (_lookup.TryGetValue(name, out int place))
            return place;
        if (_hosts.Count == Trace.MaxHosts)
            return null;
        string text = name.ToString();
        _places.Add(text, _hosts.Count);
        _hosts.Add((text, false, false, file, line));
        return _hosts.Count - 1;
    }

    /// <summary>Finds a host that was mentioned but is not declared, or whose trace is missing; null if there is none.</summary>
    public TraceFault? Unknown(IReadOnlyList<string> files)
    {
        string known = string.Join(", ", _hosts.Where(host => host.IsDeclared).Select(host => TraceWords.Shown(host.Name)));
        foreach ((string name, bool isDeclared, bool hasFile, int file, int line) in _hosts)
        {
            if (!isDeclared)
                return new TraceFault(files[file], line,
                    $"{TraceWords.Shown(name)} is not a process of this trace; its processes are {known}");
            if (!hasFile)
                return new TraceFault(files[file], line,
                    $"{TraceWords.Shown(name)} is a process of this trace, and its own trace is missing");
        }
        return null;
    }
}
