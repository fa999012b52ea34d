using Election.Groups.Model;
using Election.Groups.Wire;
using Election.Voting.Counting;
using Election.Voting.Statements;
using Election.Voting.Transcripts;

namespace Election.Voting.Core;

/// <summary>What a node does from START on: count, vote, close, compare, leave.</summary>
public sealed partial class NodeCore
{
    private static readonly TimeSpan s_resultRepeat = TimeSpan.FromMilliseconds(100);

    /// <summary>Does everything that has become possible; whether the stack has something new to send because of it.</summary>
    private bool Advance()
    {
        if (_running is not { } running)
            return false;
        CloseDirectlyIfDue(running);
        while (running.Pipeline.TryTake(out LogIndex index, out ReadOnlyMemory<byte> bytes, out bool valid))
        {
            Count(running, index, bytes, valid);
            CloseDirectlyIfDue(running);
        }
        OpenIfDue(running);
        CastPlanned(running);
        CloseIfDue(running);
        bool submitted = running.Own.Submit(_durable, _stack.Started!) | SendTexts(running);
        Compare(running);
        bool said = SayResult(running);
        LeaveIfDue(running);
        return submitted || said;
    }

    private Instant NextOwnDeadline(Running running)
    {
        Instant earliest = running.ResultDue;
        if (running.Ending is { } ending)
            return Instant.Min(earliest, ending.LeaveAt(_now, _awaitsReturn));
        earliest = Instant.Min(earliest, running.Progress.StallsAt);
        if (!running.HasOpened)
            return earliest;
        if (running.VotesCast < _options.Votes.Length && running.IsMember)
            earliest = Instant.Min(earliest, running.OpenedAt + _options.Votes[running.VotesCast].After);
        if (running.LocalClosing is not null)
            return Instant.Min(earliest, NextDirectDeadline(running));
        if (running.CloseMade)
            return earliest;
        earliest = running.IsChair ? Instant.Min(earliest, running.Closing!.TimeUp) : earliest;
        return _stack.IsLeading ? Instant.Min(earliest, running.Closing!.Due()) : earliest;
    }

    private void Count(Running running, LogIndex index, ReadOnlyMemory<byte> bytes, bool valid)
    {
        BallotBox box = running.Box;
        if (box.IsClosed)
            return;
        bool wasOpen = box.IsOpen;
        BallotOutcome outcome = box.Apply(index, bytes.Span, valid);
        running.Chain = TranscriptChain.Next(running.Chain, index, bytes.Span);
        _outbox.Transcript(running.Lines.Entry(index, bytes.Span, outcome, running.Chain));
        running.NoteCounted(index, outcome);
        running.LocalClosing?.NoteVote(_now);
        NoteOwnVote(running, bytes.Span, index, outcome);
        if (running.IsAtomic && !wasOpen && box.IsOpen)
        {
            running.OpenedAt = _now;
            running.Closing = new ClosingRule(_options, running.Manifest, _stack.Started!.Membership, box, _now);
            _lifecycle.Fire(ElectionTrigger.Open);
        }
        if (box.IsClosed)
            Closed(running);
        _outbox.Publish();
    }

    private void NoteOwnVote(Running running, ReadOnlySpan<byte> bytes, LogIndex index, BallotOutcome outcome)
    {
        if (!SignedStatement.TryDecode(bytes, out SignedStatement? signed) || signed!.Statement.Signer != Voter
            || signed.Statement.Kind is not (StatementKind.Vote or StatementKind.Abstain))
        {
            return;
        }
        // The voter may have another terminal, or had an earlier life here whose journal is lost.
        Sentence whose = running.Own.TakeBack(signed.Statement, outcome.IsAccepted) ? $"this node's vote"
            : Sentence.Of($"a vote of this node's voter");
        int? choice = signed.Statement.Kind == StatementKind.Vote ? signed.Statement.Choice : null;
        // Whoever has voted again since is told of that vote, once it comes.
        if (running.Own.Awaited == 0 || signed.Statement.Sequence >= running.Own.LastSequence)
            running.OwnVote = new OwnVoteView(choice, outcome.IsAccepted ? StatementStage.Counted : StatementStage.Refused, index,
                outcome.Refusal is { } refusal ? Sentence.Of($"{refusal.ToText()}") : null);
        _outbox.Tell(outcome.IsAccepted ? NoticeLevel.Info : NoticeLevel.Warning,
            !outcome.IsAccepted ? Sentence.Of($"{whose} is not counted: {outcome} at index {index}")
            : running.IsAtomic ? Sentence.Of($"{whose} is committed at index {index}") : $"{whose} is delivered and counted here");
    }

