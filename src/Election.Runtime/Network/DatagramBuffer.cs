using System.Net.Sockets;
using System.Net;

namespace Election.Runtime.Network;

/// <summary>One received datagram in a pooled buffer. It has one owner at a time; the last owner calls <see cref="Release"/>.</summary>
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

    /// <summary>The length of the datagram, in bytes.</summary>
    public int Length { get; private set; }

    /// <summary>The size of the buffer, in bytes; at least <see cref="Length"/>.</summary>
    public int Capacity => _storage.Length;

    /// <summary>The datagram, valid until <see cref="Release"/>.</summary>
    public ReadOnlyMemory<byte> Memory => _storage.AsMemory(0, Length);

    /// <summary>The datagram, to be filled or changed.</summary>
    public Span<byte> Span => _storage.AsSpan(0, Length);

    /// <summary>The sender's address as the network reports it; null if the channel does not report it. Allocates at each call.</summary>
    public IPEndPoint? Source => _source.Size == 0 ? null : (IPEndPoint)EndPointFactory(_source.Family).Create(_source);

    internal int SizeClass { get; }

    /// <summary>Returns the buffer to its pool.</summary>
    /// <exception cref="InvalidOperationException">It was returned before: a defect of the caller.</exception>
    public void Release()
    {
        if (!_lent)
            throw new InvalidOperationException("A datagram buffer was released twice.");
        _lent = false;
        _pool.Return(this);
    }

    /// <summary>Stores the sender's address, without allocating.</summary>
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
