using Election.Groups.Model;
using Election.Runtime.Storage;
using Election.Runtime.Tests.Support;

namespace Election.Runtime.Tests.Storage;

public sealed class DataFolderTests
{
    [Fact]
    public void A_folder_is_made_and_held_by_one_at_a_time()
    {
        using var parent = new TemporaryFolder();
        string path = Path.Combine(parent["deep"], "n1");
        using (DataFolder first = DataFolder.Open(path))
        {
            Assert.True(Directory.Exists(first.FolderPath));
            StartRefusedException refusal = Assert.Throws<StartRefusedException>(() => DataFolder.Open(path));
            Assert.Contains("in use by another process", refusal.Message, StringComparison.Ordinal);
        }
        DataFolder.Open(path).Dispose();
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_refused_with_a_sentence()
    {
        using var parent = new TemporaryFolder();
        File.WriteAllText(parent["file"], "");
        StartRefusedException refusal = Assert.Throws<StartRefusedException>(() => DataFolder.Open(Path.Combine(parent["file"], "n1")));
        Assert.Contains("--data", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_default_folder_is_named_after_the_node() =>
        Assert.Equal(Path.Combine(".election", "n1"), DataFolder.DefaultPathOf(MemberId.Parse("n1")));

    [Fact]
    public void An_unfinished_journal_is_resumed()
    {
        using var parent = new TemporaryFolder();
        using DataFolder folder = DataFolder.Open(parent["n1"]);
        Write(folder, JournalRecordKind.Ready, JournalRecordKind.Start);
        JournalReading reading = folder.PrepareJournal(fresh: false);
        Assert.True(reading.IsUnfinished);
        Assert.Equal([JournalRecordKind.Ready, JournalRecordKind.Start], reading.Records.Select(record => record.Kind));
    }

    [Fact]
    public void A_finished_journal_is_moved_aside_with_its_transcript()
    {
        using var parent = new TemporaryFolder();
        using DataFolder folder = DataFolder.Open(parent["n1"]);
        Write(folder, JournalRecordKind.Ready, JournalRecordKind.Finished);
        File.WriteAllText(folder.TranscriptPath, "lines");
        Assert.Equal(JournalReading.None, folder.PrepareJournal(fresh: false));
        Assert.False(File.Exists(folder.JournalPath));
        Assert.False(File.Exists(folder.TranscriptPath));
        Assert.True(File.Exists(Path.Combine(folder.FolderPath, "journal.previous")));
        Assert.Equal("lines", File.ReadAllText(Path.Combine(folder.FolderPath, "transcript.previous.jsonl")));
    }

    [Fact]
    public void Fresh_moves_an_unfinished_journal_aside_and_keeps_the_key()
    {
        using var parent = new TemporaryFolder();
        using DataFolder folder = DataFolder.Open(parent["n1"]);
        using NodeKey before = KeyStore.LoadOrCreate(folder.KeyPath);
        Write(folder, JournalRecordKind.Ready);
        Assert.Equal(JournalReading.None, folder.PrepareJournal(fresh: true));
        Assert.False(File.Exists(folder.JournalPath));
        using NodeKey after = KeyStore.LoadOrCreate(folder.KeyPath);
        Assert.Equal(before.PublicKey, after.PublicKey);
    }

    [Fact]
    public void A_damaged_journal_is_kept_aside_told_of_and_as_good_as_missing()
    {
        using var parent = new TemporaryFolder();
        using DataFolder folder = DataFolder.Open(parent["n1"]);
        Write(folder, JournalRecordKind.Ready, JournalRecordKind.Start);
        byte[] bytes = File.ReadAllBytes(folder.JournalPath);
        bytes[JournalFormat.HeaderBytes] ^= 1;
        File.WriteAllBytes(folder.JournalPath, bytes);
        Assert.Equal(JournalReading.None, folder.PrepareJournal(fresh: false));
        Assert.Contains($"damaged after byte {JournalFormat.HeaderBytes}, before its last record", folder.Loss!.ToString(),
            StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(Path.Combine(folder.FolderPath, "journal.damaged")));
        Assert.False(File.Exists(folder.JournalPath));
    }

    [Fact]
    public void A_journal_with_a_torn_tail_is_resumed_and_nothing_is_lost()
    {
        using var parent = new TemporaryFolder();
        using DataFolder folder = DataFolder.Open(parent["n1"]);
        Write(folder, JournalRecordKind.Ready, JournalRecordKind.Start);
        byte[] bytes = File.ReadAllBytes(folder.JournalPath);
        File.WriteAllBytes(folder.JournalPath, bytes[..^1]);
        Assert.Equal(JournalRecordKind.Ready, Assert.Single(folder.PrepareJournal(fresh: false).Records).Kind);
        Assert.Null(folder.Loss);
    }

    [Fact]
    public void Each_life_has_a_higher_incarnation_even_when_the_clock_is_set_back()
    {
        using var parent = new TemporaryFolder();
        using DataFolder folder = DataFolder.Open(parent["n1"]);
        DateTimeOffset now = DateTimeOffset.UnixEpoch.AddYears(56);
        Incarnation first = folder.NextIncarnation(now);
        Incarnation second = folder.NextIncarnation(now.AddDays(-1));
        Incarnation third = folder.NextIncarnation(now.AddSeconds(1));
        Assert.Equal((ulong)now.ToUnixTimeMilliseconds(), first.Value >> 16);
        Assert.True(second.CompareTo(first) > 0);
        Assert.True(third.CompareTo(second) > 0);
    }

    [Fact]
    public void A_transcript_begins_empty_and_holds_its_lines_after_a_flush()
    {
        using var parent = new TemporaryFolder();
        string path = parent["t.jsonl"];
        File.WriteAllText(path, "an old line\n");
        using TranscriptFile transcript = TranscriptFile.Open(path);
        transcript.Append("{\"n\":1}\n"u8);
        transcript.Append("{\"n\":2}\n"u8);
        transcript.Flush();
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        Assert.Equal("{\"n\":1}\n{\"n\":2}\n", reader.ReadToEnd());
    }

    [Fact]
    public void A_transcript_without_a_line_leaves_no_file()
    {
        using var parent = new TemporaryFolder();
        TranscriptFile.Open(parent["t.jsonl"]).Dispose();
        Assert.False(File.Exists(parent["t.jsonl"]));
    }

    private static void Write(DataFolder folder, params JournalRecordKind[] kinds)
    {
        using FileJournal journal = FileJournal.Open(folder.JournalPath, JournalReading.None);
        journal.Start(new JournalWitness());
        for (int i = 0; i < kinds.Length; i++)
            journal.Append((ulong)i + 1, kinds[i], [1, 2, 3]);
    }
}
