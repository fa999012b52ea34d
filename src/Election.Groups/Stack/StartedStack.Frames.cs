using System.Diagnostics;
using Election.Groups.Layers;
using Election.Groups.Layers.Atomic;
using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Groups.Stack;

/// <summary>The way of each frame to its layer.</summary>
public sealed partial class StartedStack
{
    /// <summary>Takes a frame that is not the barrier's.</summary>
    internal void Take(in ReceivedFrame frame, Instant now, Outbox outbox)
    {
        // Anyone may ask for what it misses, an observer too.
        if (frame.Kind == FrameKind.Nack)
            _layers.Stream.OnNack(frame.Body, now, outbox);
        else if (frame.Kind == FrameKind.Fetch)
            _layers.Atomic?.OnFetch(frame.Number, frame.Body, outbox);
        bool isObservers = frame.Kind is FrameKind.Nack or FrameKind.Fetch && !Membership.RankOf(frame.Header.Sender).IsMember;
        if (isObservers || !IsCurrent(frame, now, out Rank sender))
            return;
        if (_layers.Atomic is not { } atomic)
            TakeStreamFrame(frame, sender, now);
        else if (atomic.OnEpoch(frame.Header.Epoch, now, outbox))
            TakeAtomicFrame(atomic, frame, sender, now, outbox);
    }

    private void TakeAtomicFrame(AtomicLayer atomic, in ReceivedFrame frame, Rank sender, Instant now, Outbox outbox)
    {
        switch (frame.Kind)
        {
            case FrameKind.Ack:
                atomic.OnAck(sender, frame.Header.Epoch, frame.Body);
                break;
            case FrameKind.Commit:
                atomic.OnCommit(sender, frame.Header.Epoch, frame.Body, now);
                break;
            case FrameKind.Canvass:
                atomic.OnCanvass(sender, frame.Number, frame.Body, now, outbox);
                break;
            case FrameKind.Grant:
                atomic.OnGrant(sender, frame.Number, frame.Body, now, outbox);
                break;
            case FrameKind.Entry:
                atomic.OnEntry(sender, frame.Header.Epoch, frame.Body, outbox);
                break;
            default:
                TakeStreamFrame(frame, sender, now);
                break;
        }
    }

    private void TakeStreamFrame(in ReceivedFrame frame, Rank sender, Instant now)
    {
        switch (frame.Kind)
        {
            case FrameKind.Beat:
                _layers.Stream.OnBeat(sender, frame.Body, now);
                break;
            case FrameKind.Data:
                _layers.Stream.OnData(sender, frame.Number, frame.Body, now);
                break;
            case FrameKind.Repair:
                _layers.Stream.OnRepair(frame.Number, frame.Body, now);
                break;
            case FrameKind.Ack or FrameKind.Commit or FrameKind.Canvass or FrameKind.Grant or FrameKind.Entry:
                _counters.Add(GroupCounter.Malformed);
                break;
            case FrameKind.Result or FrameKind.Done:
                _user.OnFrame(sender, frame.Kind, frame.Body);
                break;
            case FrameKind.Learner:
                if (Membership.SetLearner(sender))
                    LearnerSeen(sender, now);
                break;
            case FrameKind.Leave:
                if (Membership.SetLeft(sender))
                    LeaveSeen(sender, now);
                break;
            case FrameKind.Nack or FrameKind.Fetch:
                break;
            default:
                throw new UnreachableException();
        }
    }

    private bool IsCurrent(in ReceivedFrame frame, Instant now, out Rank sender)
    {
        sender = Membership.RankOf(frame.Header.Sender);
        // Another life under this node's own name is nobody's peer.
        if (!sender.IsMember || sender == Membership.Self || frame.Header.Epoch == Epoch.None)
        {
            _counters.Add(GroupCounter.Stale);
            return false;
        }
        switch (Membership.Check(sender, frame.Header.Incarnation))
        {
            case IncarnationCheck.Restart:
                _layers.Stream.ForgetAcks(sender);
                _layers.Atomic?.OnRestart(sender, now);
                _counters.Add(GroupCounter.Restarted);
                _user.OnRestart(sender);
                break;
            case IncarnationCheck.Current:
                break;
            case IncarnationCheck.Stale:
                _counters.Add(GroupCounter.Stale);
                return false;
            default:
                throw new UnreachableException();
        }
        // A farewell, or what was under way with it, is no sign that the member stays.
        bool lives = frame.Kind != FrameKind.Leave && !Membership.HasLeft(sender);
        if (lives && _suspicion.Heard(sender, now))
            SuspicionChanged(sender, suspected: false, now);
        return true;
    }

    private void SuspicionChanged(Rank member, bool suspected, Instant now)
    {
        _layers.Atomic?.OnSuspicionChanged(now);
        _user.OnSuspicion(member, suspected);
    }

    private void LearnerSeen(Rank member, Instant now)
    {
        _counters.Add(GroupCounter.Learners);
        _layers.Atomic?.OnSuspicionChanged(now);
        _user.OnLearner(member);
    }

    private void LeaveSeen(Rank member, Instant now)
    {
        _user.OnLeave(member);
        if (_suspicion.TakeLeave(member, now))
            SuspicionChanged(member, suspected: true, now);
    }
}
