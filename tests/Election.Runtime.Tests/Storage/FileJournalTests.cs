using Election.Groups.Model;
using Election.Runtime.Storage;
using Election.Runtime.Tests.Support;
using Microsoft.Win32.SafeHandles;

namespace Election.Runtime.Tests.Storage;

public sealed class FileJournalTests
{
    [Fact]
    public void A_torn_tail_is_cut_off_at_any_byte_and_the_journal_goes_on()
    {
        using var folder = new TemporaryFolder();
        string path = folder["journal"];
        Write(path, JournalReading.None, "first"u8.ToArray(), "the last one"u8.ToArray());
        byte[] whole = File.ReadAllBytes(path);
        int lastBegins = whole.Length - JournalFormat.RecordHeaderBytes - "the last one"u8.Length;
        for (int cut = lastBegins + 1; cut < whole.Length; cut++)
        {
            File.WriteAllBytes(path, whole[..cut]);
            Write(path, JournalReader.ReadFile(path), "in its place"u8.ToArray());
            JournalReading reading = JournalReader.ReadFile(path);
            Assert.Equal(JournalCondition.Intact, reading.Condition);
            Assert.Equal([.. "first"u8], reading.Records[0].Bytes.ToArray());
            Assert.Equal([.. "in its place"u8], reading.Records[1].Bytes.ToArray());
        }
    }

    [Fact]
    public void A_journal_is_continued_over_several_lives()
    {
        using var folder = new TemporaryFolder();
        string path = folder["journal"];
        Write(path, JournalReading.None, [1], [2]);
        Write(path, JournalReader.ReadFile(path), [3]);
        Write(path, JournalReader.ReadFile(path), [4], [5]);
        Assert.Equal([1, 2, 3, 4, 5], JournalReader.ReadFile(path).Records.Select(record => (int)record.Bytes.Span[0]));
    }

    [Fact]
    public void A_damaged_journal_takes_no_records()
    {
        using var folder = new TemporaryFolder();
        var damaged = new JournalReading(JournalCondition.Damaged, [], 0, 9);
        Assert.Throws<InvalidOperationException>(() => FileJournal.Open(folder["journal"], damaged));
    }

    [Fact]
    public void Nothing_is_durable_before_the_disk_has_it_and_a_burst_costs_few_flushes()
    {
        using var folder = new TemporaryFolder();
        using var disk = new GatedDisk();
        var witness = new JournalWitness();
        using FileJournal journal = FileJournal.Open(folder["journal"], JournalReading.None, disk.Flush, FileJournal.MaxWaitingBytes);
        journal.Start(witness);
        journal.Append(1, JournalRecordKind.Entry, [1]);
        disk.AwaitFlush();
        for (ulong i = 2; i <= 1000; i++)
            journal.Append(i, JournalRecordKind.Entry, [1]);
        Assert.Equal(0UL, witness.DurableNow);
        disk.Open();
        witness.AwaitDurable(1000);
        Assert.Equal(2, journal.Flushes);
    }

    [Fact]
    public void A_journal_that_has_too_much_to_write_makes_the_writer_wait()
    {
        using var folder = new TemporaryFolder();
        using var disk = new GatedDisk();
        var witness = new JournalWitness();
        using FileJournal journal = FileJournal.Open(folder["journal"], JournalReading.None, disk.Flush, maxWaitingBytes: 100);
        journal.Start(witness);
        journal.Append(1, JournalRecordKind.Entry, new byte[50]);
        disk.AwaitFlush();
        journal.Append(2, JournalRecordKind.Entry, new byte[50]);
        var third = new Thread(() => journal.Append(3, JournalRecordKind.Entry, new byte[50]));
        third.Start();
        Assert.True(SpinWait.SpinUntil(() => third.ThreadState == ThreadState.WaitSleepJoin, Patience.Limit));
        disk.Open();
        third.Join();
        witness.AwaitDurable(3);
    }

