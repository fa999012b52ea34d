using Election.Groups.Model;
using Election.Runtime.Network;
using Election.Runtime.Storage;
using Election.Voting.Statements;

namespace Election.Runtime.Hosting;

/// <summary>The ports that carry out a node's effects. The loop uses them and owns none of them.</summary>
public sealed record NodePorts
{
    /// <summary>The channel to the group.</summary>
    public required IDatagramChannel Channel { get; init; }

    /// <summary>The journal for the node's promises.</summary>
    public required IJournal Journal { get; init; }

    /// <summary>Signs with the node's key.</summary>
    public required ISigner Signer { get; init; }

    /// <summary>Signs with the key of the voter who votes at the node; null if it is the node's own.</summary>
    public ISigner? VoterSigner { get; init; }

    /// <summary>Verifies signatures.</summary>
    public SignatureVerifier Verify { get; init; } = EcdsaP256.Verify;

    /// <summary>
    /// Opens the transcript of the election whose START the node has seen. Called on the loop, once, before the first line; null if no
    /// transcript is wanted.
    /// </summary>
    public Func<ElectionTag, TranscriptFile>? OpenTranscript { get; init; }

    /// <summary>Called on the loop with each of the node's notices; must return quickly.</summary>
    public Action<Notice> Notices { get; init; } = static _ => { };

    /// <summary>
    /// Called on the loop, between steps, when the node has news to show: at most ten times a second, and once at the end. It may read the
    /// node and must return quickly; null if there is no observer.
    /// </summary>
    public Action? Publish { get; init; }
}
