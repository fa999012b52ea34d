using System.Security.Cryptography;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Node.Commands;
using Election.Node.Local;
using Election.Node.Ui;
using Election.Node.Ui.Model;
using Election.Runtime;
using Election.Runtime.Hosting;
using Election.Runtime.Network;
using Election.Voting.Core;
using Election.Voting.Setup;
using Microsoft.Extensions.Logging;

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
    private readonly NodeScreen? _screen;
    private NodeCore? _core;
    private TimedNode? _timed;
    private NodeSession? _session;

    private NodeRun(NodeSettings settings, Terminal terminal)
    {
        _settings = settings;
        _faults = new FaultPlan(settings.Election.Faults, settings.Election.Seed);
        _manifest = FreshManifest(settings);
        _screen = settings.HasScreen ? new NodeScreen(ScreenSettings(settings), _faults) : null;
        _view = _screen is not null ? _screen : settings.IsPartOfRun ? new RunView(terminal.Out, terminal.Error, Describe) : new PlainView(terminal.Error);
    }

    /// <summary>Takes part in the election and reports.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="StartRefusedException">The node cannot start, or the others will not have it.</exception>
    public static async Task<int> HoldAsync(NodeSettings settings, Terminal terminal, Interruption interruption)
    {
        if (settings.IsPartOfRun)
            ParentWatch.Begin(interruption);
        var run = new NodeRun(settings, terminal);
        run.Introduce(terminal.Error);
        await Task.Delay(run._faults.StartDelayOf(settings.Id), interruption.Token).ConfigureAwait(false);
        NodeOutcome outcome = await run.RunAsync(interruption.Token).ConfigureAwait(false);
        if (run._screen is not null && outcome.Failure is { } failure)
            await terminal.Error.WriteLineAsync($"election: internal error: {failure}").ConfigureAwait(false);
        return outcome.ExitCode ?? interruption.Code ?? run.Report(terminal);
    }

    private static UiSettings ScreenSettings(NodeSettings settings) => new()
    {
        Id = settings.Id,
        Role = settings.Role,
        Order = settings.Election.Order,
        IsReadOnly = settings.IsReadOnly,
        IsAscii = settings.IsAscii,
        HasColour = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
    };

    private async Task<NodeOutcome> RunAsync(CancellationToken cancellation)
    {
        using var host = NodeHost.Build(RuntimeOptions(), Make);
        _session = host.Session;
        return await (_screen?.RunAsync(host, cancellation) ?? host.RunAsync(cancellation)).ConfigureAwait(false);
    }

    private void Introduce(TextWriter error)
    {
        if (_settings.IsPartOfRun)
            return;
        ElectionSettings election = _settings.Election;
        string seed = election.IsSeedDrawn ? FormattableString.Invariant($", seed {election.Seed} (drawn)") : FormattableString.Invariant($", seed {election.Seed}");
        string where = $"{_settings.Id} on {election.Group ?? DefaultGroup} via {election.Via}, ttl {election.Ttl}{seed}";
        if (_screen is not null)
        {
            _screen.Say(new Notice(NoticeLevel.Info, where));
            return;
        }
        if (!_settings.IsHeadless)
            error.WriteLine("there is no terminal here: the node runs as with --headless");
        error.WriteLine(where);
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
            FaultsMayChange = _screen is not null,
            // A screen shows what the node says; a line written across it would be lost and would spoil it.
            LogLevel = _screen is null ? LogLevel.Warning : LogLevel.None,
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
            Headless = _screen is null,
            MaxDatagramBytes = birth.MaxDatagramBytes,
            BarrierTimeout = election.BarrierTimeout,
            QuorumTimeout = election.QuorumTimeout,
            CloseAfter = election.CloseAfter ?? (_screen is null ? HeadlessCloseAfter : null),
            Linger = election.Linger,
        });
        _screen?.Attach(_core.Detail);
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
            Chair = settings.Chair,
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
        // The person left before there was a verdict.
        if (snapshot.Verdict is null)
            return ExitCode.Interrupted;
        return NodeResult.Report(_settings, snapshot, terminal);
    }
}