    private void Closed(Running running)
    {
        _lifecycle.Fire(ElectionTrigger.Close);
        Sentence closed = running.IsAtomic ? $"closed at index {running.Box.CloseIndex}"
            : Sentence.Of($"this node closed after {running.Box.CloseIndex} votes");
        if (running.Own.Awaited > 0)
            running.OwnVote = running.OwnVote! with { Stage = StatementStage.Refused, Why = closed };
        bool hasUncastVote = running.IsMember && running.VotesCast < _options.Votes.Length;
        if (running.Own.Awaited > 0 || hasUncastVote)
            _outbox.Tell(NoticeLevel.Warning, $"not counted: {closed}");
        running.Body = CertificateBody.Of(running.Proposal.Id, running.Manifest, running.Box, running.Chain);
        running.Ending = new Ending(_options, _stack.Started!.Membership, running.Results, _now);
        if (!running.IsMember)
            running.Results.CompareWith(running.Body);
        else if (_past.Result is { } earlier)
            TakeUpResult(running, earlier);
        else
            _outbox.Sign(new EffectToken(EffectOwner.Result, 0), ResultOf(running).SignedBytes());
    }

    private Statement ResultOf(Running running) =>
        Statement.Result(_options.Algorithm, running.Proposal.Id, _options.Key.Fingerprint, running.Body!.Encode());

    private void OwnResultSigned(Running running, ReadOnlySpan<byte> signature)
    {
        var signed = new SignedStatement(ResultOf(running), signature);
        running.ResultJournalled = _outbox.Journal(JournalRecordKind.Result, signed.Encode());
        HaveResult(running, signed);
    }

    /// <summary>An earlier life signed this result: it is said again as it is, since no member signs twice.</summary>
    private void TakeUpResult(Running running, SignedStatement earlier)
    {
        if (earlier.Statement.Identity != ResultOf(running).Identity)
            throw new InvalidOperationException("This node's journal holds a RESULT that differs from what the log says now.");
        HaveResult(running, earlier);
    }

    private void HaveResult(Running running, SignedStatement signed)
    {
        running.OwnResult = signed.Encode();
        _outbox.Transcript(running.Lines.Result(signed));
        running.Results.SetOwn(_stack.Started!.Membership.Self, signed, running.Body!);
    }

    private void Cast(int? choice)
    {
        if (_running is not { IsMember: true, Box.IsOpen: true } running)
            _outbox.Tell(NoticeLevel.Warning, $"the election is not open: nothing was sent");
        else if (running.Box.Electorate.PlaceOf(Voter) < 0)
            _outbox.Tell(NoticeLevel.Error, $"this node's key is not on the roll: its vote is not sent");
        else if (choice is { } place && (place < 0 || place >= running.Manifest.Choices.Length))
            _outbox.Tell(NoticeLevel.Error, $"there is no choice {place + 1}: nothing was sent");
        else if (running.Own.Vote(choice, _outbox) is null)
            _outbox.Tell(NoticeLevel.Warning, $"too many statements are under way: nothing was sent");
        else
        {
            running.OwnVote = new OwnVoteView(choice, StatementStage.Sent, LogIndex.None, null);
            _outbox.Publish();
        }
    }

    private void CastPlanned(Running running)
    {
        while (running.HasOpened && running.Box.IsOpen && running.IsMember && _past.Result is null
            && running.VotesCast < _options.Votes.Length
            && _now >= running.OpenedAt + _options.Votes[running.VotesCast].After)
        {
            Cast(_options.Votes[running.VotesCast].Choice);
            running.VotesCast++;
        }
    }

    /// <summary>Whoever leads makes OPEN if nothing in the log opens the vote and nothing on its way could.</summary>
    private void OpenIfDue(Running running)
    {
        bool mayOpen = _stack.IsLeading && !_stack.Started!.HoldsUnordered && _stack.LastOrdered == running.Counted;
        if (!mayOpen || running.OpenMade || running.Box.IsOpen || running.Box.IsClosed)
            return;
        running.OpenMade = true;
        running.Own.Open(_outbox);
    }

    /// <summary>Takes up what earlier lives said: their statements go out again, and count as made.</summary>
    private void TakeUp(Running running)
    {
        foreach (SignedStatement signed in _past.Statements)
        {
            StatementKind kind = signed.Statement.Kind;
            running.Own.Restore(signed);
            running.OpenMade |= kind == StatementKind.Open;
            running.CloseMade |= kind == StatementKind.Close;
            if (kind is not (StatementKind.Vote or StatementKind.Abstain))
                continue;
            running.VotesCast++;
            running.OwnVote = new OwnVoteView(kind == StatementKind.Vote ? signed.Statement.Choice : null, StatementStage.Sent,
                LogIndex.None, null);
        }
        if (_past.Statements.Count > 0)
            _outbox.Tell(NoticeLevel.Info, $"this node was started again: it takes up where its journal ends");
    }

    private void CloseIfDue(Running running)
    {
        if (running.CloseMade || !running.Box.IsOpen)
            return;
        bool isDue = (_stack.IsLeading && running.Closing!.Due() <= _now)
            || (running.IsChair && (running.Closing?.TimeUp ?? running.LocalClosing!.TimeUp) <= _now);
        if (!isDue)
            return;
        running.CloseMade = true;
        running.Own.Close(_outbox);
    }

