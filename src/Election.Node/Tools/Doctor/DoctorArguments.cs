using Election.Node.Talk.Language;
using Election.Runtime.Network;

namespace Election.Node.Tools.Doctor;

/// <summary>The command line that starts this program as the second process of a probe. The option is hidden from help.</summary>
internal static class DoctorArguments
{
    public const string Command = "doctor";

    public const string Interface = "--interface";

    /// <summary>The hidden option that names the group to listen on.</summary>
    public const string ListenOn = "--listen-on";

    /// <summary>
    /// The arguments of a process that listens on a group. It says why it cannot in English, because documents may quote the sentence.
    /// </summary>
    public static string[] OfListener(MulticastGroup group, LocalInterface via) =>
        [Command, $"{ListenOn}={group}", $"{Interface}={via.Name}", $"{Language.OptionName}={Language.English}"];
}
