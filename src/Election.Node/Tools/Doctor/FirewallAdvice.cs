using System.Collections.Immutable;
using System.Diagnostics;

namespace Election.Node.Tools.Doctor;

/// <summary>The advice for a probe that is lost although the network is in order.</summary>
internal static class FirewallAdvice
{
    private const string WindowsRule =
        "New-NetFirewallRule -DisplayName election -Direction Inbound -Protocol UDP -LocalPort 45678 -Action Allow";

    /// <summary>The remedy for this machine, in one clause.</summary>
    public static Sentence For(MachineFacts machine) => machine.System switch
    {
        SystemKind.Windows => $"let it through Windows Defender Firewall, in an administrator's PowerShell: {WindowsRule}",
        SystemKind.MacOs =>
            $"allow 'election' in System Settings, under Network > Firewall and under Privacy & Security > Local Network",
        SystemKind.Linux when !machine.Firewalls.IsEmpty =>
            $"look at the firewall (UDP to 224.0.0.0/4 must pass): {OfAny(machine.Firewalls)}",
        SystemKind.Linux or SystemKind.Other => $"look at the firewall of this machine: it must let UDP to 224.0.0.0/4 in and out",
        _ => throw new UnreachableException(),
    };

    private static Sentence OfAny(ImmutableArray<string> commands) =>
        commands.Select(OfTool).Aggregate((all, tool) => $"{all}; or {tool}");

    private static Sentence OfTool(string command) => command switch
    {
        "firewall-cmd" => $"sudo firewall-cmd --list-all, then sudo firewall-cmd --add-port=45678/udp",
        "ufw" => $"sudo ufw status verbose, then sudo ufw allow in proto udp to 224.0.0.0/4",
        "nft" => $"sudo nft list ruleset, and look for drop in the chains of hooks input and output",
        "iptables" => $"sudo iptables -S, then sudo iptables -I INPUT -p udp -d 224.0.0.0/4 -j ACCEPT",
        _ => $"{command}",
    };
}
