using Election.Node.Talk.Language;
using Election.Runtime.Network;

namespace Election.Node.Tools.Doctor;

/// <summary>The command line that turns this program into the second process of a probe. The option is hidden from help.</summary>
internal static class DoctorArguments
{
    /// <summary>The command.</summary>
    public const string Command = "doctor";

    /// <summary>The interface.</summary>
    public const string Interface = "--interface";

    /// <summary>The group to listen on.</summary>
    public const string ListenOn = "--listen-on";

    /// <summary>Listen on a group, and say why not in the language of documents: one may quote it.</summary>
    public static string[] OfListener(MulticastGroup group, LocalInterface via) =>
        [Command, $"{ListenOn}={group}", $"{Interface}={via.Name}", $"{Language.OptionName}={Language.English}"];
}
