using Election.Groups.Model;
using Election.Runtime.Network;
using Election.Runtime.Storage;
using Election.Voting.Statements;

namespace Election.Runtime.Hosting;

/// <summary>Where a node's effects go. The loop uses these and owns none of them.</summary>
public sealed record NodePorts
{
    /// <summary>The way to the group.</summary>
    public required IDatagramChannel Channel { get; init; }

    /// <summary>The journal.</summary>
    public required IJournal Journal { get; init; }

    /// <summary>The node's key.</summary>
    public required ISigner Signer { get; init; }

    /// <summary>The key of the voter who votes at the node; null where it is the node's own.</summary>
    public ISigner? VoterSigner { get; init; }

    /// <summary>How signatures are checked.</summary>
    public SignatureVerifier Verify { get; init; } = EcdsaP256.Verify;

    /// <summary>The transcript; null when none is wanted.</summary>
    public TranscriptFile? Transcript { get; init; }

    /// <summary>Is told the node's notices, on the loop: it returns quickly.</summary>
    public Action<Notice> Notices { get; init; } = static _ => { };

    /// <summary>
    /// Is called on the loop, between steps, when the node has something new to show: at most ten times a second, and once at the end.
    /// It may read the node, and returns quickly; null when nobody looks.
    /// </summary>
    public Action? Publish { get; init; }
}
