using System.Collections.Immutable;

namespace Election.Node.Tools.Doctor;

/// <summary>The doctor's findings on the interfaces that it examined.</summary>
/// <param name="Machine">The machine on which the doctor ran.</param>
/// <param name="Interfaces">One diagnosis for each interface, in the system's order.</param>
internal sealed record DoctorReport(MachineFacts Machine, ImmutableArray<Diagnosis> Interfaces)
{
    /// <summary>True if multicast works on at least one of them.</summary>
    public bool Works => Interfaces.Any(one => one.Verdict == InterfaceVerdict.Works);

    /// <summary>The outcome in one sentence.</summary>
    public Sentence Sentence
    {
        get
        {
            string[] working = [.. Interfaces.Where(one => one.Verdict == InterfaceVerdict.Works).Select(one => one.Facts.Name)];
            if (working.Length > 0)
                return $"multicast works on {string.Join(", ", working)}";
            return Interfaces switch
            {
                [] => $"multicast works nowhere: this machine has no network interface",
                [var only] => $"multicast does not work on {only.Facts.Name}",
                _ => $"multicast works on none of the interfaces that may be probed",
            };
        }
    }
}
