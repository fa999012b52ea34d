using System.Collections.Immutable;
using Election.Groups.Model;
using Election.Node.Runs.Settings;
using Election.Node.Talk.Language;
using Election.Runtime.Network;
using Election.Voting.Core;

namespace Election.Node.Runs.Local;

/// <summary>All that a local run needs to know.</summary>
internal sealed record LocalSettings
{
    /// <summary>What all nodes have in common.</summary>
    public required ElectionSettings Election { get; init; }

    /// <summary>The group all nodes join.</summary>
    public required MulticastGroup Group { get; init; }

    /// <summary>Who votes otherwise than dealt, who is the chair, and who shares a voter.</summary>
    public VotingPlan Plan { get; init; } = VotingPlan.Plain;

    /// <summary>For each node, n1 first, the index of the choice it votes for.</summary>
    public required ImmutableArray<int> Votes { get; init; }

    /// <summary>Over how long the votes are cast, n1's first and the last node's at the end; zero for all at once.</summary>
    public TimeSpan Spread { get; init; }

    /// <summary>Whether the votes were given, and not drawn.</summary>
    public bool AreVotesDealt { get; init; }

    /// <summary>Whether each node has a screen, and somebody votes there.</summary>
    public bool HasScreens { get; init; }

    /// <summary>The language of the run's reader, in which its nodes talk, too.</summary>
    public Language Language { get; init; }

    /// <summary>The run folder, as it was typed.</summary>
    public required string Out { get; init; }

    /// <summary>The command that repeats this run.</summary>
    public required string Replay { get; init; }

    /// <summary>The nodes' ids, in the order in which they are named.</summary>
    public ImmutableArray<MemberId> Ids => [.. Enumerable.Range(1, Votes.Length).Select(IdOf)];

    /// <summary>How long after the opening a node votes.</summary>
    /// <param name="node">Its place, from 0.</param>
    public TimeSpan VoteAfter(int node) => Votes.Length == 1 ? TimeSpan.Zero : Spread * node / (Votes.Length - 1);

    /// <summary>What a node votes, in order of time: by the script, or once as it was dealt.</summary>
    /// <param name="node">Its place, from 0.</param>
    public ImmutableArray<PlannedVote> VotesOf(int node) =>
        Plan.Script.Of(Ids[node]) is { IsEmpty: false } scripted ? scripted : [new PlannedVote(Votes[node], VoteAfter(node))];

    /// <summary>When the last vote is cast, after the opening.</summary>
    public TimeSpan LastVote => Enumerable.Range(0, Votes.Length).Max(node => VotesOf(node)[^1].After);

    /// <summary>The id of the node with this number, counted from 1.</summary>
    public static MemberId IdOf(int number) =>
        MemberId.Parse(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"n{number}"));
}
