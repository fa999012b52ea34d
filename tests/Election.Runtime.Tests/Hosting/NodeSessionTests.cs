using System.Diagnostics;
using System.Runtime.InteropServices;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Runtime.Hosting;
using Election.Runtime.Storage;
using Election.Runtime.Tests.Support;
using Election.Voting.Core;

namespace Election.Runtime.Tests.Hosting;

public sealed class NodeSessionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingLogger _logger = new();
    private NodeBirth? _birth;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_node_runs_under_the_host_until_it_is_finished()
    {
        using NodeHost host = NodeHost.Build(Options(), Factory(FinishOnCommand));
        host.Session.Loop.TryPost(new Say("end"));
        NodeOutcome outcome = await host.RunAsync().WaitAsync(Patience.Limit);
        Assert.Equal(new NodeOutcome(LoopEnd.Finished, null, null), outcome);
        Assert.Null(outcome.ExitCode);
    }

    [Fact]
    public async Task A_broken_invariant_gives_exit_code_70()
    {
        using NodeHost host = NodeHost.Build(Options(), Factory((_, _, _, _) => throw new InvalidOperationException("two leaders")));
        host.Session.Loop.TryPost(new Say("go"));
        NodeOutcome outcome = await host.RunAsync().WaitAsync(Patience.Limit);
        Assert.Equal(LoopEnd.Failed, outcome.End);
        Assert.Equal("two leaders", outcome.Failure!.Message);
        Assert.Equal(70, outcome.ExitCode);
    }

    [Fact]
    public async Task A_cancelled_run_stops_the_node()
    {
        using var cancel = new CancellationTokenSource();
        using NodeHost host = NodeHost.Build(Options(), Factory((_, _, _, _) => cancel.Cancel()));
        host.Session.Loop.TryPost(new Say("go"));
        NodeOutcome outcome = await host.RunAsync(cancel.Token).WaitAsync(Patience.Limit);
        Assert.Equal(new NodeOutcome(LoopEnd.Stopped, null, null), outcome);
    }

    // Only SIGTERM reaches these tests in every case: a shell that starts them in the background has SIGINT ignored, nohup SIGHUP, and
    // .NET respects that.
    [Fact]
    public async Task A_signal_stops_the_node_cleanly_and_is_named()
    {
        if (OperatingSystem.IsWindows())
            return;
        string[] kill = ["-TERM", $"{Environment.ProcessId}"];
        NodeCommand? last = null;
        using NodeHost host = NodeHost.Build(Options(), Factory((_, input, _, _) =>
        {
            // Once: a second signal would end these tests.
            if (input.Command is Say)
                Process.Start("kill", kill);
            last = input.Command;
        }));
        host.Session.Loop.TryPost(new Say("go"));
        NodeOutcome outcome = await host.RunAsync().WaitAsync(Patience.Limit);
        Assert.Equal(new NodeOutcome(LoopEnd.Stopped, PosixSignal.SIGTERM, null), outcome);
        Assert.Equal(143, outcome.ExitCode);
        Assert.Equal(new LeaveElection(), last);
        DataFolder.Open(_folder["n1"]).Dispose();
    }

    [Theory]
    [InlineData(PosixSignal.SIGINT, 130)]
    [InlineData(PosixSignal.SIGTERM, 143)]
    [InlineData(PosixSignal.SIGHUP, 143)]
    public void Each_signal_has_its_exit_code(PosixSignal signal, int exitCode) =>
        Assert.Equal(exitCode, new NodeOutcome(LoopEnd.Stopped, signal, null).ExitCode);

    [Fact]
    public void A_node_at_which_another_key_votes_is_told_its_public_half()
    {
        Directory.CreateDirectory(_folder["n1"]);
        using NodeKey voter = KeyStore.Create(Path.Combine(_folder["n1"], "ana.pem"));
        using (Open(Options() with { VoterKeyPath = Path.Combine(_folder["n1"], "ana.pem") }))
            Assert.Equal(voter.PublicKey, _birth!.VoterKey);
        using (Open(Options()))
            Assert.Null(_birth!.VoterKey);
        Assert.Throws<StartRefusedException>(() => Open(Options() with { VoterKeyPath = Path.Combine(_folder["n1"], "eva.pem") }));
        DataFolder.Open(_folder["n1"]).Dispose();
    }

    [Fact]
    public void A_second_node_in_one_folder_is_refused()
    {
        using NodeSession first = Open(Options());
        StartRefusedException refusal = Assert.Throws<StartRefusedException>(() => NodeHost.Build(Options(), Factory(FinishOnCommand)));
        Assert.Contains("in use by another process", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_start_lets_go_of_everything()
    {
        string key = Path.Combine(_folder["n1"], "key.pem");
        Directory.CreateDirectory(_folder["n1"]);
        File.WriteAllText(key, "no key");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(key, UnixFileMode.UserRead);
        Assert.Throws<StartRefusedException>(() => Open(Options()));
        File.Delete(key);
        Open(Options()).Dispose();
    }

    [Fact]
    public void A_node_learns_who_it_is()
    {
        NodeRuntimeOptions options = Options();
        using (Open(options))
        {
        }
        NodeBirth first = _birth!;
        Assert.Equal("n1", first.Id.Text);
        Assert.Equal(options.Network.Group.Tag, first.GroupTag);
        Assert.Equal(options.Network.MaxDatagram.Bytes, first.MaxDatagramBytes);
        Assert.False(first.IsResumed);
        using (Open(options))
        {
        }
        Assert.Equal(first.Key, _birth!.Key);
        Assert.True(_birth.Incarnation.CompareTo(first.Incarnation) > 0);
    }

    [Fact]
    public async Task A_stopped_node_resumes_from_its_journal_until_it_starts_fresh()
    {
        RunToStop(Options());
        Assert.False(_birth!.IsResumed);
        var recovered = new List<int>();
        NodeFactory recorder = Factory((_, input, _, outbox) =>
        {
            if (input.Kind == InputKind.Recovered)
                recovered.Add(input.Bytes.Span[0]);
            else if (input.Kind == InputKind.Command)
                outbox.Finish();
        });
        using (NodeSession session = NodeSession.Open(Options(), recorder, _logger))
        {
            session.Loop.TryPost(new Say("end"));
            session.Start();
            await session.Loop.Completion.WaitAsync(Patience.Limit);
        }
        Assert.True(_birth.IsResumed);
        Assert.Equal([42], recovered);
        using (Open(Options() with { Fresh = true }))
            Assert.False(_birth.IsResumed);
        using (Open(Options()))
            Assert.False(_birth.IsResumed);
    }

    [Fact]
    public void An_unfinished_journal_is_not_forgotten_by_a_run_in_memory()
    {
        RunToStop(Options());
        StartRefusedException refusal = Assert.Throws<StartRefusedException>(() => Open(Options() with { Journal = JournalMode.Memory }));
        Assert.Contains("--journal disk", refusal.Message, StringComparison.Ordinal);
        Open(Options() with { Journal = JournalMode.Memory, Fresh = true }).Dispose();
    }

    [Fact]
    public void Link_faults_stand_before_the_node_and_others_do_not()
    {
        FaultPlan lossy = FaultPlan.Read(["loss=10%"], 1).OrThrow();
        using (NodeSession session = Open(Options() with { Faults = lossy }))
            Assert.EndsWith(", with faults", session.Channel.Description, StringComparison.Ordinal);
        FaultPlan late = FaultPlan.Read(["n1:start-delay=1s"], 1).OrThrow();
        using (NodeSession session = Open(Options() with { Faults = late }))
            Assert.DoesNotContain("faults", session.Channel.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_transcript_goes_where_the_caller_wants_it()
    {
        NodeFactory writer = Factory((_, _, _, outbox) =>
        {
            outbox.Transcript("{}\n"u8.ToArray());
            outbox.Finish();
        });
        using (NodeSession session = NodeSession.Open(Options() with { TranscriptPath = _folder["n1.transcript.jsonl"] }, writer, _logger))
        {
            session.Loop.TryPost(new Say("write"));
            session.Start();
            await session.Loop.Completion.WaitAsync(Patience.Limit);
        }
        Assert.Equal("{}\n", File.ReadAllText(_folder["n1.transcript.jsonl"]));
    }

    private void RunToStop(NodeRuntimeOptions options)
    {
        using var durable = new ManualResetEventSlim();
        NodeFactory writer = Factory((_, input, _, outbox) =>
        {
            if (input.Kind == InputKind.Command)
                outbox.Journal(JournalRecordKind.Ready, new byte[] { 42 });
            else if (input.Kind == InputKind.Journalled)
                durable.Set();
        });
        using NodeSession session = NodeSession.Open(options, writer, _logger);
        session.Loop.TryPost(new Say("write"));
        session.Start();
        Assert.True(durable.Wait(Patience.Limit));
    }

    private NodeSession Open(NodeRuntimeOptions options) => NodeSession.Open(options, Factory(FinishOnCommand), _logger);

    private NodeFactory Factory(Action<SmallNode, NodeInput, Instant, Outbox> step) => birth =>
    {
        _birth = birth;
        return new SmallNode(step);
    };

    private static void FinishOnCommand(SmallNode node, NodeInput input, Instant now, Outbox outbox)
    {
        if (input.Kind == InputKind.Command)
            outbox.Finish();
    }

    private NodeRuntimeOptions Options() => new()
    {
        Id = MemberId.Parse("n1"),
        Network = Loopback.DrawOptions(),
        DataPath = _folder["n1"],
    };
}
