using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Node.Runs.Documents;
using Election.Node.Runs.Local;
using Election.Node.Runs.Settings;
using Election.Node.Screen.Model;
using Election.Node.Screen;
using Election.Node.Talk.Language;
using Election.Node.Talk;
using Election.Runtime.Announce;
using Election.Runtime.Hosting;
using Election.Runtime.Network;
using Election.Runtime.Storage;
using Election.Runtime;
using Election.Voting.Core;
using Election.Voting.Setup;
using Microsoft.Extensions.Logging;

namespace Election.Node.Runs.Single;

/// <summary>One run of <c>election node</c>, from its settings to its verdict.</summary>
internal sealed partial class NodeRun
{
    // A headless node does not wait for ever for missing votes.
    private static readonly TimeSpan s_headlessCloseAfter = TimeSpan.FromSeconds(30);

    private readonly NodeSettings _settings;
    private readonly FaultPlan _faults;
    private readonly Manifest _manifest;
    private readonly INodeView _view;
    private readonly NodeScreen? _screen;
    // The program's messages about a node go where the node's own notices go; a run gets only warnings.
    private readonly Action<NoticeLevel, Sentence> _talk;
    private readonly Language _language;
    private NodeCore? _core;
    private TimedNode? _timed;
    private NodeSession? _session;
    private SharedClock? _clock;
    private NodeTrace? _trace;
    private ElectionState? _noted;
    private volatile NodeFiles _files;

    /// <summary>Prepares a run without opening anything.</summary>
    /// <exception cref="StartRefusedException">The settings do not describe an election.</exception>
    public NodeRun(NodeSettings settings, TextTerminal terminal)
    {
        _settings = settings;
        _files = NodeFiles.In(settings.DataFolder, settings);
        _language = terminal.Language;
        _faults = new FaultPlan(settings.Election.Faults, settings.Election.Seed);
        _manifest = ElectionManifest.Fresh(settings.Election, settings.Chair, settings.Roll);
        _screen = settings.HasScreen ? new NodeScreen(ScreenSettings(settings, terminal.Language), _faults) : null;
        _view = _screen is not null ? _screen
            : settings.IsPartOfRun ? new ReportingView(terminal, Describe)
            : new PlainView(terminal);
        _talk = (level, text) => _view.Say(new Notice(level, text));
    }

    /// <summary>
    /// Takes part in the election and reports. A node that comes back to an earlier election completes that first; then it goes on to the
    /// one that it was started for, if others wait for it.
    /// </summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="StartRefusedException">The node cannot start, or the others refuse it.</exception>
    public static async Task<int> HoldAsync(NodeSettings settings, TextTerminal terminal, Interruption interruption)
    {
        if (settings.Report is { } report)
            return await PaneRun.HoldAsync(settings, report, terminal, interruption).ConfigureAwait(false);
        while (true)
        {
            var run = new NodeRun(settings, terminal);
            if (settings.IsPartOfRun)
                ParentWatch.Begin(interruption, run.Obey);
            int code = await run.HoldAsync(terminal, interruption).ConfigureAwait(false);
            if (!run.GoesOn)
                return code;
        }
    }

    /// <summary>The node's progress; null if the node was never created.</summary>
    public NodeProgress? Progress() => _core is null ? null : Describe(_core.Snapshot());

    /// <summary>
    /// Writes the certificate and returns the node's document; null if the node was never created. Call it after the node has ended.
    /// </summary>
    public RunDocument? Document() => _core is null ? null : NodeResult.OfMember(_settings, _files, _core.Snapshot());

    /// <summary>Takes part in the election and reports the result.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="StartRefusedException">The node cannot start, or the others refuse it.</exception>
    public async Task<int> HoldAsync(TextTerminal terminal, Interruption interruption)
    {
        ChannelOptions network = await NodeNetwork.ChooseAsync(_settings, terminal, interruption.Token).ConfigureAwait(false);
        Introduce(network);
        await Task.Delay(_faults.StartDelayOf(_settings.Id), interruption.Token).ConfigureAwait(false);
        await using SessionAnnouncer? announcer = Announce(network);
        NodeOutcome outcome = await RunAsync(network, interruption).ConfigureAwait(false);
        if (_screen is not null && outcome.Failure is { } failure)
            await terminal.Error.WriteLineAsync($"election: internal error: {failure}").ConfigureAwait(false);
        int? interrupted = outcome.ExitCode ?? interruption.Code;
        if (interrupted is null && !_settings.HasRunFolder && _earlier is { } earlier && HasCompleted(earlier))
        {
            GoesOn = true;
            return ExitCode.Success;
        }
        if (interrupted is not null && outcome.End != LoopEnd.Failed && _core is not null)
            NodeResult.ReportInterrupted(_settings, _files, _core.Snapshot(), terminal);
        return interrupted ?? Report(terminal);
    }

