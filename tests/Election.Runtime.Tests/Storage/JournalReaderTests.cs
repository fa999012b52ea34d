using Election.Groups.Model;
using Election.Runtime.Storage;
using Election.Runtime.Tests.Support;

namespace Election.Runtime.Tests.Storage;

public sealed class JournalReaderTests
{
    private static readonly byte[][] s_contents = [[1, 2, 3], [], [.. Enumerable.Range(0, 40).Select(i => (byte)i)]];

    [Fact]
    public void A_missing_file_is_a_missing_journal()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(JournalReading.None, JournalReader.ReadFile(folder["journal"]));
        Assert.Equal(JournalReading.None, JournalReader.ReadFile(Path.Combine(folder["absent"], "journal")));
    }

    [Fact]
    public void An_intact_journal_reads_back_in_order()
    {
        JournalReading reading = JournalReader.Read(Written(s_contents));
        Assert.Equal(JournalCondition.Intact, reading.Condition);
        Assert.Equal(s_contents, reading.Records.Select(record => record.Bytes.ToArray()));
        Assert.All(reading.Records, record => Assert.Equal(JournalRecordKind.Entry, record.Kind));
        Assert.Equal(0, reading.LostBytes);
    }

    [Fact]
    public void A_last_record_cut_at_any_byte_is_torn_and_all_before_it_reads()
    {
        byte[] whole = Written(s_contents);
        int lastBegins = whole.Length - JournalFormat.RecordHeaderBytes - s_contents[^1].Length;
        Assert.Equal(2, JournalReader.Read(whole.AsMemory(0, lastBegins)).Records.Count);
        for (int cut = lastBegins + 1; cut < whole.Length; cut++)
        {
            JournalReading reading = JournalReader.Read(whole.AsMemory(0, cut));
            Assert.Equal(JournalCondition.TornTail, reading.Condition);
            Assert.Equal(2, reading.Records.Count);
            Assert.Equal(lastBegins, reading.ReadBytes);
            Assert.Equal(cut - lastBegins, reading.LostBytes);
        }
    }

    [Fact]
    public void A_last_record_with_any_byte_harmed_is_torn()
    {
        byte[] whole = Written(s_contents);
        int lastBegins = whole.Length - JournalFormat.RecordHeaderBytes - s_contents[^1].Length;
        for (int at = lastBegins; at < whole.Length; at++)
        {
            JournalReading reading = JournalReader.Read(Flipped(whole, at));
            Assert.Equal(JournalCondition.TornTail, reading.Condition);
            Assert.Equal(2, reading.Records.Count);
        }
    }

    [Fact]
    public void Any_byte_harmed_before_the_last_record_is_damage_and_never_a_torn_tail()
    {
        byte[] whole = Written(s_contents);
        int lastBegins = whole.Length - JournalFormat.RecordHeaderBytes - s_contents[^1].Length;
        for (int at = 0; at < lastBegins; at++)
        {
            JournalReading reading = JournalReader.Read(Flipped(whole, at));
            Assert.Equal(JournalCondition.Damaged, reading.Condition);
            Assert.True(reading.ReadBytes <= at, $"Byte {at} was harmed, and yet read.");
        }
    }

    [Fact]
    public void Bytes_cut_out_of_the_middle_are_damage()
    {
        byte[] whole = Written(s_contents);
        byte[] shortened = [.. whole[..(JournalFormat.HeaderBytes + 5)], .. whole[(JournalFormat.HeaderBytes + 6)..]];
        Assert.Equal(JournalCondition.Damaged, JournalReader.Read(shortened).Condition);
    }

    [Fact]
    public void A_record_inside_a_torn_record_is_not_taken_for_one()
    {
        // Someone else's bytes may look like a record, but they cannot know this file's salt.
        byte[] foreign = Written(s_contents);
        byte[] whole = Written([[1], foreign]);
        Assert.Equal(JournalCondition.TornTail, JournalReader.Read(whole.AsMemory(0, whole.Length - 1)).Condition);
    }

    [Fact]
    public void A_header_cut_at_any_byte_is_a_missing_journal()
    {
        byte[] whole = Written(s_contents);
        for (int cut = 0; cut < JournalFormat.HeaderBytes; cut++)
            Assert.Equal(JournalCondition.Missing, JournalReader.Read(whole.AsMemory(0, cut)).Condition);
    }

    [Fact]
    public void A_journal_of_another_version_is_told_from_a_damaged_one()
    {
        var file = new byte[JournalFormat.HeaderBytes];
        JournalFormat.WriteHeader(file, new byte[8]);
        file[9]++;
        uint checksum = Election.Groups.Wire.Crc32C.Of(file.AsSpan(0, 20));
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(20), checksum);
        Assert.Equal(JournalCondition.ForeignVersion, JournalReader.Read(file).Condition);
    }

    [Theory]
    [InlineData(new JournalRecordKind[0], false)]
    [InlineData(new[] { JournalRecordKind.Ready }, true)]
    [InlineData(new[] { JournalRecordKind.Ready, JournalRecordKind.Finished }, false)]
    public void A_journal_is_unfinished_until_it_says_finished(JournalRecordKind[] kinds, bool unfinished)
    {
        var reading = new JournalReading(JournalCondition.Intact, [.. kinds.Select(kind => new JournalRecord(kind, default))], 0, 0);
        Assert.Equal(unfinished, reading.IsUnfinished);
    }

    private static byte[] Flipped(byte[] bytes, int at)
    {
        byte[] copy = [.. bytes];
        copy[at] ^= 0x10;
        return copy;
    }

    private static byte[] Written(byte[][] contents)
    {
        using var folder = new TemporaryFolder();
        using (FileJournal journal = FileJournal.Open(folder["journal"], JournalReading.None))
        {
            journal.Start(new JournalWitness());
            for (int i = 0; i < contents.Length; i++)
                journal.Append((ulong)i + 1, JournalRecordKind.Entry, contents[i]);
        }
        return File.ReadAllBytes(folder["journal"]);
    }
}
