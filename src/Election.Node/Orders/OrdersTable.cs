using System.Collections.Immutable;
using System.Globalization;
using Election.Node.Plain;
using Election.Simulation.Orders;
using Spectre.Console;
using TableColumn = Election.Simulation.Orders.TableColumn;

namespace Election.Node.Orders;

/// <summary><c>election orders table</c>: which orders each scenario keeps; or how many of a student's cells are right.</summary>
internal static class OrdersTable
{
    private const string Yes = "yes", No = "no", NoAnswer = "none";

    /// <summary>Answers the table, or marks answers to it.</summary>
    /// <param name="path">The table's file.</param>
    /// <param name="answers">The answers' file; null to answer.</param>
    /// <param name="isJson">Whether to print a document and no table.</param>
    /// <param name="terminal">Where to write.</param>
    /// <returns>The exit code: of a marked sheet 0 for all right and 1 for some wrong.</returns>
    /// <exception cref="Runtime.StartRefusedException">A file cannot be read or makes no sense.</exception>
    public static int Run(string path, string? answers, bool isJson, Terminal terminal)
    {
        DeliveryTable table = TableFile.Read(path);
        ScenarioDocument[] scenarios = Answers(table);
        if (answers is null)
        {
            Print(new TableDocument(scenarios), isJson, terminal);
            return ExitCode.Success;
        }
        MarkDocument mark = Mark(scenarios, AnswerSheet.Read(answers, table));
        Print(mark, isJson, terminal);
        return mark.Wrong.Length == 0 ? ExitCode.Success : ExitCode.Violated;
    }

    /// <summary>The answers, scenario by scenario.</summary>
    internal static ScenarioDocument[] Answers(DeliveryTable table) =>
        [.. table.Scenarios.Select(scenario => Describe(scenario.Name, TableAnswers.Of(table, scenario)))];

    private static ScenarioDocument Describe(string name, ImmutableArray<TableCell> cells)
    {
        var why = new OrderedDictionary<string, string>();
        foreach ((TableColumn column, string word) in TableColumnText.Words)
        {
            if (!cells[(int)column].Holds)
                why.Add(word, cells[(int)column].Why);
        }
        string Word(TableColumn column) => cells[(int)column].Holds ? Yes : No;
        return new ScenarioDocument(
            name, Word(TableColumn.Reliable), Word(TableColumn.Fifo), Word(TableColumn.Causal), Word(TableColumn.Atomic), why);
    }

    private static MarkDocument Mark(ScenarioDocument[] scenarios, AnswerSheet sheet)
    {
        var wrong = new List<WrongCell>();
        foreach (ScenarioDocument scenario in scenarios)
        {
            foreach ((TableColumn column, string word) in TableColumnText.Words)
            {
                string right = scenario.Why.ContainsKey(word) ? No : Yes;
                string answer = sheet[scenario.Scenario, column] is { } given ? (given ? Yes : No) : NoAnswer;
                if (answer != right)
                    wrong.Add(new WrongCell(scenario.Scenario, word, answer, right, right == No ? scenario.Why[word] : ""));
            }
        }
        int cells = scenarios.Length * TableColumnText.Words.Length;
        return new MarkDocument(cells - wrong.Count, cells, [.. wrong]);
    }

    private static void Print(TableDocument document, bool isJson, Terminal terminal)
    {
        if (isJson)
        {
            terminal.Out.WriteLine(document.ToLine());
            return;
        }
        Table table = new Table().RoundedBorder().AddColumn("scenario");
        foreach ((_, string word) in TableColumnText.Words)
            table.AddColumn(word);
        foreach (ScenarioDocument one in document.Scenarios)
            table.AddRow(Markup.Escape(PrintableText.Of(one.Scenario)), one.Reliable, one.Fifo, one.Causal, one.Atomic);
        terminal.Tables().Write(table);
        foreach (ScenarioDocument one in document.Scenarios)
        {
            foreach ((string column, string why) in one.Why)
                terminal.Out.WriteLine($"{PrintableText.Of(one.Scenario)} {column}: {PrintableText.Of(why)}");
        }
    }

    private static void Print(MarkDocument mark, bool isJson, Terminal terminal)
    {
        if (isJson)
        {
            terminal.Out.WriteLine(mark.ToLine());
            return;
        }
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{mark.Points} of {mark.Of} points"));
        foreach (WrongCell cell in mark.Wrong)
        {
            string answer = cell.Answer == NoAnswer ? "no answer" : $"you say {cell.Answer}";
            string why = cell.Why.Length > 0 ? $": {cell.Why}" : "";
            terminal.Out.WriteLine(PrintableText.Of($"{cell.Scenario} {cell.Column}: {answer}, and it is {cell.Right}{why}"));
        }
    }
}
