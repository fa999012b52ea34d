using System.Security.Cryptography;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Node.Commands;
using Election.Node.Local;
using Election.Node.Plain;
using Election.Runtime;
using Election.Runtime.Hosting;
using Election.Runtime.Network;
using Election.Voting.Core;
using Election.Voting.Setup;

namespace Election.Node.Running;

/// <summary>One run of <c>election node</c>, from its settings to its verdict.</summary>
internal sealed class NodeRun
{
    // The group when nobody names one: organisation-local scope (RFC 2365, section 6.2).
    private static readonly MulticastGroup DefaultGroup = MulticastGroup.Parse("239.192.7.1:45678");

    // A headless node does not wait for ever for those who do not vote.
    private static readonly TimeSpan HeadlessCloseAfter = TimeSpan.FromSeconds(30);

    private readonly NodeSettings _settings;
    private readonly FaultPlan _faults;
    private readonly Manifest _manifest;
    private readonly INodeView _view;
    private NodeCore? _core;
    private TimedNode? _timed;
    private NodeSession? _session;

    private NodeRun(NodeSettings settings, Terminal terminal)
    {
        _settings = settings;
        _faults = new FaultPlan(settings.Election.Faults, settings.Election.Seed);
        _manifest = FreshManifest(settings);
        _view = settings.IsPartOfRun ? new RunView(terminal.Out, terminal.Error, Describe) : new PlainView(terminal.Error);
    }

    /// <summary>Takes part in the election and reports.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="StartRefusedException">The node cannot start, or the others will not have it.</exception>
    public static async Task<int> HoldAsync(NodeSettings settings, Terminal terminal, Interruption interruption)
    {
        if (settings.IsPartOfRun)
            ParentWatch.Begin(interruption);
        var run = new NodeRun(settings, terminal);
        if (!settings.IsPartOfRun)
            run.Introduce(terminal.Error);
        await Task.Delay(run._faults.StartDelayOf(settings.Id), interruption.Token).ConfigureAwait(false);
        NodeOutcome outcome = await run.RunAsync(interruption.Token).ConfigureAwait(false);
        return outcome.ExitCode ?? interruption.Code ?? run.Report(terminal);
    }

    private async Task<NodeOutcome> RunAsync(CancellationToken cancellation)
    {
        using var host = NodeHost.Build(RuntimeOptions(), Make);
        _session = host.Session;
        return await host.RunAsync(cancellation).ConfigureAwait(false);
    }

    private void Introduce(TextWriter error)
    {
        if (!_settings.IsHeadless)
            error.WriteLine("nobody can sit at a node yet: it runs as with --headless");
        ElectionSettings election = _settings.Election;
        string seed = election.IsSeedDrawn
            ? FormattableString.Invariant($", seed {election.Seed} (drawn)") : FormattableString.Invariant($", seed {election.Seed}");
        error.WriteLine($"{_settings.Id} on {election.Group ?? DefaultGroup} via {election.Via}, ttl {election.Ttl}{seed}");
    }

    private NodeRuntimeOptions RuntimeOptions()
    {
        ElectionSettings election = _settings.Election;
        return new NodeRuntimeOptions
        {
            Id = _settings.Id,
            Network = new MulticastOptions(election.Group ?? DefaultGroup, election.Via, election.Ttl, election.MaxDatagram),
            DataPath = _settings.DataFolder,
            Fresh = _settings.IsFresh,
            Journal = election.Journal,
            TranscriptPath = _settings.Transcript,
            Faults = _faults,
            Notices = _view.Say,
            Publish = Publish,
        };
    }

    private TimedNode Make(NodeBirth birth)
    {
        if (birth.IsResumed)
            _view.Say(new Notice(NoticeLevel.Warning,
                $"{_settings.DataFolder} holds an unfinished election: {birth.Id} goes on with it (start anew with --fresh)"));
        File.Delete(NodeResult.CertificatePath(_settings));
        ElectionSettings election = _settings.Election;
        _core = new NodeCore(new NodeCoreOptions
        {
            Id = birth.Id,
            Incarnation = birth.Incarnation,
            Key = birth.Key,
            Manifest = _manifest,
            GroupTag = birth.GroupTag,
            Expect = _settings.Expect,
            Role = _settings.Role,
            Seed = election.Seed,
            Votes = _settings.Vote is PlannedVote vote ? [vote] : [],
            Headless = true,
            MaxDatagramBytes = birth.MaxDatagramBytes,
            BarrierTimeout = election.BarrierTimeout,
            QuorumTimeout = election.QuorumTimeout,
            CloseAfter = election.CloseAfter ?? HeadlessCloseAfter,
            Linger = election.Linger,
        });
        return _timed = new TimedNode(_core, TimeProvider.System);
    }

    private static Manifest FreshManifest(NodeSettings settings)
    {
        ElectionSettings election = settings.Election;
        var manifest = new Manifest
        {
            Title = election.Title,
            Choices = election.Choices,
            Order = election.Order,
            Quorum = election.Quorum,
            Roll = settings.Roll,
            Nonce = new Hash256(RandomNumberGenerator.GetBytes(Hash256.SizeBytes)),
        };
        return manifest.IsWellFormed(out string reason) ? manifest : throw new StartRefusedException(reason);
    }

    private void Publish()
    {
        NodeSnapshot snapshot = _core!.Snapshot();
        _session?.SetLeader(snapshot.Members.FirstOrDefault(member => member.IsLeader)?.Id.Tag);
        _view.Show(snapshot);
    }

    private NodeProgress Describe(NodeSnapshot snapshot) => new()
    {
        State = ElectionStateText.Of(snapshot.State).ToText(),
        Discovered = PlainView.FoundBy(snapshot),
        Votes = snapshot.Delivered,
        IsMember = snapshot.Members.IsEmpty || snapshot.Members.Any(member => member.IsSelf),
        StartedAtMs = _timed!.UnixMilliseconds(snapshot.StartedAt),
        CertifiedAtMs = _timed!.UnixMilliseconds(snapshot.CertifiedAt),
        Decision = snapshot.Certificate is null ? null : snapshot.Decision,
        Reason = snapshot.Reason,
    };

    private int Report(Terminal terminal)
    {
        NodeSnapshot snapshot = _core!.Snapshot();
        if (snapshot.IsRefused)
            throw new StartRefusedException(snapshot.Reason!);
        return NodeResult.Report(_settings, snapshot, terminal);
    }
}
