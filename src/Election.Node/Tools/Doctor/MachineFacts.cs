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

/// <summary>Facts about the machine as a whole.</summary>
/// <param name="System">Its operating system.</param>
/// <param name="IsWsl">True in the Windows Subsystem for Linux.</param>
/// <param name="IsContainer">True if this process is in a container.</param>
/// <param name="Firewalls">
/// The firewall tools that are installed, by the names of their commands. They may or may not block anything.
/// </param>
internal sealed record MachineFacts(SystemKind System, bool IsWsl, bool IsContainer, ImmutableArray<string> Firewalls);
