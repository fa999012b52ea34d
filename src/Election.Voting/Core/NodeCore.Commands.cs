using System.Diagnostics;
using Election.Groups.Model;
using Election.Voting.Setup;

namespace Election.Voting.Core;

/// <summary>What the person at the node wants.</summary>
public sealed partial class NodeCore
{
    private void Obey(NodeCommand? command)
    {
        switch (command)
        {
            case CastVote vote:
                Cast(vote.Choice);
                break;
            case StartWithPresent:
                if (_stack.StartWithPresent(_outbox) is { } why)
                    _outbox.Tell(NoticeLevel.Warning, $"not started: {why}");
                break;
            case CloseVote:
                CloseByChair();
                break;
            case AwaitReturn ordered:
                _awaitsReturn = ordered.IsAwaited;
                break;
            case SubmitSigned given:
                _running?.Own.PassOn(given.Statement);
                break;
            case LeaveElection:
                _stack.Leave(_outbox);
                break;
            case LookAgain:
                _outbox.Publish();
                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>
    /// The chair is a member, and any member's CLOSE closes: the first in the log counts, and the leader has ordered all it held before it.
    /// </summary>
    private void CloseByChair()
    {
        if (_running is not { IsMember: true, Box.IsOpen: true } running)
            _outbox.Tell(NoticeLevel.Warning, $"not closed: the vote is not open");
        else if (running.Manifest.Chair != _options.Id)
            _outbox.Tell(NoticeLevel.Warning, $"not closed: only the chair that the manifest names can close");
        else if (!running.CloseMade)
        {
            running.CloseMade = true;
            running.Own.Close(_outbox);
        }
    }

    private static Member? ChairOf(Proposal proposal)
    {
        if (!Manifest.TryDecode(proposal.Context.Span, out Manifest? manifest) || manifest!.Chair is not { } chair)
            return null;
        Rank rank = proposal.RankOf(chair.Tag);
        return rank.IsMember ? proposal.Members[rank.Value] : null;
    }

    private bool IsEnough(Proposal proposal)
    {
        int onRoll = 0;
        foreach (Voter voter in _options.Manifest.Roll)
        {
            foreach (Member member in proposal.Members)
                onRoll += member.Key.Equals(voter.Key) ? 1 : 0;
        }
        return 2 * proposal.Members.Length > _options.Expect || 2 * onRoll > Math.Max(1, _options.Manifest.Roll.Length);
    }
}