    [Fact]
    public void A_disk_that_fails_is_reported_and_nothing_more_is_called_durable()
    {
        using var folder = new TemporaryFolder();
        var witness = new JournalWitness();
        using FileJournal journal = FileJournal.Open(
            folder["journal"], JournalReading.None, _ => throw new IOException("disk full"), FileJournal.MaxWaitingBytes);
        journal.Start(witness);
        journal.Append(1, JournalRecordKind.Entry, [1]);
        Assert.Equal("disk full", witness.AwaitFailure().Message);
        journal.Append(2, JournalRecordKind.Entry, [1]);
        Assert.Equal(0UL, witness.DurableNow);
    }

    [Fact]
    public void A_gap_in_the_numbers_is_a_defect()
    {
        using var folder = new TemporaryFolder();
        using FileJournal onDisk = FileJournal.Open(folder["journal"], JournalReading.None);
        using var inMemory = new MemoryJournal();
        foreach (IJournal journal in new IJournal[] { onDisk, inMemory })
        {
            journal.Start(new JournalWitness());
            Assert.Throws<InvalidOperationException>(() => journal.Append(2, JournalRecordKind.Entry, []));
            journal.Append(1, JournalRecordKind.Entry, []);
            Assert.Throws<InvalidOperationException>(() => journal.Append(1, JournalRecordKind.Entry, []));
        }
    }

    [Fact]
    public void A_record_over_the_limit_is_a_defect_and_one_at_the_limit_is_kept()
    {
        using var folder = new TemporaryFolder();
        string path = folder["journal"];
        using (FileJournal journal = FileJournal.Open(path, JournalReading.None))
        {
            journal.Start(new JournalWitness());
            Assert.Throws<InvalidOperationException>(
                () => journal.Append(1, JournalRecordKind.Entry, new byte[JournalFormat.MaxRecordBytes + 1]));
            journal.Append(1, JournalRecordKind.Entry, new byte[JournalFormat.MaxRecordBytes]);
        }
        Assert.Equal(JournalFormat.MaxRecordBytes, Assert.Single(JournalReader.ReadFile(path).Records).Bytes.Length);
    }

    [Fact]
    public void A_journal_in_memory_is_durable_at_once()
    {
        using var journal = new MemoryJournal();
        var witness = new JournalWitness();
        journal.Start(witness);
        journal.Append(1, JournalRecordKind.Ready, [1]);
        Assert.Equal(1UL, witness.DurableNow);
    }

    [Fact]
    public void A_journal_that_cannot_be_written_is_refused_with_a_sentence()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder["absent"], "journal");
        StartRefusedException refusal = Assert.Throws<StartRefusedException>(() => FileJournal.Open(path, JournalReading.None));
        Assert.StartsWith($"the journal {path} cannot be written: ", refusal.Message, StringComparison.Ordinal);
    }

    private static void Write(string path, JournalReading reading, params byte[][] contents)
    {
        using FileJournal journal = FileJournal.Open(path, reading);
        journal.Start(new JournalWitness());
        for (int i = 0; i < contents.Length; i++)
            journal.Append((ulong)i + 1, JournalRecordKind.Entry, contents[i]);
    }

    /// <summary>A disk whose first flush takes as long as the test wants.</summary>
    private sealed class GatedDisk : IDisposable
    {
        private readonly ManualResetEventSlim _open = new();
        private readonly ManualResetEventSlim _asked = new();

        internal void Flush(SafeFileHandle file)
        {
            _asked.Set();
            if (!_open.Wait(Patience.Limit))
                throw new IOException("The test never opened the disk.");
            RandomAccess.FlushToDisk(file);
        }

        internal void AwaitFlush() => Assert.True(_asked.Wait(Patience.Limit), "The disk was not asked.");

        internal void Open() => _open.Set();

        public void Dispose()
        {
            _open.Set();
            _asked.Dispose();
        }
    }
}
