using System.Diagnostics;
using System.Text;
using Election.Groups.Model;
using Election.Runtime.Hosting;
using Election.Runtime.Network;
using Election.Runtime.Storage;
using Election.Runtime.Tests.Support;

namespace Election.Runtime.Tests.Hosting;

public sealed class NodeLoopTests
{
    [Fact]
    public void Two_loops_talk_over_the_network()
    {
        MulticastOptions options = Loopback.DrawOptions();
        BallNode first = new(side: 1, serves: true), second = new(side: 2, serves: false);
        using LoopRig a = new(first, options), b = new(second, options);
        b.Start();
        a.Start();
        Assert.True(SpinWait.SpinUntil(() => first.Count > 100, TimeSpan.FromSeconds(20)), "The ball was lost for good.");
    }

    [Fact]
    public void A_command_reaches_the_node_and_its_effects_are_carried_out_in_order()
    {
        var node = new SmallNode((_, input, _, outbox) =>
        {
            if (input.Command is not Say { Word: var word })
                return;
            outbox.Tell(NoticeLevel.Info, word + " 1");
            outbox.Tell(NoticeLevel.Warning, word + " 2");
            outbox.Finish();
        });
        using var rig = new LoopRig(node);
        rig.Start();
        Assert.True(rig.Loop.TryPost(new Say("aye")));
        Assert.Equal(LoopEnd.Finished, rig.AwaitEnd().End);
        Assert.Equal([new Notice(NoticeLevel.Info, "aye 1"), new Notice(NoticeLevel.Warning, "aye 2")], rig.Notices);
        Assert.False(rig.Loop.TryPost(new Say("too late")));
    }

    [Fact]
    public void A_loop_that_is_asked_to_stop_stops_while_it_waits()
    {
        using var rig = new LoopRig(new SmallNode((_, _, _, _) => { }));
        rig.Start();
        rig.Loop.RequestStop();
        Assert.Equal(new LoopOutcome(LoopEnd.Stopped), rig.AwaitEnd());
    }

    [Fact]
    public void A_broken_invariant_ends_the_loop_with_its_cause_and_the_node_is_not_stepped_again()
    {
        var node = new SmallNode((_, _, _, _) => throw new InvalidOperationException("two leaders"));
        using var rig = new LoopRig(node);
        rig.Loop.TryPost(new Say("a"));
        rig.Loop.TryPost(new Say("b"));
        rig.Start();
        LoopOutcome outcome = rig.AwaitEnd();
        Assert.Equal(LoopEnd.Failed, outcome.End);
        Assert.Equal("two leaders", outcome.Failure!.Message);
        Assert.Single(node.Seen);
    }

    [Fact]
    public void A_node_whose_deadline_never_moves_is_stopped_as_broken()
    {
        var node = new SmallNode((_, _, _, _) => { }) { NextDeadline = Instant.Zero };
        using var rig = new LoopRig(node);
        rig.Start();
        LoopOutcome outcome = rig.AwaitEnd();
        Assert.Equal(LoopEnd.Failed, outcome.End);
        Assert.Contains("deadline", outcome.Failure!.Message, StringComparison.Ordinal);
        Assert.Equal(NodeLoop.MaxIdleTurns, node.Seen.Count);
    }

    [Fact]
    public void Deadlines_are_met_within_about_a_millisecond_and_without_spinning()
    {
        const int wakings = 100;
        var lateMilliseconds = new List<double>();
        var node = new SmallNode((self, input, now, outbox) =>
        {
            Assert.Equal(InputKind.Timer, input.Kind);
            lateMilliseconds.Add((now - self.NextDeadline!.Value).TotalMilliseconds);
            self.NextDeadline = now + TimeSpan.FromMilliseconds(3.3);
            if (lateMilliseconds.Count == wakings)
                outbox.Finish();
        })
        { NextDeadline = Instant.FromMilliseconds(20) };
        using var rig = new LoopRig(node);
        rig.Start();
        rig.AwaitEnd();
        lateMilliseconds.Sort();
        Assert.True(lateMilliseconds[0] >= 0, "A deadline came early.");
        // Other work on the machine makes any of them late; a coarse clock makes all of them late.
        double tenth = lateMilliseconds[wakings / 10];
        Assert.True(tenth < 1.2, $"Nine tenths of the deadlines were more than {tenth} ms late.");
        Assert.InRange(rig.Loop.Counters.Turns, wakings, 2 * wakings);
    }

    [Fact]
    public void The_clock_never_goes_back_and_a_waiting_node_is_not_stepped()
    {
        Instant last = Instant.Zero;
        var node = new SmallNode((_, input, now, outbox) =>
        {
            Assert.True(now >= last);
            last = now;
            if (input.Command is Say { Word: "end" })
                outbox.Finish();
        });
        using var rig = new LoopRig(node);
        rig.Start();
        for (int i = 0; i < 50; i++)
            Assert.True(rig.Loop.TryPost(new Say("on")));
        rig.Loop.TryPost(new Say("end"));
        Assert.Equal(LoopEnd.Finished, rig.AwaitEnd().End);
        Assert.Equal(51, node.Seen.Count);
    }

