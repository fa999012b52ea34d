using Election.Groups.Model;
using Election.Runtime.Storage;

namespace Election.Runtime.Tests.Support;

/// <summary>The ways in which a node dies at a journal write.</summary>
public enum JournalDeath
{
    /// <summary>Before the record has reached the disk.</summary>
    BeforeTheWrite,

    /// <summary>In the middle of it: part of the record is on the disk.</summary>
    InTheWrite,

    /// <summary>A moment after it was requested: the disk was busy, nothing of it was written, and the node lived on meanwhile.</summary>
    WhileTheDiskIsBusy,

    /// <summary>After it, before the node was told that the record is durable.</summary>
    AfterTheWrite,

    /// <summary>After it, and the first record is damaged when the node comes back.</summary>
    AndTheDiskWithIt,
}

/// <summary>
/// A journal on disk whose node dies at one of its writes, as by SIGKILL: everything before is on the disk, and nothing that the node
/// wanted with or after that write happens.
/// </summary>
internal sealed class DyingJournal : IJournal, IJournalObserver
{
    /// <summary>The write of the node's own vote, whichever it is.</summary>
    internal const int TheVote = 0;

    private static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(100);

    private readonly string _path;
    private readonly FileJournal _disk;
    private readonly int _at;
    private readonly JournalDeath _death;
    private readonly JournalWitness _witness = new();
    private readonly Timer _end;
    private IJournalObserver? _observer;
    private int _written;

    /// <summary>Creates a journal.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="at">The write at which the node dies, counted from 1, or <see cref="TheVote"/>.</param>
    /// <param name="death">The way in which the node dies.</param>
    public DyingJournal(string path, int at, JournalDeath death)
    {
        _path = path;
        _disk = FileJournal.Open(path, JournalReading.None);
        _at = at;
        _death = death;
        _end = new Timer(_ => _observer!.Failed(new DeathException()));
    }

    /// <inheritdoc/>
    public JournalId Id => _disk.Id;

    /// <summary>The kind of record at which the node died; null if it reached its end first.</summary>
    internal JournalRecordKind? DiedAt { get; private set; }

    public void Start(IJournalObserver observer)
    {
        _observer = observer;
        _disk.Start(this);
    }

    public void Append(ulong sequence, JournalRecordKind kind, ReadOnlySpan<byte> bytes)
    {
        _written++;
        bool isIt = _at == TheVote ? kind == JournalRecordKind.OwnStatement : _written >= _at;
        if (!isIt && DiedAt is null)
        {
            _disk.Append(sequence, kind, bytes);
            return;
        }
        if (_death == JournalDeath.WhileTheDiskIsBusy)
        {
            if (DiedAt is null)
                _end.Change(s_moment, Timeout.InfiniteTimeSpan);
            DiedAt ??= kind;
            return;
        }
        DiedAt = kind;
        // Earlier records are on the disk, though perhaps unreported.
        if (_death != JournalDeath.BeforeTheWrite)
            _disk.Append(sequence, kind, bytes);
        if (_written > 1 || _death != JournalDeath.BeforeTheWrite)
            _witness.AwaitDurable(_death == JournalDeath.BeforeTheWrite ? sequence - 1 : sequence);
        _disk.Dispose();
        if (_death == JournalDeath.InTheWrite)
            CutTheLastRecord(bytes.Length);
        if (_death == JournalDeath.AndTheDiskWithIt)
            HarmTheFirstRecord();
        throw new DeathException();
    }

    public void Durable(ulong sequence)
    {
        _witness.Durable(sequence);
        if (DiedAt is null)
            _observer!.Durable(sequence);
    }

    public void Failed(Exception cause) => _observer!.Failed(cause);

    public void Dispose()
    {
        _end.Dispose();
        if (DiedAt is null || _death == JournalDeath.WhileTheDiskIsBusy)
            _disk.Dispose();
    }

    private void HarmTheFirstRecord()
    {
        byte[] bytes = File.ReadAllBytes(_path);
        bytes[JournalFormat.HeaderBytes] ^= 1;
        File.WriteAllBytes(_path, bytes);
    }

    private void CutTheLastRecord(int contentBytes)
    {
        using FileStream file = File.OpenWrite(_path);
        file.SetLength(file.Length - ((JournalFormat.RecordHeaderBytes + contentBytes) / 2));
    }
}

/// <summary>The node is dead: nothing more of it happens.</summary>
internal sealed class DeathException : Exception;
