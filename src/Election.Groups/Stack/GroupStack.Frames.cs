using System.Diagnostics;
using Election.Groups.Layers.Atomic;
using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Groups.Stack;

/// <summary>Which layer each frame is for.</summary>
public sealed partial class GroupStack
{
    private static GroupCounter CounterOf(DatagramRefusal refusal) => refusal switch
    {
        DatagramRefusal.TooShort => GroupCounter.Malformed,
        DatagramRefusal.ForeignMagic or DatagramRefusal.ForeignVersion or DatagramRefusal.ForeignGroup => GroupCounter.Foreign,
        DatagramRefusal.BadChecksum => GroupCounter.BadChecksum,
        _ => throw new UnreachableException(),
    };

    private void Dispatch(in DatagramHeader header, FrameKind kind, ulong number, ReadOnlySpan<byte> body, Instant now, Outbox outbox)
    {
        switch (kind)
        {
            case FrameKind.Fragment:
                if (!FragmentFrame.TryRead(body, out FragmentFrame piece))
                    Counters.Add(GroupCounter.Malformed);
                else if (_fragments.TryComplete(header.Sender, number, piece, out FrameKind whole, out ulong wholeNumber,
                    out byte[] wholeBody))
                    Dispatch(header, whole, wholeNumber, wholeBody, now, outbox);
                break;
            case FrameKind.Discover:
                _barrier.OnDiscover(header.Incarnation, body, now);
                break;
            case FrameKind.Propose:
                _barrier.OnPropose(header.Sender, body, now, outbox);
                break;
            case FrameKind.Ready:
                _barrier.OnReady(header.Sender, body, now, outbox);
                break;
            case FrameKind.Start:
                _barrier.OnStart(body, outbox);
                break;
            case FrameKind.Refuse:
                _barrier.OnRefuse(body);
                break;
            default:
                DispatchStarted(header, kind, number, body, now, outbox);
                break;
        }
    }

    private void DispatchStarted(in DatagramHeader header, FrameKind kind, ulong number, ReadOnlySpan<byte> body, Instant now,
        Outbox outbox)
    {
        if (_started is null)
        {
            if (!IsAtomic && kind == FrameKind.Data && !_early.TryAdd(header, number, body))
                Counters.Add(GroupCounter.NoRoom);
            return;
        }
        // Whoever lacks something may ask, also an observer.
        if (kind == FrameKind.Nack)
            _started.Stream.OnNack(body, now, outbox);
        else if (kind == FrameKind.Fetch)
            _started.Atomic?.OnFetch(number, body, outbox);
        bool isObservers = kind is FrameKind.Nack or FrameKind.Fetch && !_started.Membership.RankOf(header.Sender).IsMember;
        if (isObservers || !IsCurrent(header, kind, now, out Rank sender))
            return;
        if (_started.Atomic is null || _started.Atomic.OnEpoch(header.Epoch, now, outbox))
            TakeFrame(header, sender, kind, number, body, now, outbox);
    }

    private void TakeFrame(
        in DatagramHeader header, Rank sender, FrameKind kind, ulong number, ReadOnlySpan<byte> body, Instant now, Outbox outbox)
    {
        switch (kind)
        {
            case FrameKind.Beat:
                _started!.Stream.OnBeat(sender, body, now);
                break;
            case FrameKind.Data:
                _started!.Stream.OnData(sender, number, body, now);
                break;
            case FrameKind.Repair:
                _started!.Stream.OnRepair(number, body, now);
                break;
            case FrameKind.Ack or FrameKind.Commit or FrameKind.Canvass or FrameKind.Grant or FrameKind.Entry:
                if (_started!.Atomic is { } atomic)
                    TakeAtomicFrame(atomic, header.Epoch, sender, kind, number, body, now, outbox);
                else
                    Counters.Add(GroupCounter.Malformed);
                break;
            case FrameKind.Result or FrameKind.Done:
                _user.OnFrame(sender, kind, body);
                break;
            case FrameKind.Learner:
                if (_started!.Membership.SetLearner(sender))
                    LearnerSeen(sender, now);
                break;
            case FrameKind.Leave:
                if (_started!.Membership.SetLeft(sender))
                    LeaveSeen(sender, now);
                break;
            case FrameKind.Nack or FrameKind.Fetch:
                break;
            default:
                throw new UnreachableException();
        }
    }

    private static void TakeAtomicFrame(
        AtomicLayer atomic, Epoch epoch, Rank sender, FrameKind kind, ulong number, ReadOnlySpan<byte> body, Instant now, Outbox outbox)
    {
        switch (kind)
        {
            case FrameKind.Ack:
                atomic.OnAck(sender, epoch, body);
                break;
            case FrameKind.Commit:
                atomic.OnCommit(sender, epoch, body, now);
                break;
            case FrameKind.Canvass:
                atomic.OnCanvass(sender, number, body, now, outbox);
                break;
            case FrameKind.Grant:
                atomic.OnGrant(sender, number, body, now, outbox);
                break;
            case FrameKind.Entry:
                atomic.OnEntry(sender, epoch, body, outbox);
                break;
            default:
                throw new UnreachableException();
        }
    }
}
