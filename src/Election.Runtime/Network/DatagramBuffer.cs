using System.Net.Sockets;
using System.Net;

namespace Election.Runtime.Network;

/// <summary>One received datagram in a pooled buffer. It has one owner at a time; the last one calls <see cref="Release"/>.</summary>
public sealed class DatagramBuffer
{
    private readonly DatagramPool _pool;
    private readonly byte[] _storage;
    private readonly SocketAddress _source = new(AddressFamily.InterNetworkV6);
    private bool _lent;

    internal DatagramBuffer(DatagramPool pool, int sizeClass, int capacity)
    {
        _pool = pool;
        SizeClass = sizeClass;
        _storage = GC.AllocateUninitializedArray<byte>(capacity);
    }

    /// <summary>Bytes of the datagram.</summary>
    public int Length { get; private set; }

    /// <summary>Bytes of memory the buffer holds, at least <see cref="Length"/>.</summary>
    public int Capacity => _storage.Length;

    /// <summary>The datagram, valid until <see cref="Release"/>.</summary>
    public ReadOnlyMemory<byte> Memory => _storage.AsMemory(0, Length);

    /// <summary>The datagram, to fill or to change.</summary>
    public Span<byte> Span => _storage.AsSpan(0, Length);

    /// <summary>Who sent it, as the network said; null when the channel did not say. Makes a new object at each call.</summary>
    public IPEndPoint? Source => _source.Size == 0 ? null : (IPEndPoint)EndPointFactory(_source.Family).Create(_source);

    internal int SizeClass { get; }

    /// <summary>Gives the buffer back to its pool.</summary>
    /// <exception cref="InvalidOperationException">It was given back before: a defect of the caller.</exception>
    public void Release()
    {
        if (!_lent)
            throw new InvalidOperationException("A datagram buffer was released twice.");
        _lent = false;
        _pool.Return(this);
    }

    /// <summary>Notes who sent it, without allocating.</summary>
    public void SetSource(SocketAddress source)
    {
        _source.Size = source.Size;
        source.Buffer.Span[..source.Size].CopyTo(_source.Buffer.Span);
    }

    /// <summary>Makes this a copy of another datagram.</summary>
    internal void CopyFrom(DatagramBuffer other)
    {
        other.Span.CopyTo(Span);
        SetSource(other._source);
    }

    internal void Lend(int length)
    {
        _lent = true;
        Length = length;
        _source.Size = 0;
    }

    private static IPEndPoint EndPointFactory(AddressFamily family) =>
        family == AddressFamily.InterNetworkV6 ? new IPEndPoint(IPAddress.IPv6Any, 0) : new IPEndPoint(IPAddress.Any, 0);
}
