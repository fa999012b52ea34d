using System.Diagnostics;
using Election.Groups.Model;
using Election.Runtime.Network;
using Election.Runtime.Storage;
using Election.Voting.Core;
using Microsoft.Extensions.Logging;

namespace Election.Runtime.Hosting;

/// <summary>
/// Drives one node on a thread of its own. Each turn takes the waiting inputs, steps the node once for each input and for a deadline that
/// is due, and carries out the effects in order. Nothing else touches the node, so it needs no lock. The loop ends when the node is
/// finished, when it is asked to stop, or, loudly, when a step or a port throws.
/// </summary>
public sealed class NodeLoop
{
    /// <summary>
    /// The largest number of consecutive turns in which the only work is a deadline that stays in the past: beyond it the node is stuck.
    /// </summary>
    public const int MaxIdleTurns = 100_000;

    private readonly INode _node;
    private readonly NodePorts _ports;
    private readonly IReadOnlyList<JournalRecord> _recovered;
    private readonly ILogger _logger;
    private readonly MonotonicClock _clock = new();
    private readonly InputQueue _queue;
    private readonly InputBatch _batch = new();
    private readonly Outbox _outbox = new();
    private readonly SignatureWorkers _workers;
    private readonly PublicationPace _pace;
    private readonly TaskCompletionSource<LoopOutcome> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread _thread;
    private TranscriptFile? _transcript;
    private long _turns;
    private long _steps;
    private int _idleTurns;
    private bool _finished;
    private volatile bool _leaves;

    /// <summary>Creates a loop; <see cref="Start"/> runs it.</summary>
    /// <param name="node">The node; from now on only the loop touches it.</param>
    /// <param name="ports">The ports that carry out effects.</param>
    /// <param name="recovered">The journal records to feed to the node before anything else.</param>
    /// <param name="logger">Receives the node's failure.</param>
    public NodeLoop(INode node, NodePorts ports, IReadOnlyList<JournalRecord> recovered, ILogger logger)
    {
        _node = node;
        _ports = ports;
        _recovered = recovered;
        _logger = logger;
        _queue = new InputQueue(_clock);
        _workers = new SignatureWorkers(ports.Signer, ports.VoterSigner, ports.Verify, _queue);
        _pace = new PublicationPace(ports.Publish);
        _thread = new Thread(Run) { IsBackground = true, Name = "node" };
    }

    /// <summary>Completes when the loop has ended; it never faults.</summary>
    public Task<LoopOutcome> Completion => _completion.Task;

    /// <summary>The work done so far; may be read from any thread.</summary>
    public LoopCounters Counters => new(Volatile.Read(ref _turns), Volatile.Read(ref _steps), _queue.Dropped);

    /// <summary>Starts the loop's thread, the journal and the channel. Called once.</summary>
    public void Start() => _thread.Start();

    /// <summary>Posts a command to the node, from any thread.</summary>
    /// <returns><see langword="false"/> if too many are waiting or the loop has ended: the command was not taken.</returns>
    public bool TryPost(NodeCommand command) => _queue.TryAdd(command);

    /// <summary>
    /// Asks the loop to end: it completes its current turn, effects included, and takes nothing more. May be called from any thread.
    /// </summary>
    public void RequestStop() => _queue.Stop();

    /// <summary>
    /// Does the same as <see cref="RequestStop"/> for a node that leaves early: the loop's last step of the node is
    /// <see cref="LeaveElection"/>, so that the others do not wait for it.
    /// </summary>
    public void RequestLeave()
    {
        _leaves = true;
        _queue.Stop();
    }

    private void Run()
    {
        LoopOutcome outcome;
        using TimerResolution resolution = TimerResolution.Fine();
        try
        {
            _ports.Journal.Start(_queue);
            Recover();
            _ports.Channel.Start(new DatagramPool(), _queue);
            outcome = TurnUntilTheEnd();
            _pace.PublishLast(_clock.Now);
        }
#pragma warning disable CA1031 // Whatever it is: a node whose step threw must not be stepped again, and the process must say why.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Exception cause = failure is NodeFailureException { InnerException: { } inner } ? inner : failure;
            Log.NodeFailed(_logger, cause);
            outcome = new LoopOutcome(LoopEnd.Failed, cause);
        }
        _queue.Close();
        _completion.SetResult(outcome);
    }

    private void Recover()
    {
        foreach (JournalRecord record in _recovered)
        {
            Step(NodeInput.Recovered(record.Kind, record.Bytes), _clock.Now);
            CarryOut();
        }
    }

    private LoopOutcome TurnUntilTheEnd()
    {
        while (!_finished)
        {
            if (!_queue.Wait(NextDeadline(), _batch))
            {
                SayFarewell();
                return new LoopOutcome(LoopEnd.Stopped);
            }
            Turn();
        }
        return new LoopOutcome(LoopEnd.Finished);
    }

    // A node that was never stepped is unknown to the others. Sending is synchronous, so there is nothing to wait for.
    private void SayFarewell()
    {
        if (!_leaves || _turns == 0)
            return;
        Step(NodeInput.Of(new LeaveElection()), _clock.Now);
        CarryOut();
    }

    private void Turn()
    {
        Instant now = _clock.Now;
        bool hadInputs = _batch.Count > 0;
        for (int i = 0; i < _batch.Count; i++)
            Step(_batch[i], now);
        if (_node.NextDeadline <= now)
            Step(NodeInput.Timer(), now);
        _batch.Clear();
        CarryOut();
        _pace.PublishIfDue(now);
        Volatile.Write(ref _turns, _turns + 1);
        WatchForStandstill(hadInputs, now);
    }

    private void Step(in NodeInput input, Instant now)
    {
        _node.Step(input, now, _outbox);
        Volatile.Write(ref _steps, _steps + 1);
    }

    private Instant? NextDeadline()
    {
        Instant? node = _node.NextDeadline;
        Instant? publication = _pace.Due;
        return node is { } a && publication is { } b ? Instant.Min(a, b) : node ?? publication;
    }

    private void CarryOut()
    {
        bool wroteTranscript = false;
        foreach (ref readonly Effect effect in _outbox.Effects)
        {
            switch (effect.Kind)
            {
                case EffectKind.Send:
                    _ports.Channel.Send(effect.Bytes.Span);
                    break;
                case EffectKind.Journal:
                    _ports.Journal.Append(effect.JournalSequence, effect.Record, effect.Bytes.Span);
                    break;
                case EffectKind.Sign or EffectKind.Verify:
                    _workers.Begin(effect);
                    break;
                case EffectKind.Transcript:
                    _transcript ??= _ports.OpenTranscript?.Invoke(_node.Standing.Election);
                    _transcript?.Append(effect.Bytes.Span);
                    wroteTranscript = true;
                    break;
                case EffectKind.Notice:
                    _ports.Notices(effect.Notice!);
                    break;
                case EffectKind.Publish:
                    _pace.Owe();
                    break;
                case EffectKind.Finish:
                    _finished = true;
                    break;
                case EffectKind.Deliver:
                    break;
                default:
                    throw new UnreachableException();
            }
        }
        _outbox.Clear();
        if (wroteTranscript)
            _transcript?.Flush();
    }

    private void WatchForStandstill(bool hadInputs, Instant now)
    {
        bool isStill = !hadInputs && _node.NextDeadline <= now;
        _idleTurns = isStill ? _idleTurns + 1 : 0;
        if (_idleTurns >= MaxIdleTurns)
            throw new InvalidOperationException($"The node's deadline stayed in the past for {MaxIdleTurns} turns.");
    }
}
