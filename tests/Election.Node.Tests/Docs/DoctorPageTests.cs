using System.Text.RegularExpressions;
using System.Text;
using Election.Node.Tests.Tools.Doctor;
using Election.Node.Tools.Doctor;
using Election.Runtime.Network;

namespace Election.Node.Tests.Docs;

/// <summary>docs/doctor.md shows every finding in the doctor's words; where systems differ, in those for Linux.</summary>
public sealed partial class DoctorPageTests
{
    [Fact]
    public void The_table_of_findings_is_what_the_doctor_says()
    {
        Finding[] findings = [.. Samples().SelectMany(diagnosis => diagnosis.Findings).DistinctBy(finding => finding.Code)];
        var table = new StringBuilder(Generated.Row("finding", "problem", "remedy")).Append("|---|---|---|\n");
        foreach (Finding finding in findings)
            table.Append(Generated.Row($"`{finding.Code}`", Literal(finding.Problem), Literal(finding.Advice)));
        Generated.ComparePart("docs/doctor.md", "findings", table.ToString());
        Assert.Equal(CodesInTheSource(), findings.Select(finding => finding.Code).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<Diagnosis> Samples()
    {
        InterfaceFacts wired = Described.Wired;
        foreach (InterfaceFacts unusable in (InterfaceFacts[])[wired with { IsUp = false }, wired with { Addresses = [] },
            wired with { CarriesMulticast = false }, wired with { MtuBytes = 300 }])
        {
            yield return Diagnosis.Of(unusable, InterfaceProbes.None, Described.Linux);
        }
        foreach (ProbeResult probe in (ProbeResult[])[
            Described.Ipv4(ProbeOutcome.Refused, ProbeOutcome.NotSent, "the reason the system gives"),
            Described.Ipv4(ProbeOutcome.Lost, ProbeOutcome.Lost), Described.Ipv4(ProbeOutcome.CameBack, ProbeOutcome.Lost),
            Described.Ipv4(ProbeOutcome.CameBack, ProbeOutcome.Refused, "the reason the system gives")])
        {
            yield return Diagnosis.Of(Described.Loopback, Described.Probed(probe), Described.Linux);
        }
        yield return Diagnosis.Of(wired, Described.CameBack, Described.Linux);
        foreach (string name in (string[])["wlan0", "docker0", "veth1a2b3c4", "virbr0", "tun0"])
            yield return Diagnosis.Of(Described.Interface(name, "10.0.0.1"), Described.CameBack, Described.Linux);
        yield return Diagnosis.Of(wired, Described.CameBack, Described.Linux with { IsWsl = true });
        yield return Diagnosis.Of(wired, Described.CameBack, Described.Linux with { IsContainer = true });
        yield return Diagnosis.Of(Described.Loopback, new InterfaceProbes(Described.CameBack.Probes, new BufferGrant(4 << 20, 208 << 10,
            1 << 20, 208 << 10)), Described.Linux);
    }

    private static string Literal(Sentence sentence) => sentence.ToString()!.Replace("<", "&lt;", StringComparison.Ordinal);

    private static string[] CodesInTheSource() =>
    [
        .. Directory.EnumerateFiles(Repository.Within("src", "Election.Node", "Tools", "Doctor"), "*.cs")
            .SelectMany(file => Code().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).Distinct()
            .Order(StringComparer.Ordinal),
    ];

    [GeneratedRegex("new Finding\\(\\s*\"([a-z-]+)\"")]
    private static partial Regex Code();
}
