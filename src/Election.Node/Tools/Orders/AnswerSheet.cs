using System.Text;
using Election.Node.Talk.Files;
using Election.Node.Talk.Language;
using Election.Node.Talk.Plain;
using Election.Node.Talk;
using Election.Runtime;
using Election.Traces.Orders;

namespace Election.Node.Tools.Orders;

/// <summary>
/// A student's answers to a table, separated by commas, or by semicolons as many spreadsheets write them. The header names the columns, in
/// any order and in English or Spanish. A cell is yes or no (<c>y</c>, <c>n</c>, <c>sí</c>, <c>true</c>, <c>1</c> and the like). An empty
/// cell is no answer.
/// </summary>
internal sealed class AnswerSheet
{
    private const int MostBytes = 1 << 20;

    private static readonly string[] s_yes = ["yes", "y", "sí", "si", "s", "true", "1"];
    private static readonly string[] s_no = ["no", "n", "false", "0"];

    private readonly Dictionary<(string Scenario, TableColumn Column), bool> _cells = [];

    /// <summary>The answer in a cell; null for none.</summary>
    public bool? this[string scenario, TableColumn column] =>
        _cells.TryGetValue((scenario, column), out bool answer) ? answer : null;

    /// <summary>Reads a sheet for a table.</summary>
    /// <param name="path">The sheet's file.</param>
    /// <param name="table">The table that the sheet answers.</param>
    /// <exception cref="StartRefusedException">The file cannot be read or does not fit the table; the message says where.</exception>
    public static AnswerSheet Read(string path, DeliveryTable table)
    {
        byte[] bytes = NamedFile.Read(path, MostBytes).OrThrow(reason => Refused(path, reason));
        string[] lines = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').Split('\n');
        char separator = lines[0].Contains(';') ? ';' : ',';
        string[] header = Cells(lines[0], separator);
        int scenarioAt = Array.FindIndex(header, cell => SheetWords.TryRead(cell, out TableColumn? column) && column is null);
        if (scenarioAt < 0)
            throw Refused(path, $"its first line is not a header: write scenario,reliable,fifo,causal,atomic");
        TableColumn?[] columns = [.. header.Select(cell => ColumnOf(path, cell))];
        int doubled = Array.FindIndex(columns, column => columns.Count(one => one == column) > 1);
        if (doubled >= 0)
            throw Refused(path, $"the column {Quoted.Of(header[doubled])} occurs twice");
        var sheet = new AnswerSheet();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int line = 1; line < lines.Length; line++)
        {
            string[] cells = Cells(lines[line], separator);
            if (cells.All(cell => cell.Length == 0))
                continue;
            int number = line + 1;
            if (cells.Length > header.Length)
                throw Refused(path, $"line {number} has more cells than the header");
            string scenario = cells.ElementAtOrDefault(scenarioAt) ?? "";
            if (!table.Scenarios.Any(one => one.Name == scenario))
                throw Refused(path, $"line {number}: the table has no scenario {Quoted.Of(scenario)}");
            if (!seen.Add(scenario))
                throw Refused(path, $"line {number}: scenario {Quoted.Of(scenario)} is answered twice");
            sheet.Take(path, number, scenario, cells, columns);
        }
        return sheet;
    }

    private void Take(string path, int line, string scenario, string[] cells, TableColumn?[] columns)
    {
        for (int at = 0; at < cells.Length; at++)
        {
            if (columns[at] is not { } column || cells[at].Length == 0)
                continue;
            // A note such as the table's own "(nothing to order)" is no part of the answer.
            string word = cells[at].Split(" (")[0].ToLowerInvariant();
            if (!s_yes.Contains(word) && !s_no.Contains(word))
                throw Refused(path, $"line {line}, {column.ToText()}: {Quoted.Of(cells[at])} is neither yes nor no");
            _cells[(scenario, column)] = s_yes.Contains(word);
        }
    }

    private static TableColumn? ColumnOf(string path, string cell)
    {
        if (SheetWords.TryRead(cell, out TableColumn? column))
            return column;
        Sentence columns = Listed.Of([.. TableColumnText.Words.Select(word => SheetWords.Of(word.Column))]);
        throw Refused(path, $"{Quoted.Of(cell)} is not a column: a sheet has {columns}");
    }

    private static string[] Cells(string line, char separator) =>
        [.. line.TrimEnd('\r').Split(separator).Select(cell => cell.Trim().Trim('"').Trim())];

    private static StartRefusedException Refused(string path, Sentence problem) =>
        new($"--check: {Quoted.Of(path)} cannot be marked: {PrintableText.Within(problem)}");
}
