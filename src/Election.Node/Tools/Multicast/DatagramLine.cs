using System.Globalization;
using Election.Node.Talk.Language;
using Election.Node.Talk.Plain;
using Election.Runtime.Network;

namespace Election.Node.Tools.Multicast;

/// <summary>A received datagram on one line: <c>192.0.2.7:40000  19 bytes  very important data</c>.</summary>
internal static class DatagramLine
{
    /// <summary>The line, without a line feed.</summary>
    /// <param name="received">What the receive call said.</param>
    /// <param name="buffer">Where it put the datagram.</param>
    /// <param name="language">The reader's language.</param>
    public static string Of(ReceivedDatagram received, ReadOnlySpan<byte> buffer, Language language)
    {
        string length = received.IsTruncated ? language.Say($"more than {Bytes(received.Length)}, truncated") : Bytes(received.Length);
        return $"{received.From}  {length}  {PrintableText.Of(buffer[..received.Length])}".TrimEnd();
    }

    /// <summary>A number of bytes in words, the same in every language.</summary>
    public static string Bytes(int count) => count == 1 ? "1 byte" : string.Create(CultureInfo.InvariantCulture, $"{count} bytes");
}
