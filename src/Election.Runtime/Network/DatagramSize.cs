using System.Globalization;
using Election.Groups.Wire;

namespace Election.Runtime.Network;

/// <summary>The largest datagram that a channel sends, in bytes of UDP payload (<c>--mtu</c>).</summary>
/// <param name="Bytes"><see cref="LeastBytes"/> to what the interface carries in one packet.</param>
public readonly record struct DatagramSize(int Bytes)
{
    /// <summary>The least that may be asked for: what a frame needs. IPv4 carries it nearly everywhere (RFC 791: 576 with headers).</summary>
    public const int LeastBytes = FramePacker.LeastDatagramBytes;

    /// <summary>The most that is used off loopback unless asked for: room is left for tunnels on a 1500-byte Ethernet.</summary>
    public const int CautiousBytes = 1400;

    // IPv4 without options, and UDP.
    private const int HeaderBytes = 20 + 8;

    /// <summary>The most that goes through an interface without IP fragments.</summary>
    public static DatagramSize LargestOn(LocalInterface via) => new(Math.Min(via.MtuBytes - HeaderBytes, DatagramHeader.MaxDatagramBytes));

    /// <summary>The default: all that fits on loopback, at most <see cref="CautiousBytes"/> elsewhere.</summary>
    public static DatagramSize DefaultFor(LocalInterface via) =>
        via.IsLoopback ? LargestOn(via) : new(Math.Min(LargestOn(via).Bytes, CautiousBytes));

    /// <summary>Reads a size from the operator's text.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="via">The interface it is meant for.</param>
    /// <param name="size">The size, when the text is one that the interface carries.</param>
    /// <param name="reason">Otherwise one clause that says what is wrong.</param>
    public static bool TryParse(string? text, LocalInterface via, out DatagramSize size, out string reason)
    {
        int most = LargestOn(via).Bytes;
        bool ok = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int bytes)
            && bytes >= LeastBytes && bytes <= most;
        size = new DatagramSize(ok ? bytes : 0);
        reason = ok ? "" : $"the largest datagram on {via.Name} is a number of bytes from {LeastBytes} to {most}";
        return ok;
    }
}
