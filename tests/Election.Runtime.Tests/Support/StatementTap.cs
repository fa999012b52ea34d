using System.Buffers.Binary;
using System.Collections.Concurrent;
using Election.Groups.Model;
using Election.Runtime.Network;

namespace Election.Runtime.Tests.Support;

/// <summary>
/// A stranger in the group that records every vote sent: it looks for the tag with which every signed statement begins and reads the fields
/// after it (docs/transcript.md, "Statements").
/// </summary>
internal sealed class StatementTap : IDatagramSink, IDisposable
{
    private const int KindAt = 21, SignerAt = 55, SequenceAt = 89, LengthAt = 129, BodyAt = 131;
    private const byte Vote = 2;

    private readonly MulticastChannel _channel;
    private readonly ConcurrentDictionary<(string Signer, ulong Sequence, string Statement), bool> _seen = [];

    public StatementTap(MulticastOptions network)
    {
        _channel = Loopback.Open(network);
        _channel.Start(new DatagramPool(), this);
    }

    private static ReadOnlySpan<byte> Tag => "election-statement/1\0"u8;

    /// <summary>Returns the number of different statements that a signer has sent under one sequence number.</summary>
    internal int Different(PublicKey signer, ulong sequence)
    {
        string fingerprint = signer.Fingerprint.ToString();
        return _seen.Keys.Count(vote => vote.Signer == fingerprint && vote.Sequence == sequence);
    }

    public void Take(DatagramBuffer datagram)
    {
        ReadOnlySpan<byte> rest = datagram.Span;
        for (int at = rest.IndexOf(Tag); at >= 0; at = rest.IndexOf(Tag))
        {
            rest = rest[at..];
            Note(rest);
            rest = rest[Tag.Length..];
        }
        datagram.Release();
    }

    public void Dispose() => _channel.Dispose();

    private void Note(ReadOnlySpan<byte> statement)
    {
        if (statement.Length < BodyAt || statement[KindAt] != Vote)
            return;
        int end = BodyAt + BinaryPrimitives.ReadUInt16BigEndian(statement[LengthAt..]);
        if (statement.Length < end)
            return;
        string signer = new Hash256(statement[SignerAt..(SignerAt + Hash256.SizeBytes)]).ToString();
        _seen[(signer, BinaryPrimitives.ReadUInt64BigEndian(statement[SequenceAt..]), Convert.ToHexString(statement[..end]))] = true;
    }
}
