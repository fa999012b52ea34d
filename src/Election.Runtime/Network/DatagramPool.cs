using System.Diagnostics;

namespace Election.Runtime.Network;

/// <summary>
/// A pool of buffers for received datagrams in three sizes, so that a queue of small datagrams does not pin 64 KiB each. Steady traffic
/// allocates nothing: a buffer is created only when all of its size are in use. May be used from any thread.
/// </summary>
public sealed class DatagramPool
{
    /// <summary>The largest number of idle buffers kept of each size; more are left to the garbage collector.</summary>
    public const int MaxIdlePerSize = 1024;

    /// <summary>The largest datagram a buffer can hold, in bytes: the largest UDP length field (RFC 768).</summary>
    public const int MaxLength = 65535;

    private static readonly int[] s_capacities = [2 * 1024, 16 * 1024, MaxLength];

    private readonly Lock _gate = new();
    private readonly DatagramBuffer[][] _idle = [.. s_capacities.Select(_ => new DatagramBuffer[MaxIdlePerSize])];
    private readonly int[] _idleCounts = new int[s_capacities.Length];

    /// <summary>Returns a buffer of this length, with undefined content.</summary>
    /// <param name="length">The length, 0 to <see cref="MaxLength"/> bytes.</param>
    public DatagramBuffer Rent(int length)
    {
        int size = SizeClassOf(length);
        DatagramBuffer? buffer = null;
        lock (_gate)
        {
            if (_idleCounts[size] > 0)
                buffer = _idle[size][--_idleCounts[size]];
        }
        buffer ??= new DatagramBuffer(this, size, s_capacities[size]);
        buffer.Lend(length);
        return buffer;
    }

    internal void Return(DatagramBuffer buffer)
    {
        lock (_gate)
        {
            int size = buffer.SizeClass;
            if (_idleCounts[size] < MaxIdlePerSize)
                _idle[size][_idleCounts[size]++] = buffer;
        }
    }

    private static int SizeClassOf(int length)
    {
        for (int i = 0; i < s_capacities.Length; i++)
        {
            if (length <= s_capacities[i])
                return i;
        }
        throw new UnreachableException();
    }
}
