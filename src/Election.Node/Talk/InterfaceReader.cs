using Election.Runtime.Network;
using Election.Runtime;

namespace Election.Node.Talk;

/// <summary>Finds the interface that <c>--interface</c> names; loopback if the option was not given.</summary>
internal static class InterfaceReader
{
    public const string OptionName = "--interface";

    /// <summary>Returns the interface.</summary>
    /// <exception cref="StartRefusedException">No interface has that name, or it cannot carry multicast now.</exception>
    public static LocalInterface Find(string? text) =>
        LocalInterface.Find(text ?? LocalInterface.LoopbackWord).OrThrow(why => new StartRefusedException($"{OptionName}: {why}"));
}
