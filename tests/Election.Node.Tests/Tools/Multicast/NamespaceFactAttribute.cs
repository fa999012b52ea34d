using System.Diagnostics;

namespace Election.Node.Tests.Tools.Multicast;

/// <summary>
/// A fact that needs Python and a network namespace of its own, so that its packets meet nobody. Where a machine has no Python, or does not
/// let this user make a namespace, it is skipped and says which.
/// </summary>
internal sealed class NamespaceFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Reason = new(FindReason);

    public NamespaceFactAttribute() => Skip = Reason.Value;

    private static string? FindReason() =>
        !OperatingSystem.IsLinux() ? "network namespaces are Linux's"
        : !Works("python3", "--version") ? "python3 is not here"
        : !Works("ip", "-V") ? "ip (iproute2) is not here"
        : !Works("unshare", "-rn", "true") ? "this user may not make a network namespace (unshare -rn)"
        : null;

    private static bool Works(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            return process.WaitForExit(Patience.Limit) && process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
