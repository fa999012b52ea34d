using Election.Groups.Faults;
using Election.Groups.Layers.Barrier;
using Election.Groups.Model;
using Election.Groups.Wire;
using Election.Runtime.Network;
using Election.Runtime.Records;
using Election.Runtime.Storage;
using Microsoft.Extensions.Logging;

namespace Election.Runtime.Hosting;

/// <summary>
/// One node with its surroundings: folder, key, journal, transcript, channel and loop. Disposing it closes them in order.
/// </summary>
public sealed class NodeSession : IDisposable
{
    private readonly Stack<IDisposable> _owned = new();
    private readonly FaultyChannel? _faulty;
    private readonly MemberId _id;
    private bool _started;

    private NodeSession(NodeRuntimeOptions options, NodeFactory factory, ILoggerFactory loggers)
    {
        ILogger logger = loggers.CreateLogger("Election.Node");
        try
        {
            DataFolder folder = Own(DataFolder.Open(options.DataPath ?? DataFolder.DefaultPathOf(options.Id), options.Layout));
            NodeKey key = Own(KeyStore.LoadOrCreate(folder.KeyPath));
            NodeKey? voter = options.VoterKeyPath is { } path ? Own(KeyStore.Load(path)) : null;
            JournalReading reading = folder.PrepareJournal(options.Fresh);
            IJournal journal = Own(OpenJournal(options.Journal, folder, reading));
            Channel = Own(Follow(options, logger));
            _id = options.Id;
            if (options.FaultsMayChange || options.Faults.Specs.Any(LinkFaults.Obeys))
            {
                var faults = new ReceiverFaults(options.Faults, options.Id.Tag);
                Channel = _faulty = Own(new FaultyChannel(Channel, faults, logger, options.RunAge(), options.Lost));
            }
            Incarnation incarnation = folder.NextIncarnation(DateTimeOffset.UtcNow);
            EarlierPromise? earlier = EarlierPromise.In(reading.Records.Select(record => (record.Kind, record.Bytes)));
            IReadOnlyList<string> past = folder.PastCodes();
            Channel = Own(HandOnRecords(options, folder, past, incarnation, earlier));
            var birth = new NodeBirth(options.Id, incarnation, journal.Id, key.PublicKey, options.Network.Group.Tag,
                Channel.MaxDatagramBytes, reading.IsUnfinished, folder.Loss, options.RunAge())
            {
                VoterKey = voter?.PublicKey,
                FolderPath = folder.ElectionPath,
                PastElections = past,
                Earlier = earlier,
            };
            var ports = new NodePorts
            {
                Channel = Channel,
                Journal = journal,
                Signer = key,
                Verify = Own(new VerifyingKeys()).Verify,
                VoterSigner = voter,
                OpenTranscript = election => Enter(options, folder, election),
                Notices = options.Notices,
                Publish = options.Publish,
            };
            Loop = new NodeLoop(factory(birth), ports, reading.Records, logger);
            Log.NodeOpened(logger, options.Id.Text, Channel.Description, folder.FolderPath, reading.Condition.ToString());
        }
        catch
        {
            CloseOwned();
            throw;
        }
    }

    /// <summary>The loop that drives the node.</summary>
    public NodeLoop Loop { get; }

    /// <summary>The channel to the group, for its counters.</summary>
    public IDatagramChannel Channel { get; }

    /// <summary>
    /// The record that ended this session: another node holds the election certified that this one came back to. Null if there is none.
    /// </summary>
    public FoundRecord? FoundRecord { get; private set; }

    /// <summary>The counts of injected faults; zero if there are none.</summary>
    public FaultCounters Faults => _faulty?.Faults ?? default;

    /// <summary>Opens everything and makes the node; nothing runs yet.</summary>
    /// <param name="options">The node's settings.</param>
    /// <param name="factory">Makes the node.</param>
    /// <param name="loggers">Makes the logger.</param>
    /// <exception cref="StartRefusedException">The operator's mistake, with the fix.</exception>
    public static NodeSession Open(NodeRuntimeOptions options, NodeFactory factory, ILoggerFactory loggers) =>
        new(options, factory, loggers);

    /// <summary>Starts the loop. Called once.</summary>
    public void Start()
    {
        _started = true;
        Loop.Start();
    }

    /// <summary>Sets the current leader, for faults on <c>leader</c>.</summary>
    public void SetLeader(NodeTag? leader) => _faulty?.SetLeader(leader);

    /// <summary>Replaces the faults in force; may be called from any thread.</summary>
    /// <exception cref="InvalidOperationException">The options do not allow faults to change.</exception>
    public void SetFaults(FaultPlan plan)
    {
        if (_faulty is null)
            throw new InvalidOperationException("The faults of this node are fixed.");
        _faulty.SetFaults(new ReceiverFaults(plan, _id.Tag));
    }

    /// <summary>Stops the loop if it is running, leaves the group, syncs the journal and unlocks the folder.</summary>
    public void Dispose()
    {
        if (_started)
        {
            Loop.RequestStop();
            Loop.Completion.Wait();
        }
        CloseOwned();
    }

    private static FollowingChannel Follow(NodeRuntimeOptions options, ILogger logger) =>
        new FollowingChannel(options.Network, new InterfaceChanges(), options.NetworkChanged, logger);

    private static IJournal OpenJournal(JournalMode mode, DataFolder folder, JournalReading reading)
    {
        if (mode == JournalMode.Disk)
            return FileJournal.Open(folder.JournalPath, reading);
        return reading.IsUnfinished
            ? throw new StartRefusedException(
                $"{folder.FolderPath} holds an unfinished journal: resume it with --journal disk, or start anew with --fresh")
            : new MemoryJournal();
    }

    private RecordChannel HandOnRecords(
        NodeRuntimeOptions options, DataFolder folder, IReadOnlyList<string> past, Incarnation incarnation, EarlierPromise? earlier)
    {
        var self = new DatagramHeader(options.Network.Group.Tag, options.Id.Tag, incarnation, Epoch.None);
        var records = new RecordChannel(Channel, self, new RecordShelf(folder.FolderPath, options.Id, past));
        if (earlier is not null)
            records.Seek(earlier.Election, record => Offer(options, earlier, record));
        return records;
    }

    // The loop stops, and whoever runs the session keeps the record and goes on to the next election.
    private bool Offer(NodeRuntimeOptions options, EarlierPromise earlier, ElectionRecord record)
    {
        if (!options.IsProof(earlier.Proposal, record))
            return false;
        FoundRecord = new FoundRecord(earlier.Election, record);
        Loop.RequestStop();
        return true;
    }

    // On the loop.
    private TranscriptFile Enter(NodeRuntimeOptions options, DataFolder folder, ElectionTag election)
    {
        folder.Enter(election);
        options.Entered(folder.ElectionPath);
        return Own(TranscriptFile.Open(options.TranscriptPath
            ?? Path.Combine(folder.ElectionPath, TranscriptFile.NameOf(options.Id))));
    }

    private T Own<T>(T part) where T : IDisposable
    {
        _owned.Push(part);
        return part;
    }

    // In reverse order of opening. A channel that another wraps is closed twice, which channels allow.
    private void CloseOwned()
    {
        while (_owned.TryPop(out IDisposable? part))
            part.Dispose();
    }
}