    [Fact]
    public void A_signature_that_the_node_asks_for_verifies()
    {
        byte[] message = Encoding.UTF8.GetBytes("motion");
        var verdicts = new List<bool>();
        PublicKey? key = null;
        var node = new SmallNode((_, input, _, outbox) =>
        {
            switch (input.Kind)
            {
                case InputKind.Command:
                    outbox.Sign(new EffectToken(EffectOwner.Statement, 5), message);
                    break;
                case InputKind.Signed:
                    Assert.Equal(new EffectToken(EffectOwner.Statement, 5), input.Token);
                    byte[] signature = input.Bytes.ToArray();
                    outbox.Verify(new EffectToken(EffectOwner.Ordered, 1), key!, message, signature);
                    outbox.Verify(new EffectToken(EffectOwner.Ordered, 0), key!, new byte[6], signature);
                    break;
                case InputKind.Verified:
                    Assert.Equal(input.Valid, input.Token.Number == 1);
                    verdicts.Add(input.Valid);
                    if (verdicts.Count == 2)
                        outbox.Finish();
                    break;
            }
        });
        using var rig = new LoopRig(node);
        key = rig.Key;
        rig.Start();
        rig.Loop.TryPost(new Say("sign"));
        Assert.Equal(LoopEnd.Finished, rig.AwaitEnd().End);
        Assert.Equal([false, true], verdicts.Order());
    }

    [Fact]
    public void More_checks_than_the_pool_may_have_are_done_by_the_loop_itself()
    {
        const int asked = SignatureWorkers.MaxUnderWay + 50;
        using var gate = new ManualResetEventSlim();
        int loopThread = Environment.CurrentManagedThreadId;
        var queue = new InputQueue(new MonotonicClock());
        using NodeKey key = NodeKey.Draw();
        var workers = new SignatureWorkers(key, (_, _, _) => Environment.CurrentManagedThreadId == loopThread || gate.Wait(20_000), queue);
        var outbox = new Outbox();
        for (int i = 0; i < asked; i++)
            outbox.Verify(new EffectToken((ulong)i), key.PublicKey, new byte[1], new byte[64]);
        foreach (Effect effect in outbox.Effects)
            workers.Begin(effect);
        Assert.Equal(50, workers.DoneByLoop);
        gate.Set();
        var answered = new HashSet<ulong>();
        var batch = new InputBatch();
        while (answered.Count < asked)
        {
            Assert.True(queue.Wait(Instant.FromMilliseconds(60_000), batch));
            Assert.NotEqual(0, batch.Count);
            for (int i = 0; i < batch.Count; i++)
                answered.Add(batch[i].Token.Value);
            batch.Clear();
        }
    }

    [Fact]
    public void Code_that_checks_and_throws_ends_the_loop_loudly()
    {
        var queue = new InputQueue(new MonotonicClock());
        using NodeKey key = NodeKey.Draw();
        var workers = new SignatureWorkers(key, (_, _, _) => throw new ArithmeticException("bad curve"), queue);
        var outbox = new Outbox();
        outbox.Verify(default, key.PublicKey, new byte[1], new byte[64]);
        workers.Begin(outbox.Effects[0]);
        NodeFailureException failure = Assert.Throws<NodeFailureException>(() => queue.Wait(null, new InputBatch()));
        Assert.IsType<ArithmeticException>(failure.InnerException);
    }

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

    [Fact]
    public void Snapshots_are_published_at_most_ten_times_a_second_and_the_last_is_never_lost()
    {
        const int steps = 300;
        int state = 0;
        var published = new List<int>();
        var node = new SmallNode((self, _, now, outbox) =>
        {
            state++;
            outbox.Publish();
            self.NextDeadline = now + TimeSpan.FromMilliseconds(1);
            if (state == steps)
                outbox.Finish();
        })
        { NextDeadline = Instant.Zero };
        using var rig = new LoopRig(node, publish: () => published.Add(state));
        long begun = Stopwatch.GetTimestamp();
        rig.Start();
        rig.AwaitEnd();
        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        Assert.InRange(published.Count, 3, (int)(seconds * 10) + 3);
        Assert.Equal(steps, published[^1]);
        Assert.Equal(published.Order(), published);
    }

    [Fact]
    public void A_snapshot_that_was_put_off_is_published_when_nothing_else_happens()
    {
        using var second = new ManualResetEventSlim();
        int publications = 0;
        var node = new SmallNode((_, _, _, outbox) => outbox.Publish());
        using var rig = new LoopRig(node, publish: () =>
        {
            if (++publications == 2)
                second.Set();
        });
        rig.Start();
        rig.Loop.TryPost(new Say("one"));
        Assert.True(SpinWait.SpinUntil(() => rig.Loop.Counters.Steps == 1, TimeSpan.FromSeconds(20)));
        rig.Loop.TryPost(new Say("two"));
        Assert.True(second.Wait(TimeSpan.FromSeconds(20)), "The second snapshot was never shown.");
    }

    private static JournalReading ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        return JournalReader.Read(copy.ToArray());
    }
}
