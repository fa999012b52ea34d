using Election.Groups.Model;
using Election.Runtime.Storage;
using Election.Runtime.Tests.Support;

namespace Election.Runtime.Tests.Storage;

public sealed class DataFolderTests
{
    private static readonly ElectionTag s_first = new(0x00000000000A_0000), s_second = new(0x00000000000B_0000);

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
        using DataFolder folder = Prepared(parent);
        Write(folder, JournalRecordKind.Ready, JournalRecordKind.Start);
        JournalReading reading = folder.PrepareJournal(fresh: false);
        Assert.True(reading.IsUnfinished);
        Assert.Equal([JournalRecordKind.Ready, JournalRecordKind.Start], reading.Records.Select(record => record.Kind));
    }

    [Fact]
    public void A_journal_that_ended_before_START_is_moved_aside()
    {
        using var parent = new TemporaryFolder();
        using DataFolder folder = Prepared(parent);
        Write(folder, JournalRecordKind.Ready, JournalRecordKind.Finished);
        Assert.Equal(JournalReading.None, folder.PrepareJournal(fresh: false));
        Assert.False(File.Exists(folder.JournalPath));
        Assert.True(File.Exists(Path.Combine(folder.ElectionPath, "journal.previous")));
    }

    [Fact]
    public void A_finished_election_stays_as_it_is_when_the_next_one_begins()
    {
        using var parent = new TemporaryFolder();
        using DataFolder folder = Held(parent, s_first, JournalRecordKind.Finished);
        Dictionary<string, byte[]> before = FilesIn(parent["n1/00000000000a"]);
        Assert.Equal(JournalReading.None, folder.PrepareJournal(fresh: false));
        Write(folder, JournalRecordKind.Ready, JournalRecordKind.Start);
        folder.Enter(s_second);
        Assert.Equal(before, FilesIn(parent["n1/00000000000a"]));
        Assert.Equal(["00000000000a", "00000000000b"], DataFolder.CodesIn(folder.FolderPath));
        Assert.Equal(["00000000000a"], folder.PastCodes());
        Assert.Equal("00000000000b", File.ReadAllText(parent["n1/latest"]));
    }

    [Fact]
    public void At_START_the_files_move_from_joining_to_the_election_while_they_are_written()
    {
        using var parent = new TemporaryFolder();
        using DataFolder folder = Prepared(parent);
        var witness = new JournalWitness();
        using (FileJournal journal = FileJournal.Open(folder.JournalPath, JournalReading.None))
        {
            journal.Start(witness);
            journal.Append(1, JournalRecordKind.Ready, [1]);
            File.WriteAllText(Path.Combine(folder.ElectionPath, "n1.trace.jsonl"), "events");
            folder.Enter(s_first);
            folder.Enter(s_first);
            journal.Append(2, JournalRecordKind.Start, [2]);
        }
        Assert.Equal(parent["n1/00000000000a"], folder.ElectionPath);
        Assert.Equal("events", File.ReadAllText(parent["n1/00000000000a/n1.trace.jsonl"]));
        Assert.Equal([JournalRecordKind.Ready, JournalRecordKind.Start],
            folder.PrepareJournal(fresh: false).Records.Select(record => record.Kind));
        Assert.Empty(Directory.GetFiles(parent["n1/joining"]));
    }

    [Fact]
    public void A_crash_between_START_and_the_move_loses_nothing()
    {
        using var parent = new TemporaryFolder();
        using DataFolder folder = Held(parent, s_first, JournalRecordKind.Finished);
        folder.PrepareJournal(fresh: false);
        Write(folder, JournalRecordKind.Ready, JournalRecordKind.Start);
        // The process died after it had written the code of the new election, and before it moved the journal.
        Directory.CreateDirectory(parent["n1/00000000000b"]);
        File.WriteAllText(parent["n1/latest"], "00000000000b");
        Assert.Equal(2, folder.PrepareJournal(fresh: false).Records.Count);
        folder.Enter(s_second);
        Assert.Equal(parent["n1/00000000000b"], folder.ElectionPath);
        Assert.True(File.Exists(parent["n1/00000000000b/journal"]));
    }

    [Fact]
    public void Fresh_leaves_the_files_of_an_unfinished_election_and_never_comes_back_to_it()
    {
        using var parent = new TemporaryFolder();
        using DataFolder folder = Held(parent, s_first);
        Assert.Equal(JournalReading.None, folder.PrepareJournal(fresh: true));
        Assert.Equal(parent["n1/joining"], folder.ElectionPath);
        Assert.True(File.Exists(parent["n1/00000000000a/journal"]));
        Assert.Equal(JournalReading.None, folder.PrepareJournal(fresh: false));
        Assert.Equal(["00000000000a"], folder.PastCodes());
    }

    [Fact]
    public void A_certified_election_without_its_journal_is_not_joined_again()
    {
        using var parent = new TemporaryFolder();
        using DataFolder folder = Held(parent, s_first);
        File.Delete(parent["n1/00000000000a/journal"]);
        folder.PrepareJournal(fresh: false);
        Assert.Equal(parent["n1/00000000000a"], folder.ElectionPath);
        File.WriteAllText(parent["n1/00000000000a/certificate.json"], "{}");
        folder.PrepareJournal(fresh: false);
        Assert.Equal(parent["n1/joining"], folder.ElectionPath);
        Assert.Throws<InvalidOperationException>(() => folder.Enter(s_first));
    }

    [Fact]
    public void In_a_runs_folder_the_only_election_lies_in_the_folder_itself()
    {
        using var parent = new TemporaryFolder();
        using DataFolder folder = DataFolder.Open(parent["n1"], FolderLayout.Single);
        folder.PrepareJournal(fresh: false);
        folder.Enter(s_first);
        Assert.Equal(parent["n1/journal"], folder.JournalPath);
        Assert.Empty(Directory.GetDirectories(parent["n1"]));
    }

    [Fact]
    public void Fresh_moves_an_unfinished_journal_aside_and_keeps_the_key()
    {
        using var parent = new TemporaryFolder();
        using DataFolder folder = Prepared(parent);
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
        using DataFolder folder = Prepared(parent);
        Write(folder, JournalRecordKind.Ready, JournalRecordKind.Start);
        byte[] bytes = File.ReadAllBytes(folder.JournalPath);
        bytes[JournalFormat.HeaderBytes] ^= 1;
        File.WriteAllBytes(folder.JournalPath, bytes);
        Assert.Equal(JournalReading.None, folder.PrepareJournal(fresh: false));
        Assert.Contains($"damaged after byte {JournalFormat.HeaderBytes}, before its last record", folder.Loss!.ToString(),
            StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(Path.Combine(folder.ElectionPath, "journal.damaged")));
        Assert.False(File.Exists(folder.JournalPath));
    }

    [Fact]
    public void A_journal_with_a_torn_tail_is_resumed_and_nothing_is_lost()
    {
        using var parent = new TemporaryFolder();
        using DataFolder folder = Prepared(parent);
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

    private static DataFolder Prepared(TemporaryFolder parent)
    {
        var folder = DataFolder.Open(parent["n1"]);
        folder.PrepareJournal(fresh: false);
        return folder;
    }

    private static DataFolder Held(TemporaryFolder parent, ElectionTag election, params JournalRecordKind[] last)
    {
        DataFolder folder = Prepared(parent);
        Write(folder, [JournalRecordKind.Ready, JournalRecordKind.Start, .. last]);
        folder.Enter(election);
        File.WriteAllText(Path.Combine(folder.ElectionPath, "n1.transcript.jsonl"), "lines");
        return folder;
    }

    private static Dictionary<string, byte[]> FilesIn(string folder) =>
        Directory.GetFiles(folder).ToDictionary(file => Path.GetFileName(file)!, File.ReadAllBytes);

    private static void Write(DataFolder folder, params JournalRecordKind[] kinds)
    {
        using FileJournal journal = FileJournal.Open(folder.JournalPath, JournalReading.None);
        journal.Start(new JournalWitness());
        for (int i = 0; i < kinds.Length; i++)
            journal.Append((ulong)i + 1, kinds[i], [1, 2, 3]);
    }
}
