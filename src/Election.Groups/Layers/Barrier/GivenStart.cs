using Election.Groups.Model;

namespace Election.Groups.Layers.Barrier;

/// <summary>
/// A START that was made before the nodes began, by someone who has all their keys: a node that is given it passes the barrier at once and
/// waits for nobody. It is for people who want to see what the barrier is good for.
/// </summary>
public sealed class GivenStart
{
    private readonly byte[] _body;

    private GivenStart(Proposal proposal, ReadOnlyMemory<byte>[] signatures, byte[] body)
    {
        Proposal = proposal;
        Signatures = signatures;
        _body = body;
    }

    /// <summary>The members and what they agree on.</summary>
    public Proposal Proposal { get; }

    /// <summary>The members' READY signatures, by rank.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Signatures { get; }

    /// <summary>The body of the START frame, and of its journal record.</summary>
    public ReadOnlyMemory<byte> Body => _body;

    /// <summary>Makes a START.</summary>
    /// <param name="proposal">The members and what they agree on.</param>
    /// <param name="sign">Signs a READY for the member with this key.</param>
    public static GivenStart Make(Proposal proposal, Func<PublicKey, byte[], byte[]> sign)
    {
        ReadOnlyMemory<byte>[] signatures =
            [.. proposal.Members.ToArray().Select(member => (ReadOnlyMemory<byte>)sign(member.Key, proposal.ReadyMessage(member.Key)))];
        return new GivenStart(proposal, signatures, StartFrame.Write(proposal, signatures));
    }

    /// <summary>Reads the body of a START; its signatures are taken as they are.</summary>
    public static bool TryRead(byte[] body, out GivenStart? start)
    {
        start = null;
        if (!StartFrame.TryRead(body, out Proposal? proposal, out ReadOnlySpan<byte> bytes))
            return false;
        var signatures = new ReadOnlyMemory<byte>[proposal!.Members.Length];
        for (int rank = 0; rank < signatures.Length; rank++)
            signatures[rank] = bytes.Slice(rank * SignatureFormat.SizeBytes, SignatureFormat.SizeBytes).ToArray();
        start = new GivenStart(proposal, signatures, body);
        return true;
    }
}
