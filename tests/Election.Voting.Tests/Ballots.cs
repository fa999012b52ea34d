using System.Security.Cryptography;
using Election.Groups.Model;
using Election.Voting.Counting;
using Election.Voting.Setup;
using Election.Voting.Statements;

namespace Election.Voting.Tests;

/// <summary>A small election whose statements carry no real signature: the ballot box is told whether one is valid.</summary>
internal sealed class Ballots
{
    internal const SignatureAlgorithm Algorithm = SignatureAlgorithm.SimulationStandIn;

    internal Ballots(Manifest manifest, int members = 3)
    {
        Manifest = manifest;
        var list = new List<Member>();
        for (int i = 1; i <= members; i++)
            list.Add(new Member(MemberId.Parse($"n{i}"), Key(i)));
        Proposal = new Proposal(list, manifest.Encode());
        Box = new BallotBox(Proposal, manifest, Algorithm);
    }

    internal Manifest Manifest { get; }
    internal Proposal Proposal { get; }
    internal BallotBox Box { get; }
    internal LogIndex Last { get; private set; }

    internal static Manifest TwoChoices { get; } = new() { Title = "A test", Choices = ["Sánchez", "Pérez"] };

    /// <summary>Returns a key that has no private half.</summary>
    internal static PublicKey Key(int number) => new([.. SHA256.HashData([(byte)number]), .. SHA256.HashData([(byte)number, 1])]);

    internal static byte[] Bytes(Statement statement) => new SignedStatement(statement, new byte[SignatureFormat.SizeBytes]).Encode();

    internal Statement Open(int by = 1) => Statement.Open(Algorithm, Proposal.Id, Key(by).Fingerprint);

    internal Statement Close(int by = 1) => Statement.Close(Algorithm, Proposal.Id, Key(by).Fingerprint);

    internal Statement Vote(int by, int choice, Statement? after = null) => Statement.Vote(Algorithm, Proposal.Id, Key(by).Fingerprint,
        (after?.Sequence ?? 0) + 1, after?.Identity ?? default, choice);

    internal Statement Abstain(int by, Statement? after = null) => Statement.Abstain(Algorithm, Proposal.Id, Key(by).Fingerprint,
        (after?.Sequence ?? 0) + 1, after?.Identity ?? default);

    internal BallotOutcome Apply(Statement statement, bool valid = true) => Apply(Bytes(statement), valid);

    internal BallotOutcome Apply(byte[] bytes, bool valid = true)
    {
        Last = Last.Plus(1);
        return Box.Apply(Last, bytes, valid);
    }

    internal void Refused(Refusal refusal, Statement statement, bool valid = true) =>
        Assert.Equal(refusal, Apply(statement, valid).Refusal);

    internal void Accepted(Statement statement) => Assert.True(Apply(statement).IsAccepted);
}
