using System.Security.Cryptography;
using Election.Groups.Model;
using Microsoft.Win32.SafeHandles;

namespace Election.Runtime.Storage;

/// <summary>
/// An append-only file, synced by group commit: a thread of its own writes all waiting records in one piece, has the system put them on
/// disk, and only then reports the highest sequence number as durable. So a burst of records costs one sync. Format:
/// <see cref="JournalFormat"/>.
/// </summary>
public sealed class FileJournal : IJournal
{
    /// <summary>
    /// The largest number of bytes waiting to be written; beyond it, <see cref="Append"/> blocks until the disk catches up.
    /// </summary>
    public const int MaxWaitingBytes = 32 * 1024 * 1024;

    private readonly SafeFileHandle _file;
    private readonly Action<SafeFileHandle> _flush;
    private readonly int _maxWaitingBytes;
    private readonly ulong _salt;
    private readonly object _gate = new();
    private readonly Thread _writer;
    private IJournalObserver? _observer;
    private RecordBuffer _waiting = new();
    private RecordBuffer _writing = new();
    private ulong _lastSequence;
    private long _end;
    private bool _closing;
    private Exception? _failure;

    private FileJournal(SafeFileHandle file, ulong salt, long end, Action<SafeFileHandle> flush, int maxWaitingBytes)
    {
        _file = file;
        _salt = salt;
        _end = end;
        _flush = flush;
        _maxWaitingBytes = maxWaitingBytes;
        _writer = new Thread(WriteAll) { IsBackground = true, Name = "journal" };
    }

    /// <inheritdoc/>
    public JournalId Id => new(_salt);

    /// <summary>The number of syncs: far smaller than the number of records under load.</summary>
    public long Flushes { get; private set; }

    /// <summary>
    /// Opens a journal for appending, after it was read back: a missing one is created, a torn tail is cut off, and both are durable before
    /// this returns.
    /// </summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="reading">The result of <see cref="JournalReader.ReadFile"/> for the file.</param>
    /// <exception cref="StartRefusedException">The file cannot be opened or written.</exception>
    /// <exception cref="InvalidOperationException">The journal is damaged or of another version, and must not be appended to.</exception>
    public static FileJournal Open(string path, JournalReading reading) => Open(path, reading, RandomAccess.FlushToDisk, MaxWaitingBytes);

    internal static FileJournal Open(string path, JournalReading reading, Action<SafeFileHandle> flush, int maxWaitingBytes)
    {
        if (reading.Condition is JournalCondition.Damaged or JournalCondition.ForeignVersion)
            throw new InvalidOperationException($"A journal that is {reading.Condition} takes no records.");
        try
        {
            bool isNew = reading.Condition == JournalCondition.Missing;
            SafeFileHandle file = File.OpenHandle(
                path, isNew ? FileMode.Create : FileMode.Open, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);
            ulong salt = isNew ? WriteNewHeader(file) : ReadSalt(file);
            long end = isNew ? JournalFormat.HeaderBytes : reading.ReadBytes;
            RandomAccess.SetLength(file, end);
            RandomAccess.FlushToDisk(file);
            if (isNew)
                FolderSync.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
            return new FileJournal(file, salt, end, flush, maxWaitingBytes);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"the journal {path} cannot be written: {failure.Message}", failure);
        }
    }

    /// <inheritdoc/>
    public void Start(IJournalObserver observer)
    {
        _observer = observer;
        _writer.Start();
    }

    /// <inheritdoc/>
    public void Append(ulong sequence, JournalRecordKind kind, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > JournalFormat.MaxRecordBytes)
        {
            throw new InvalidOperationException(
                $"A journal record of {bytes.Length} bytes is over the limit of {JournalFormat.MaxRecordBytes}.");
        }
        lock (_gate)
        {
            if (sequence != _lastSequence + 1)
                throw new InvalidOperationException($"Journal record {sequence} follows {_lastSequence}.");
            while (_waiting.Length > 0 && _waiting.Length + bytes.Length > _maxWaitingBytes && _failure is null)
                Monitor.Wait(_gate);
            _lastSequence = sequence;
            if (_failure is not null)
                return;
            _waiting.Add(kind, bytes, _salt);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Writes and syncs what is waiting, then closes the file.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _closing = true;
            Monitor.PulseAll(_gate);
        }
        if (_writer.ThreadState != ThreadState.Unstarted && _writer.IsAlive)
            _writer.Join();
        _file.Dispose();
    }

    private void WriteAll()
    {
        try
        {
            while (TakeWaiting(out ulong last))
            {
                RandomAccess.Write(_file, _writing.Bytes, _end);
                _end += _writing.Length;
                _flush(_file);
                Flushes++;
                _writing.Clear();
                _observer!.Durable(last);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Fail(failure);
        }
    }

    private bool TakeWaiting(out ulong last)
    {
        lock (_gate)
        {
            while (_waiting.Length == 0 && !_closing)
                Monitor.Wait(_gate);
            (_waiting, _writing) = (_writing, _waiting);
            last = _lastSequence;
            // Wakes the callers that wait for room.
            Monitor.PulseAll(_gate);
            return _writing.Length > 0;
        }
    }

    private void Fail(Exception cause)
    {
        lock (_gate)
        {
            _failure = cause;
            Monitor.PulseAll(_gate);
        }
        _observer!.Failed(cause);
    }

    private static ulong WriteNewHeader(SafeFileHandle file)
    {
        Span<byte> header = stackalloc byte[JournalFormat.HeaderBytes];
        Span<byte> salt = stackalloc byte[JournalFormat.SaltBytes];
        RandomNumberGenerator.Fill(salt);
        JournalFormat.WriteHeader(header, salt);
        RandomAccess.Write(file, header, 0);
        return ReadSalt(file);
    }

    private static ulong ReadSalt(SafeFileHandle file)
    {
        Span<byte> header = stackalloc byte[JournalFormat.HeaderBytes];
        int read = RandomAccess.Read(file, header, 0);
        return JournalFormat.ReadHeader(header[..read], out ulong salt) == JournalCondition.Intact
            ? salt
            : throw new IOException("the file's header changed while it was opened");
    }
}
