namespace Election.Tests;

/// <summary>
/// How long a test waits for something that must happen. However slow the machine, only what hangs takes longer; no test asserts how long
/// anything took.
/// </summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
}
