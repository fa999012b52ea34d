namespace Election.Traces.Model;

/// <summary>The hosts of a trace that is being read: who is one, who was only mentioned, and where.</summary>
internal sealed class TraceHosts
{
    private readonly Dictionary<string, int> _places = [];
    private readonly List<(string Name, bool IsDeclared, bool HasFile, int File, int Line)> _hosts = [];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private bool _isComplete;

    public TraceHosts() => _lookup = _places.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>How many were named.</summary>
    public int Count => _hosts.Count;

    /// <summary>Their names.</summary>
    public string[] Names => [.. _hosts.Select(host => host.Name)];

    /// <summary>A file says whose events it holds, and who else there is.</summary>
    /// <returns>What is wrong with that; null for nothing.</returns>
    public Sentence? Declare(string? host, IReadOnlyList<string> processes, int file)
    {
        foreach (string process in processes)
        {
            if (Find(process, file, 1) is not { } place)
                return $"a trace has at most {Trace.MaxHosts} processes";
            if (_isComplete && !_hosts[place].IsDeclared)
                return $"it counts {TraceWords.Shown(process)} among the processes, and the file before it did not";
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

    /// <summary>The place of a host, new or known; null when there are too many.</summary>
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

    /// <summary>A host that was mentioned and is none, or whose trace is missing; null when there is none such.</summary>
    public TraceFault? Unknown(IReadOnlyList<string> files)
    {
        string known = string.Join(", ", _hosts.Where(host => host.IsDeclared).Select(host => TraceWords.Shown(host.Name)));
        foreach ((string name, bool isDeclared, bool hasFile, int file, int line) in _hosts)
        {
            if (!isDeclared)
                return new TraceFault(files[file], line,
                    $"{TraceWords.Shown(name)} is no process of this trace; its processes are {known}");
            if (!hasFile)
                return new TraceFault(files[file], line,
                    $"{TraceWords.Shown(name)} is a process of this trace, and its own trace is missing");
        }
        return null;
    }
}
