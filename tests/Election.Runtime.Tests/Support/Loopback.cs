using Election.Groups.Model;
using Election.Groups.Wire;
using Election.Runtime.Network;
using Microsoft.Extensions.Logging.Abstractions;

namespace Election.Runtime.Tests.Support;

/// <summary>Channels that never leave this machine: drawn group and port, interface 127.0.0.1, TTL 0.</summary>
internal static class Loopback
{
    internal static MulticastOptions DrawOptions() => new(MulticastGroup.Draw(), Interface);

    internal static LocalInterface Interface => LocalInterface.TryFind("127.0.0.1", out LocalInterface? found, out string reason)
        ? found!
        : throw new InvalidOperationException(reason);

    internal static MulticastChannel Open(MulticastOptions options) => new(options, NullLogger.Instance);

    /// <summary>A sealed datagram with one empty frame, as a member would send it.</summary>
    internal static byte[] Datagram(MemberId sender, ulong number)
    {
        var bytes = new byte[DatagramHeader.SizeBytes + FrameHeader.SizeBytes + DatagramHeader.ChecksumBytes];
        new DatagramHeader(1, sender.Tag, new Incarnation(1), Epoch.None).Write(bytes);
        var frame = new SpanWriter(bytes.AsSpan(DatagramHeader.SizeBytes));
        frame.Byte((byte)FrameKind.Data);
        frame.UInt64(number);
        frame.UInt16(0);
        DatagramHeader.Seal(bytes);
        return bytes;
    }
}
