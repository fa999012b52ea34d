
namespace Election.Node.Tools.Doctor;

/// <summary>
/// The few words that the second process says to the first on its standard output: that it listens, and each probe it heard. One line
/// each.
/// </summary>
internal static class ProbeLine
{
    /// <summary>Sockets are open and joined: what is sent from now on should be heard.</summary>
    public const string Listening = "listening";

    private const string HeardPrefix = "heard ";

    /// <summary>These bytes were heard.</summary>
    public static string Heard(ReadOnlySpan<byte> probe) => HeardPrefix + Convert.ToHexString(probe);

    /// <summary>Whether a line says that these bytes were heard.</summary>
    public static bool IsHeard(string line, ReadOnlySpan<byte> probe) => line == Heard(probe);
}
