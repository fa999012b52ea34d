using System.Text;
using Election.Groups.Model;

namespace Election.Groups.Layers.Barrier;

/// <summary>
/// A PROPOSE of fewer members than expected: the chair's proposal of those present (<see cref="ProposeFrame"/>), followed by its signature
/// (64) over <see cref="Message"/>. A PROPOSE without a signature is the lowest node's and has all members.
/// </summary>
internal static class ChairRequest
{
    /// <summary>Domain tag of the signed message, followed by a zero byte.</summary>
    public const string Domain = "election-start-present/1";

    /// <summary>The number of the request among the barrier's signatures; READY has 0.</summary>
    public const ulong SignatureNumber = 1;

    /// <summary>Returns the bytes that the chair signs: the domain tag and the proposal's id.</summary>
    public static byte[] Message(Proposal proposal) => [.. Encoding.ASCII.GetBytes(Domain + "\0"), .. proposal.Id.ToArray()];

    /// <summary>Writes the body.</summary>
    public static byte[] Write(ProposeFrame frame, ReadOnlySpan<byte> signature) => [.. frame.Encoded.Span, .. signature];
}
