using System.Collections.Immutable;

namespace Election.Node.Tools.Doctor;

/// <summary>The systems whose remedies differ.</summary>
internal enum SystemKind
{
    Linux,
    Windows,
    MacOs,
    Other,
}

/// <summary>What matters of the machine as a whole.</summary>
/// <param name="System">Which system it runs.</param>
/// <param name="IsWsl">Whether it is the Linux subsystem of Windows.</param>
/// <param name="IsContainer">Whether this process is in a container.</param>
/// <param name="Firewalls">The firewall tools that are installed, by the name of their command; whether they block is not known.</param>
internal sealed record MachineFacts(SystemKind System, bool IsWsl, bool IsContainer, ImmutableArray<string> Firewalls);
