namespace Election.Traces.Tests;

/// <summary>One step of a process in a small execution: it broadcasts a message, or delivers one.</summary>
/// <param name="IsSend">Whether it broadcasts.</param>
/// <param name="Message">The message.</param>
internal readonly record struct SmallStep(bool IsSend, int Message);

/// <summary>
/// The definitions of the guarantees as the textbooks write them, in plain loops over small executions, without regard to speed. It shares
/// nothing with the checker it checks.
/// </summary>
internal sealed class SlowDefinitions
{
    private readonly SmallStep[][] _processes;
    private readonly bool[] _crashed;
    private readonly int _messages;
    private readonly bool[,] _before;

    public SlowDefinitions(SmallStep[][] processes, bool[] crashed, int messages)
    {
        _processes = processes;
        _crashed = crashed;
        _messages = messages;
        _before = new bool[messages, messages];
        IsCyclic = HasCycle();
        Causality();
    }

    /// <summary>True if some event happens before itself.</summary>
    public bool IsCyclic { get; }

    public bool Integrity
    {
        get
        {
            foreach (SmallStep[] process in _processes)
            {
                for (int m = 0; m < _messages; m++)
                {
                    int times = process.Count(step => !step.IsSend && step.Message == m);
                    if (times > 1 || (times == 1 && SenderOf(m) < 0))
                        return false;
                }
            }
            return true;
        }
    }

    public bool Reliable
    {
        get
        {
            for (int m = 0; m < _messages; m++)
            {
                if (SenderOf(m) < 0)
                    continue;
                bool isOwed = !_crashed[SenderOf(m)];
                for (int p = 0; p < _processes.Length; p++)
                    isOwed |= !_crashed[p] && At(p, m) >= 0;
                for (int q = 0; isOwed && q < _processes.Length; q++)
                {
                    if (!_crashed[q] && At(q, m) < 0)
                        return false;
                }
            }
            return true;
        }
    }

    /// <summary>Uniform agreement: whatever anybody delivers, crashed or not, everybody who never crashed delivers.</summary>
    public bool Uniform
    {
        get
        {
            for (int m = 0; m < _messages; m++)
            {
                for (int p = 0; p < _processes.Length; p++)
                {
                    for (int q = 0; q < _processes.Length; q++)
                    {
                        if (SenderOf(m) >= 0 && At(p, m) >= 0 && !_crashed[q] && At(q, m) < 0)
                            return false;
                    }
                }
            }
            return true;
        }
    }

    /// <summary>Prefix order: up to the end of the shorter of any two sequences, both are the same.</summary>
    public bool Prefix
    {
        get
        {
            int[][] sequences = [.. _processes.Select(process => process.Where(step => !step.IsSend && SenderOf(step.Message) >= 0)
                .Select(step => step.Message).Distinct().ToArray())];
            return sequences.All(one => sequences.All(other => one.Zip(other).All(pair => pair.First == pair.Second)));
        }
    }

    public bool Fifo => Keeps((a, b) => SenderOf(a) >= 0 && SenderOf(a) == SenderOf(b) && SentAt(a) < SentAt(b), strict: true);

    public bool FifoAmongDelivered =>
        Keeps((a, b) => SenderOf(a) >= 0 && SenderOf(a) == SenderOf(b) && SentAt(a) < SentAt(b), strict: false);

    public bool Causal => Keeps((a, b) => _before[a, b], strict: true);

    public bool CausalAmongDelivered => Keeps((a, b) => _before[a, b], strict: false);

    public bool Total => TotalOrder(strict: true);

    public bool TotalAmongDelivered => TotalOrder(strict: false);

    /// <summary>True if every process delivers everything that was broadcast.</summary>
    public bool IsComplete => Enumerable.Range(0, _messages).All(m => SenderOf(m) < 0
        || Enumerable.Range(0, _processes.Length).All(p => At(p, m) >= 0));

    // No process delivers b without a before it; or, not strictly, no process that delivers both delivers b first.
    private bool Keeps(Func<int, int, bool> isBefore, bool strict)
    {
        for (int p = 0; p < _processes.Length; p++)
        {
            for (int a = 0; a < _messages; a++)
            {
                for (int b = 0; b < _messages; b++)
                {
                    if (a == b || !isBefore(a, b) || At(p, b) < 0)
                        continue;
                    if (At(p, a) > At(p, b) || (strict && At(p, a) < 0))
                        return false;
                }
            }
        }
        return true;
    }

    private bool TotalOrder(bool strict)
    {
        for (int p = 0; p < _processes.Length; p++)
        {
            for (int a = 0; a < _messages; a++)
            {
                for (int b = 0; b < _messages; b++)
                {
                    bool isFirst = a != b && SenderOf(a) >= 0 && SenderOf(b) >= 0 && At(p, a) >= 0 && At(p, b) >= 0 && At(p, a) < At(p, b);
                    for (int q = 0; isFirst && q < _processes.Length; q++)
                    {
                        if (At(q, b) >= 0 && (At(q, a) > At(q, b) || (strict && At(q, a) < 0)))
                            return false;
                    }
                }
            }
        }
        return true;
    }

    // Happened-before among events by closure, then among broadcasts.
    private void Causality()
    {
        for (int a = 0; a < _messages; a++)
        {
            for (int b = 0; b < _messages; b++)
            {
                if (a == b || SenderOf(a) < 0 || SenderOf(b) < 0)
                    continue;
                int sender = SenderOf(b);
                bool knew = SenderOf(a) == sender && SentAt(a) < SentAt(b);
                knew |= At(sender, a) >= 0 && At(sender, a) < SentAt(b);
                _before[a, b] = knew;
            }
        }
        for (int k = 0; k < _messages; k++)
        {
            for (int i = 0; i < _messages; i++)
            {
                for (int j = 0; j < _messages; j++)
                    _before[i, j] |= _before[i, k] && _before[k, j];
            }
        }
    }

    private bool HasCycle()
    {
        (int P, int I)[] events = [.. _processes.SelectMany((process, p) => process.Select((_, i) => (p, i)))];
        var reach = new bool[events.Length, events.Length];
        for (int x = 0; x < events.Length; x++)
        {
            for (int y = 0; y < events.Length; y++)
            {
                SmallStep one = _processes[events[x].P][events[x].I], other = _processes[events[y].P][events[y].I];
                reach[x, y] = (events[x].P == events[y].P && events[x].I < events[y].I)
                    || (one.IsSend && !other.IsSend && one.Message == other.Message);
            }
        }
        for (int k = 0; k < events.Length; k++)
        {
            for (int i = 0; i < events.Length; i++)
            {
                for (int j = 0; j < events.Length; j++)
                    reach[i, j] |= reach[i, k] && reach[k, j];
            }
        }
        return Enumerable.Range(0, events.Length).Any(x => reach[x, x]);
    }

    private int SenderOf(int message) =>
        Array.FindIndex(_processes, process => process.Any(step => step.IsSend && step.Message == message));

    private int SentAt(int message) => Array.FindIndex(_processes[SenderOf(message)], step => step.IsSend && step.Message == message);

    private int At(int process, int message) => Array.FindIndex(_processes[process], step => !step.IsSend && step.Message == message);
}
