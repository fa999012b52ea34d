namespace Election.Runtime;

/// <summary>
/// Tells whether standard output still has a reader. Writing does not tell: the runtime treats a pipe whose reader has left
/// (<c>election … | head -1</c>) as one that accepts everything.
/// </summary>
public static class OutputReader
{
    /// <summary>True if the reader has left; always false on Windows, which does not tell.</summary>
    public static bool HasGone() =>
        // Linux reports POLLERR, other systems POLLHUP.
        !OperatingSystem.IsWindows() && (Descriptor.Await(Descriptor.StandardOutput, 0) & (Descriptor.Error | Descriptor.HungUp)) != 0;
}
