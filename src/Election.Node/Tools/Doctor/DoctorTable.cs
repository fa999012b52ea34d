using System.Globalization;
using Election.Node.Talk.Language;
using Election.Node.Talk;
using Spectre.Console;

namespace Election.Node.Tools.Doctor;

/// <summary>The report for people: one row for each interface, then each finding with its remedy, then one sentence.</summary>
internal static class DoctorTable
{
    private const string Nothing = "–";

    // Borders and padding around each column.
    private const int ColumnFrame = 3;

    /// <summary>Prints the report to standard output.</summary>
    public static void Print(DoctorReport report, TextTerminal terminal)
    {
        IAnsiConsole console = terminal.Tables();
        if (!report.Interfaces.IsEmpty)
            console.Write(TableOf(report, console.Profile.Width, terminal.Language));
        foreach (Diagnosis one in report.Interfaces)
        {
            foreach (Finding finding in one.Findings)
            {
                terminal.Print($"{one.Facts.Name}  {finding.Code}: {finding.Problem}");
                terminal.Print($"    do: {finding.Advice}");
            }
        }
        terminal.Print(report.Sentence);
    }

    /// <summary>
    /// Builds the table: a column for each fact where the width allows it, otherwise one column with all facts of an interface.
    /// </summary>
    internal static Table TableOf(DoctorReport report, int width, Language language)
    {
        string[] titles = language.Say($"interface|kind|state|multicast|own socket|other process|ttl|mtu|IPv6|verdict").Split('|');
        string[][] rows = [.. report.Interfaces.Select(one => Cells(one, language))];
        int needed = 1 + titles.Select((title, i) => ColumnFrame + rows.Select(row => row[i].Length).Append(title.Length).Max()).Sum();
        return needed <= width ? Grid(titles, rows)
            : Grid([titles[0], language.Say($"found"), titles[^1]], rows.Select(row => Narrow(titles, row)));
    }

    private static Table Grid(string[] titles, IEnumerable<string[]> rows)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (string title in titles)
            table.AddColumn(new TableColumn(new Text(title)));
        table.Columns[0].NoWrap();
        foreach (string[] row in rows)
            table.AddRow(row.Select(cell => new Text(cell)));
        return table;
    }

    private static string[] Narrow(string[] titles, string[] row) =>
        [row[0], $"{row[1]}, {string.Join(", ", titles[2..^1].Zip(row[2..^1], (title, cell) => $"{title} {cell}"))}", row[^1]];

    private static string[] Cells(Diagnosis one, Language language) =>
    [
        one.Facts.Name,
        one.Kind.ToText(),
        language.Say(one.Facts.IsUp ? Sentence.Of($"up") : $"down"),
        language.Say(one.Facts.CarriesMulticast ? Sentence.Of($"yes") : $"no"),
        OutcomesOf(one, probe => probe.OwnSocket),
        OutcomesOf(one, probe => probe.OtherProcess),
        one.TtlInForce.ToString(CultureInfo.InvariantCulture),
        one.Facts.MtuBytes?.ToString(CultureInfo.InvariantCulture) ?? Nothing,
        one.Ipv6.ToText(),
        VerdictOf(one, language),
    ];

    // One word is enough when both families fared alike.
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

    private static string VerdictOf(Diagnosis one, Language language) => one.Verdict switch
    {
        InterfaceVerdict.NotProbed => language.Say($"not probed (name it with {DoctorArguments.Interface})"),
        InterfaceVerdict.Works => one.Verdict.ToText(),
        _ => $"{one.Verdict.ToText()}: {one.Findings[0].Code}",
    };
}
