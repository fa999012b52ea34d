namespace Election.Node.Tools.Doctor;

/// <summary>Surveys the machine from a few files; it runs no program.</summary>
internal static class MachineSurvey
{
    private static readonly string[] s_firewallCommands = ["firewall-cmd", "ufw", "nft", "iptables"];
    private static readonly string[] s_commandFolders = ["/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/local/sbin"];
    private static readonly string[] s_containerMarks = ["/.dockerenv", "/run/.containerenv"];

    /// <summary>The facts about the machine that this process runs on.</summary>
    public static MachineFacts Look()
    {
        SystemKind system = OperatingSystem.IsLinux() ? SystemKind.Linux
            : OperatingSystem.IsWindows() ? SystemKind.Windows
            : OperatingSystem.IsMacOS() ? SystemKind.MacOs
            : SystemKind.Other;
        if (system != SystemKind.Linux)
            return new MachineFacts(system, false, false, []);
        return new MachineFacts(system, KernelIsMicrosofts(), s_containerMarks.Any(File.Exists),
            [.. s_firewallCommands.Where(command => s_commandFolders.Any(folder => File.Exists(Path.Combine(folder, command))))]);
    }

    private static bool KernelIsMicrosofts()
    {
        try
        {
            return File.ReadAllText("/proc/sys/kernel/osrelease").Contains("microsoft", StringComparison.OrdinalIgnoreCase);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
