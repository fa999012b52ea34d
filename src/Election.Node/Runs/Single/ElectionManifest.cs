using System.Collections.Immutable;
using System.Security.Cryptography;
using Election.Groups.Model;
using Election.Node.Runs.Settings;
using Election.Runtime;
using Election.Voting.Setup;

namespace Election.Node.Runs.Single;

/// <summary>Builds the manifest of an election from the settings of its nodes.</summary>
internal static class ElectionManifest
{
    /// <summary>Creates a manifest with a fresh nonce.</summary>
    /// <param name="election">The settings of the election.</param>
    /// <param name="chair">The chair; null for none.</param>
    /// <param name="roll">The voters; empty if the members vote.</param>
    /// <exception cref="StartRefusedException">The manifest is malformed.</exception>
    public static Manifest Fresh(ElectionSettings election, MemberId? chair, ImmutableArray<Voter> roll)
    {
        var manifest = new Manifest
        {
            Title = election.Title,
            Choices = election.Choices,
            Order = election.Order,
            Rule = election.Rule,
            ReVote = election.Rule.ReVote,
            Quorum = election.Quorum,
            Chair = chair,
            Roll = roll,
            Nonce = new Hash256(RandomNumberGenerator.GetBytes(Hash256.SizeBytes)),
        };
        return manifest.Objection() is { } objection ? throw new StartRefusedException(objection) : manifest;
    }
}