    private static UiSettings ScreenSettings(NodeSettings settings, Language language) => new()
    {
        Id = settings.Id,
        Role = settings.Role,
        Order = settings.Election.Order,
        IsReadOnly = settings.IsReadOnly,
        IsAscii = settings.IsAscii,
        ObjectionToFault = FaultsInForce.ObjectionAfterStart,
        Language = language,
        HasColour = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
    };

    private async Task<NodeOutcome> RunAsync(ChannelOptions network, Interruption interruption)
    {
        try
        {
            using var host = NodeHost.Build(RuntimeOptions(network), Make);
            _session = host.Session;
            // The instruction may have arrived before the session existed.
            if (_stays)
                _session.Loop.TryPost(new AwaitReturn(true));
            NodeOutcome outcome = await (_screen?.RunAsync(host, interruption) ?? host.RunAsync(interruption.Token)).ConfigureAwait(false);
            _found = host.Session.FoundRecord;
            if (outcome.End != LoopEnd.Finished && _found is null)
                _trace?.Crash(outcome.End == LoopEnd.Failed ? "it failed" : "it was stopped");
            return outcome;
        }
        finally
        {
            _trace?.Dispose();
        }
    }

    private SessionAnnouncer? Announce(ChannelOptions network)
    {
        if (!_settings.IsAnnouncing)
            return null;
        if (network is not MulticastOptions session)
        {
            _talk(NoticeLevel.Warning, $"not announced: the peers are reached by unicast, and an announcement is multicast");
            return null;
        }
        ElectionSettings election = _settings.Election;
        MulticastOptions scope = AnnouncementScope.Of(election.Via, election.Ttl);
        var announcer = SessionAnnouncer.Start(
            scope, session, election.Title, string.Join(',', election.Choices), reason => _talk(NoticeLevel.Warning, reason));
        _talk(NoticeLevel.Info, $"announced as '{election.Title}' on {scope.Group}: others join with --join");
        return announcer;
    }

    private void Introduce(ChannelOptions network)
    {
        if (_settings.IsPartOfRun)
            return;
        ElectionSettings election = _settings.Election;
        if (_screen is null && !_settings.IsHeadless)
            _talk(NoticeLevel.Info, $"there is no terminal here: the node runs as with --headless");
        Sentence seed = election.IsSeedDrawn ? Sentence.Of($", seed {election.Seed} (drawn)") : $", seed {election.Seed}";
        _talk(NoticeLevel.Info, $"{_settings.Id} on {network.Route}{seed}");
        if (_settings.Report is not null)
            _talk(NoticeLevel.Info, TmuxSession.Keys);
    }

    private NodeRuntimeOptions RuntimeOptions(ChannelOptions network)
    {
        ElectionSettings election = _settings.Election;
        SharedClock clock = _clock = new SharedClock(_settings.RunBegan);
        return new NodeRuntimeOptions
        {
            Id = _settings.Id,
            Network = network,
            DataPath = _settings.DataFolder,
            Layout = _settings.HasRunFolder ? FolderLayout.Single : FolderLayout.PerElection,
            IsProof = RecordProof.Holds,
            Entered = folder => _files = NodeFiles.In(folder, _settings),
            VoterKeyPath = _settings.VoterKey,
            Fresh = _settings.IsFresh,
            Journal = election.Journal,
            TranscriptPath = _settings.Transcript,
            Faults = _faults,
            RunAge = () => clock.Now,
            FaultsMayChange = _screen is not null,
            Lost = datagram => _trace?.Lose(datagram),
            // With a screen, messages go to it: a line written across the screen would be lost and would spoil it.
            LogLevel = _screen is null ? LogLevel.Warning : LogLevel.None,
            NetworkChanged = text => _talk(NoticeLevel.Warning, text),
            Notices = _view.Say,
            Publish = Publish,
        };
    }

