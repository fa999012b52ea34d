namespace Election.Groups.Model;

/// <summary>
/// Copies payloads into large slabs, so that keeping a message needs no allocation of its own. The garbage collector frees a slab when no
/// slice of it is referenced. Payloads are immutable once copied.
/// </summary>
public sealed class SlabStore
{
    /// <summary>The size of a slab, in bytes; a larger payload gets a slab of its own.</summary>
    public const int SlabBytes = 64 * 1024;

    private byte[] _slab = [];
    private int _used;

    /// <summary>Copies <paramref name="payload"/> and returns the copy.</summary>
    public ReadOnlyMemory<byte> Copy(ReadOnlySpan<byte> payload)
    {
        if (payload.Length > SlabBytes)
            return payload.ToArray();
        if (payload.Length > _slab.Length - _used)
        {
            _slab = new byte[SlabBytes];
            _used = 0;
        }
        Memory<byte> copy = _slab.AsMemory(_used, payload.Length);
        payload.CopyTo(copy.Span);
        _used += payload.Length;
        return copy;
    }
}
