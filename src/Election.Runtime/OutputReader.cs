namespace Election.Runtime;

/// <summary>
/// Whether anybody still reads this process's standard output. A write does not tell: the runtime takes a pipe whose reader has left
/// (<c>election … | head -1</c>) for one that takes everything.
/// </summary>
public static class OutputReader
{
    /// <summary>Whether the reader has left. Windows does not tell; it is false there.</summary>
    public static bool HasGone() =>
        // POLLERR on Linux; other systems say POLLHUP.
        !OperatingSystem.IsWindows() && (Descriptor.Await(Descriptor.StandardOutput, 0) & (Descriptor.Error | Descriptor.HungUp)) != 0;
}
