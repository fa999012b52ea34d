using System.Globalization;
using Election.Node.Plain;
using Spectre.Console;

namespace Election.Node.Doctor;

/// <summary>The report for a person: one row for each interface, then what was found with what to do, then one sentence.</summary>
internal static class DoctorTable
{
    private const string Nothing = "–";

    private static readonly string[] Titles =
        ["interface", "kind", "state", "multicast", "own socket", "other process", "ttl", "mtu", "IPv6", "verdict"];

    /// <summary>Prints the report to standard output.</summary>
    public static void Print(DoctorReport report, Terminal terminal)
    {
        if (!report.Interfaces.IsEmpty)
            terminal.Tables().Write(TableOf(report));
        foreach (Diagnosis one in report.Interfaces)
        {
            foreach (Finding finding in one.Findings)
            {
                terminal.Out.WriteLine($"{one.Facts.Name}  {finding.Code}: {finding.Problem}");
                terminal.Out.WriteLine($"    do: {finding.Advice}");
            }
        }
        terminal.Out.WriteLine(report.Sentence);
    }

    private static Table TableOf(DoctorReport report)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (string title in Titles)
            table.AddColumn(new TableColumn(new Text(title)));
        foreach (Diagnosis one in report.Interfaces)
            table.AddRow(Cells(one).Select(cell => new Text(cell)));
        return table;
    }

    private static string[] Cells(Diagnosis one) =>
    [
        one.Facts.Name,
        one.Kind.ToText(),
        one.Facts.IsUp ? "up" : "down",
        one.Facts.CarriesMulticast ? "yes" : "no",
        OutcomesOf(one, probe => probe.OwnSocket),
        OutcomesOf(one, probe => probe.OtherProcess),
        one.TtlInForce.ToString(CultureInfo.InvariantCulture),
        one.Facts.MtuBytes?.ToString(CultureInfo.InvariantCulture) ?? Nothing,
        one.Ipv6.ToText(),
        VerdictOf(one),
    ];

    // Of two families that fared alike one word is enough.
    private static string OutcomesOf(Diagnosis one, Func<ProbeResult, ProbeOutcome> of)
    {
        ProbeOutcome[] outcomes = [.. one.Probed.Probes.Select(of).Distinct()];
        return outcomes switch
        {
            [] => Nothing,
            [var all] => all.ToText(),
            _ => string.Join(", ", one.Probed.Probes.Select(probe => $"{probe.FamilyText} {of(probe).ToText()}")),
        };
    }

    private static string VerdictOf(Diagnosis one) => one.Verdict switch
    {
        InterfaceVerdict.NotProbed => $"not probed (name it with {DoctorArguments.Interface})",
        InterfaceVerdict.Works => one.Verdict.ToText(),
        _ => $"{one.Verdict.ToText()}: {one.Findings[0].Code}",
    };
}
