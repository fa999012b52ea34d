
namespace Election.Node.Tools.Doctor;

/// <summary>
/// The lines that the second process writes to its standard output for the first: that it listens, and each probe that it heard.
/// </summary>
internal static class ProbeLine
{
    /// <summary>The line that says that sockets are open and joined: from now on a probe should be heard.</summary>
    public const string Listening = "listening";

    private const string HeardPrefix = "heard ";

    /// <summary>The line that says that these bytes were heard.</summary>
    public static string Heard(ReadOnlySpan<byte> probe) => HeardPrefix + Convert.ToHexString(probe);

    /// <summary>True if a line says that these bytes were heard.</summary>
    public static bool IsHeard(string line, ReadOnlySpan<byte> probe) => line == Heard(probe);
}
