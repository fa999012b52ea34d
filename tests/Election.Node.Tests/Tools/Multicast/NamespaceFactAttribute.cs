using System.Diagnostics;

namespace Election.Node.Tests.Tools.Multicast;

/// <summary>
/// A fact that needs Python and a network namespace of its own, so that its packets reach nothing else. It is skipped if either is missing,
/// with the reason.
/// </summary>
internal sealed class NamespaceFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> s_reason = new(FindReason);

    public NamespaceFactAttribute() => Skip = s_reason.Value;

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