    private void Compare(Running running)
    {
        if (running.Results.Difference is { } difference && _verdict != Verdict.Diverged)
        {
            _lifecycle.Fire(ElectionTrigger.Diverge);
            End(Verdict.Diverged, Describe(running, difference.First, difference.FirstBody, difference.Second, difference.SecondBody));
        }
        if (_verdict is not null || running.Body is null || running.Results.CountEqual(running.Body) < running.Proposal.Majority)
            return;
        running.CertifiedAt = _now;
        if (!running.IsMember)
            _outbox.Transcript(running.Lines.Result(running.Results.AnyEqualTo(running.Body)));
        _lifecycle.Fire(ElectionTrigger.Certify);
        End(Verdict.Certified, $"{running.Body.Decision}");
    }

    private Sentence Describe(Running running, Rank first, CertificateBody a, Rank second, CertificateBody b)
    {
        string one = first.IsMember ? running.Proposal.Members[first.Value].Id.Text : _options.Id.Text;
        string two = running.Proposal.Members[second.Value].Id.Text;
        if (!running.IsAtomic)
        {
            return a.Tally == b.Tally
                ? Sentence.Of($"{one} counted {TallyText(running, a)}; {two} {TallyText(running, b)}, out of other votes")
                : $"{one} counted {TallyText(running, a)}; {two} {TallyText(running, b)}";
        }
        Sentence field = a.CloseIndex != b.CloseIndex ? Sentence.Of($"closed at {a.CloseIndex} and {b.CloseIndex}")
            : a.Head != b.Head ? Sentence.Of($"heads {a.Head.ToString()[..16]} and {b.Head.ToString()[..16]} at index {a.CloseIndex}")
            : a.Decision != b.Decision ? Sentence.Of($"decisions {a.Decision} and {b.Decision} on the same {a.CloseIndex} statements")
            : $"tallies {TallyText(running, a)} and {TallyText(running, b)} of the same {a.CloseIndex} statements";
        return $"{one} and {two} differ: {field}";
    }

    private static string TallyText(Running running, CertificateBody body) =>
        string.Join(", ", running.Manifest.Choices.Zip(body.Tally.Counts, (choice, count) => $"{choice} {count}"));

    private bool SayResult(Running running)
    {
        Rank listed = _stack.Started!.Membership.Listed;
        bool isLearner = listed.IsMember && !running.IsMember;
        bool done = HoldsEnough(running);
        // A learner signs no RESULT: all it can say is that it needs nothing more, so that nobody stays for it.
        bool hasWord = isLearner ? done : running.OwnResult.Length > 0 && _durable >= running.ResultJournalled;
        if (!hasWord)
            return false;
        bool news = done && !running.Results.IsDone(listed);
        if (done)
            running.Results.Done(listed);
        bool first = running.ResultDue == Instant.Never;
        if (!first && !news && _now < running.ResultDue)
            return false;
        _stack.Started!.SendFrame(done ? FrameKind.Done : FrameKind.Result, ++running.ResultsSent, running.OwnResult, _outbox);
        running.ResultDue = _now + s_resultRepeat;
        return true;
    }

    /// <summary>
    /// A certificate, or a RESULT of every member not suspected that may sign one. In a weaker order there is no log to catch up from: it
    /// stays as long as somebody who is heard lacks a message of its own, or it lacks one of theirs.
    /// </summary>
    private bool HoldsEnough(Running running)
    {
        if (!running.IsAtomic && !_stack.Started!.IsSettled)
            return false;
        if (_verdict == Verdict.Certified)
            return true;
        // Who hears no majority can be certified yet: were it done, the others would leave before the network heals.
        if (running.Body is null || _stack.Started!.Membership.Unsuspected < running.Proposal.Majority)
            return false;
        for (int i = 0; i < running.Proposal.Members.Length; i++)
        {
            var member = new Rank(i);
            bool isAwaited = !_stack.Started!.Membership.IsSuspected(member) && !_stack.Started!.Membership.IsLearner(member);
            if (isAwaited && !running.Results.Has(member))
                return false;
        }
        return true;
    }

    private void LeaveIfDue(Running running)
    {
        if (running.Ending is { } ending && _now >= ending.LeaveAt(_now, _awaitsReturn))
        {
            if (_verdict is null)
            {
                _lifecycle.Fire(ElectionTrigger.GiveUp);
                int equal = running.Results.CountEqual(running.Body!);
                End(Verdict.NoResult,
                    $"{equal} of {running.Proposal.Members.Length} members signed this result; {running.Proposal.Majority} are needed");
            }
            Finish();
        }
        else if (running.Ending is null && _now >= running.Progress.StallsAt)
        {
            if (_verdict is null)
            {
                _lifecycle.Fire(ElectionTrigger.Stall);
                End(Verdict.Stalled, running.Progress.Blocked ?? $"no progress");
            }
            Finish();
        }
    }

    private void End(Verdict verdict, Sentence reason)
    {
        _verdict = verdict;
        _reason = reason;
        _outbox.Publish();
    }

    private void Finish()
    {
        if (_finished)
            return;
        _finished = true;
        // A stalled election is not over: this node stays bound to it until it is started with --fresh.
        if (_running is not null && _verdict != Verdict.Stalled)
            _outbox.Journal(JournalRecordKind.Finished, default);
        _stack.Flush(_now, _outbox);
        _stack.Stop();
        _outbox.Publish();
        _outbox.Finish();
    }
}