    private INode Make(NodeBirth birth)
    {
        if (birth.IsResumed)
            _talk(NoticeLevel.Warning,
                $"{_settings.DataFolder} contains an unfinished election: {birth.Id} resumes it (start anew with --fresh)");
        if (birth.Loss is { } loss)
            _talk(NoticeLevel.Warning, loss);
        RefuseUnlessOnRoll(birth.VoterKey ?? birth.Key);
        if (_settings is { GivenStart: { } start, IsPartOfRun: false } && !birth.IsResumed)
            StartForAll.RefuseSecondTime(start, _settings.DataFolder);
        _files = NodeFiles.In(birth.FolderPath, _settings);
        ElectionSettings election = _settings.Election;
        Manifest manifest = EarlierManifest(birth) ?? _manifest;
        _core = new NodeCore(new NodeCoreOptions
        {
            Id = birth.Id,
            Incarnation = birth.Incarnation,
            Journal = birth.Journal,
            Key = birth.Key,
            VoterKey = birth.VoterKey,
            Manifest = manifest,
            Topic = _manifest.Title,
            PastElections = birth.PastElections,
            GroupTag = birth.GroupTag,
            Expect = ExpectedBy(birth, manifest),
            Role = _settings.Role,
            Seed = election.Seed,
            // What is to be voted in the next election is no vote in an earlier one with other terms.
            Votes = manifest.FirstDifference(_manifest) is null ? _settings.Votes : [],
            Headless = _screen is null,
            MaxDatagramBytes = birth.MaxDatagramBytes,
            Given = _settings.GivenStart,
            BarrierTimeout = election.BarrierTimeout,
            QuorumTimeout = election.QuorumTimeout,
            CloseAfter = election.CloseAfter ?? (_screen is null ? s_headlessCloseAfter : null),
            VotesUntil = _settings.VotesUntil,
            Linger = election.Linger,
            Checks = election.Delivery.Checks,
            Messages = _settings.Role == NodeRole.Observer ? 0 : election.Delivery.Messages,
        });
        _screen?.Attach(_core.Detail);
        _timed = new TimedNode(Scripted(_core, birth), TimeProvider.System);
        bool goesOn = birth.IsResumed || birth.Loss is not null || _settings.RunBegan is not null;
        _trace = NodeTrace.Open(_settings, _files.Trace, _clock!, goesOn, text => _talk(NoticeLevel.Warning, text));
        return Held(new TracedNode(_timed, _trace), birth);
    }

    private void RefuseUnlessOnRoll(PublicKey key)
    {
        if (_settings.Votes.Any(vote => vote.Choice is not null) && !_manifest.Roll.IsEmpty
            && !_manifest.Roll.Any(voter => voter.Key.Equals(key)))
            throw new StartRefusedException(
                $"--roll: the key of {_settings.Id} (fingerprint {
                key.Fingerprint.ToString()[..16]}) is not on the roll, so it cannot vote: add it, or use --abstain");
    }

    private void Publish()
    {
        NodeSnapshot snapshot = _core!.Snapshot();
        _session?.SetLeader(snapshot.Members.FirstOrDefault(member => member.IsLeader)?.Id.Tag);
        _view.Show(snapshot);
        if (_settings.Report is { } report && snapshot.State != _noted)
        {
            _noted = snapshot.State;
            PaneReport.Note(report, Describe(snapshot));
        }
    }

    private NodeProgress Describe(NodeSnapshot snapshot) => new()
    {
        State = snapshot.State.ToText(),
        Discovered = snapshot.Found,
        Votes = snapshot.Delivered,
        IsLeader = snapshot.Members.Any(member => member is { IsSelf: true, IsLeader: true }),
        IsMember = snapshot.Members.IsEmpty || snapshot.Members.Any(member => member.IsSelf),
        Epoch = _core!.Standing.Epoch.Number,
        DeliveredInEpochAtMs = _timed!.DeliveredInEpoch is { } first && first.Epoch == _core.Standing.Epoch
        ? _timed.UnixMilliseconds(first.At) : null,
        StartedAtMs = _timed.UnixMilliseconds(snapshot.StartedAt),
        CertifiedAtMs = _timed.UnixMilliseconds(snapshot.CertifiedAt),
        Decision = snapshot.Decision,
        Reason = _language.SayAny(snapshot.Reason),
    };

    private int Report(TextTerminal terminal)
    {
        NodeSnapshot snapshot = _core!.Snapshot();
        if (snapshot.IsRefused)
            throw new StartRefusedException(snapshot.Reason!);
        // The person left before there was a verdict.
        if (snapshot.Verdict is null)
            return ExitCode.Interrupted;
        return NodeResult.Report(_settings, _files, snapshot, terminal);
    }
}
