using System.Globalization;
using Election.Groups.Model;

namespace Election.Runtime.Network;

/// <summary>
/// The number of routers that a multicast datagram may pass: 0 this host, 1 the subnet, 32 the site, 64 the region, 128 the continent, 255
/// unrestricted (the thresholds of the early MBone, still customary).
/// </summary>
/// <param name="Hops">The number of hops, 0 to 255.</param>
public readonly record struct TimeToLive(byte Hops)
{
    /// <summary>Returns the default: 0 on loopback, 1 elsewhere.</summary>
    public static TimeToLive DefaultFor(LocalInterface via) => new(via.IsLoopback ? (byte)0 : (byte)1);

    /// <summary>Reads a TTL from the operator's text.</summary>
    /// <param name="text">The operator's text.</param>
    /// <returns>The TTL, or the fault in one clause.</returns>
    public static Parsed<TimeToLive> Read(string? text) =>
        byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out byte hops) ? new TimeToLive(hops)
            : Sentence.Of($"a TTL is a number from 0 (this host) and 1 (this subnet) up to 255 (unrestricted)");

    /// <inheritdoc/>
    public override string ToString() => Hops.ToString(CultureInfo.InvariantCulture);
}
