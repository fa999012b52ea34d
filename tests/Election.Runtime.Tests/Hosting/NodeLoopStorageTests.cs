using Election.Groups.Model;
using Election.Runtime.Hosting;
using Election.Runtime.Storage;
using Election.Runtime.Tests.Support;

namespace Election.Runtime.Tests.Hosting;

public sealed class NodeLoopStorageTests
{
    [Fact]
    public void Journal_records_are_durable_before_the_node_hears_of_it()
    {
        using var folder = new TemporaryFolder();
        string path = folder["journal"];
        int durableRecords = 0;
        var node = new SmallNode((_, input, _, outbox) =>
        {
            if (input.Kind == InputKind.Command)
            {
                for (byte i = 1; i <= 5; i++)
                    outbox.Journal(JournalRecordKind.Entry, new[] { i });
            }
            else if (input.Kind == InputKind.Journalled && input.JournalSequence == 5)
            {
                durableRecords = ReadShared(path).Records.Count;
                outbox.Finish();
            }
        });
        using (var rig = new LoopRig(node, journal: FileJournal.Open(path, JournalReading.None)))
        {
            rig.Start();
            rig.Loop.TryPost(new Say("write"));
            Assert.Equal(LoopEnd.Finished, rig.AwaitEnd().End);
        }
        Assert.Equal(5, durableRecords);
    }

    [Fact]
    public void A_journal_that_fails_ends_the_loop()
    {
        using var folder = new TemporaryFolder();
        FileJournal journal = FileJournal.Open(
            folder["journal"], JournalReading.None, _ => throw new IOException("disk full"), FileJournal.MaxWaitingBytes);
        var node = new SmallNode((_, input, _, outbox) =>
        {
            if (input.Kind == InputKind.Command)
                outbox.Journal(JournalRecordKind.Entry, new byte[1]);
        });
        using var rig = new LoopRig(node, journal: journal);
        rig.Start();
        rig.Loop.TryPost(new Say("write"));
        LoopOutcome outcome = rig.AwaitEnd();
        Assert.Equal(LoopEnd.Failed, outcome.End);
        Assert.Equal("disk full", outcome.Failure!.Message);
    }

    [Fact]
    public void What_was_recovered_comes_before_everything_else()
    {
        var read = new List<byte>();
        var node = new SmallNode((_, input, _, outbox) =>
        {
            if (input.Kind == InputKind.Recovered)
                read.Add(input.Bytes.Span[0]);
            if (input.Kind == InputKind.Command)
                outbox.Finish();
        })
        { NextDeadline = null };
        JournalRecord[] records = [new(JournalRecordKind.Ready, new byte[] { 1 }), new(JournalRecordKind.Start, new byte[] { 2 })];
        using var rig = new LoopRig(node, recovered: records);
        rig.Loop.TryPost(new Say("after"));
        rig.Start();
        rig.AwaitEnd();
        Assert.Equal([InputKind.Recovered, InputKind.Recovered, InputKind.Command], node.Seen);
        Assert.Equal([1, 2], read);
    }

    [Fact]
    public void Transcript_lines_are_in_the_file_when_the_loop_has_ended()
    {
        using var folder = new TemporaryFolder();
        using var transcript = TranscriptFile.Open(folder["t.jsonl"]);
        var node = new SmallNode((_, _, _, outbox) =>
        {
            outbox.Transcript("{\"n\":1}\n"u8.ToArray());
            outbox.Transcript("{\"n\":2}\n"u8.ToArray());
            outbox.Finish();
        });
        using var rig = new LoopRig(node, transcript: transcript);
        rig.Start();
        rig.Loop.TryPost(new Say("write"));
        rig.AwaitEnd();
        using var reader = new StreamReader(new FileStream(folder["t.jsonl"], FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        Assert.Equal("{\"n\":1}\n{\"n\":2}\n", reader.ReadToEnd());
    }

    private static JournalReading ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        return JournalReader.Read(copy.ToArray());
    }
}
