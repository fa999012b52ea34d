using Election.Groups.Wire;

namespace Election.Groups.Stack;

/// <summary>One frame of a datagram whose seal holds, on its way to its layer. The body is only valid during the call.</summary>
internal readonly ref struct ReceivedFrame(in DatagramHeader header, FrameKind kind, ulong number, ReadOnlySpan<byte> body)
{
    /// <summary>The header of the datagram: sender, life, epoch.</summary>
    public readonly DatagramHeader Header = header;

    /// <summary>The layer and purpose.</summary>
    public readonly FrameKind Kind = kind;

    /// <summary>The number, in the sense of the kind.</summary>
    public readonly ulong Number = number;

    /// <summary>The rest.</summary>
    public readonly ReadOnlySpan<byte> Body = body;
}
