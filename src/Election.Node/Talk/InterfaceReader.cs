using Election.Runtime.Network;
using Election.Runtime;

namespace Election.Node.Talk;

/// <summary>Looks up what <c>--interface</c> names; loopback when it was not given.</summary>
internal static class InterfaceReader
{
    /// <summary>The option.</summary>
    public const string OptionName = "--interface";

    /// <summary>The interface.</summary>
    /// <exception cref="StartRefusedException">There is none of that name, or it cannot carry multicast now.</exception>
    public static LocalInterface Find(string? text) =>
        LocalInterface.Find(text ?? LocalInterface.LoopbackWord).OrThrow(why => new StartRefusedException($"{OptionName}: {why}"));
}
