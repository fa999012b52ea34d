using System.Collections.Immutable;
using Election.Groups.Model;
using Election.Node.Runs.Settings;
using Election.Node.Talk.Language;
using Election.Runtime.Network;
using Election.Voting.Core;

namespace Election.Node.Runs.Local;

/// <summary>The settings of a local run.</summary>
internal sealed record LocalSettings
{
    /// <summary>The settings that all nodes share.</summary>
    public required ElectionSettings Election { get; init; }

    /// <summary>The group that all nodes join.</summary>
    public required MulticastGroup Group { get; init; }

    /// <summary>Votes that differ from those dealt, the chair, and the nodes that share a voter.</summary>
    public VotingPlan Plan { get; init; } = VotingPlan.Plain;

    /// <summary>For each node, n1 first, the index of its choice.</summary>
    public required ImmutableArray<int> Votes { get; init; }

    /// <summary>The period over which votes are cast, from n1 at its start to the last node at its end; zero for all at once.</summary>
    public TimeSpan Spread { get; init; }

    /// <summary>True if the operator gave the votes, rather than having them drawn.</summary>
    public bool AreVotesDealt { get; init; }

    /// <summary>True if each node has a screen with a person who votes.</summary>
    public bool HasScreens { get; init; }

    /// <summary>The language of the run's reader, which its nodes use too.</summary>
    public Language Language { get; init; }

    /// <summary>The run folder as the operator typed it.</summary>
    public required string Out { get; init; }

    /// <summary>The command that repeats this run.</summary>
    public required string Replay { get; init; }

    /// <summary>The nodes' ids, n1 first.</summary>
    public ImmutableArray<MemberId> Ids => [.. Enumerable.Range(1, Votes.Length).Select(IdOf)];

    /// <summary>The time between the opening and a node's vote.</summary>
    /// <param name="node">The index of the node, from 0.</param>
    public TimeSpan VoteAfter(int node) => Votes.Length == 1 ? TimeSpan.Zero : Spread * node / (Votes.Length - 1);

    /// <summary>A node's votes in order of time: those of the script, or the one dealt.</summary>
    /// <param name="node">The index of the node, from 0.</param>
    public ImmutableArray<PlannedVote> VotesOf(int node) =>
        Plan.Script.Of(Ids[node]) is { IsEmpty: false } scripted ? scripted : [new PlannedVote(Votes[node], VoteAfter(node))];

    /// <summary>The time after the opening until which nodes of a weaker order wait for votes at least, whatever the last vote.</summary>
    public TimeSpan LeastPatience { get; init; }

    /// <summary>The time of the last vote, after the opening.</summary>
    public TimeSpan LastVote => Enumerable.Range(0, Votes.Length).Max(node => VotesOf(node)[^1].After);

    /// <summary>The id of a node from its number, counted from 1.</summary>
    public static MemberId IdOf(int number) =>
        MemberId.Parse(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"n{number}"));
}
