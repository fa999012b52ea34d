using System.Globalization;
using Election.Node.Talk.Language;
using Election.Node.Talk.Plain;
using Election.Runtime.Network;

namespace Election.Node.Tools.Multicast;

/// <summary>A received datagram on one line: <c>192.0.2.7:40000  19 bytes  very important data</c>.</summary>
internal static class DatagramLine
{
    /// <summary>Formats the line, without a line feed.</summary>
    /// <param name="received">The result of the receive call.</param>
    /// <param name="buffer">The buffer that holds the datagram.</param>
    /// <param name="language">The language in which truncation is reported.</param>
    public static string Of(ReceivedDatagram received, ReadOnlySpan<byte> buffer, Language language)
    {
        string length = received.IsTruncated ? language.Say($"more than {Bytes(received.Length)}, truncated") : Bytes(received.Length);
        return $"{received.From}  {length}  {PrintableText.Of(buffer[..received.Length])}".TrimEnd();
    }

    /// <summary>The count with its unit, as in <c>1 byte</c>; the same in every language.</summary>
    public static string Bytes(int count) => count == 1 ? "1 byte" : string.Create(CultureInfo.InvariantCulture, $"{count} bytes");
}
