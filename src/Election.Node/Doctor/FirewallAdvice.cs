using System.Diagnostics;

namespace Election.Node.Doctor;

/// <summary>Where to look when the network is in order and a probe is lost all the same.</summary>
internal static class FirewallAdvice
{
    private const string Windows = "let it through Windows Defender Firewall, in an administrator's PowerShell: New-NetFirewallRule "
        + "-DisplayName election -Direction Inbound -Protocol UDP -LocalPort 45678 -Action Allow";

    private const string MacOs =
        "allow 'election' in System Settings, under Network > Firewall and under Privacy & Security > Local Network";

    private const string Unknown = "look at the firewall of this machine: it must let UDP to 224.0.0.0/4 in and out";

    /// <summary>What to look at on this machine, in one clause.</summary>
    public static string For(MachineFacts machine) => machine.System switch
    {
        SystemKind.Windows => Windows,
        SystemKind.MacOs => MacOs,
        SystemKind.Linux when !machine.Firewalls.IsEmpty =>
            $"look at the firewall (UDP to 224.0.0.0/4 must pass): {string.Join("; or ", machine.Firewalls.Select(OfTool))}",
        SystemKind.Linux or SystemKind.Other => Unknown,
        _ => throw new UnreachableException(),
    };

    private static string OfTool(string command) => command switch
    {
        "firewall-cmd" => "sudo firewall-cmd --list-all, then sudo firewall-cmd --add-port=45678/udp",
        "ufw" => "sudo ufw status verbose, then sudo ufw allow in proto udp to 224.0.0.0/4",
        "nft" => "sudo nft list ruleset, and look for drop in the chains of hooks input and output",
        "iptables" => "sudo iptables -S, then sudo iptables -I INPUT -p udp -d 224.0.0.0/4 -j ACCEPT",
        _ => command,
    };
}
