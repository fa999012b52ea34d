using Election.Node.Talk.Plain;
using Election.Node.Talk;
using Election.Traces.Orders;
using Spectre.Console;
using TableCell = Election.Traces.Orders.TableCell;
using TableColumn = Election.Traces.Orders.TableColumn;

namespace Election.Node.Tools.Orders;

/// <summary><c>election orders table</c>: says which orders each scenario keeps, or marks a student's answers.</summary>
internal static class OrdersTable
{
    /// <summary>Answers the table, or marks answers to it.</summary>
    /// <param name="path">The table's file.</param>
    /// <param name="answers">The student's answers; null to print the right ones.</param>
    /// <param name="reading">The reading of the orders.</param>
    /// <param name="isJson">True to print a JSON document instead of a table.</param>
    /// <param name="terminal">Receives the answers or the marks.</param>
    /// <returns>The exit code: 0, or 1 if some of the marked answers are wrong.</returns>
    /// <exception cref="Runtime.StartRefusedException">A file cannot be read or makes no sense.</exception>
    public static int Run(string path, string? answers, TableReading reading, bool isJson, TextTerminal terminal)
    {
        DeliveryTable table = TableFile.Read(path);
        ScenarioAnswers[] scenarios = Answers(table, reading);
        if (answers is null)
        {
            Print(scenarios, isJson, terminal);
            return ExitCode.Success;
        }
        WrongAnswer[] wrong = [.. Wrong(scenarios, AnswerSheet.Read(answers, table))];
        Print(scenarios.Length * TableColumnText.Words.Length, wrong, isJson, terminal);
        return wrong.Length == 0 ? ExitCode.Success : ExitCode.Violated;
    }

    /// <summary>The right answers, one element for each scenario.</summary>
    internal static ScenarioAnswers[] Answers(DeliveryTable table, TableReading reading = TableReading.EachByItself) =>
        [.. table.Scenarios.Select(scenario => new ScenarioAnswers(scenario.Name, TableAnswers.Of(table, scenario, reading)))];

    private static IEnumerable<WrongAnswer> Wrong(ScenarioAnswers[] scenarios, AnswerSheet sheet)
    {
        foreach (ScenarioAnswers scenario in scenarios)
        {
            foreach ((TableColumn column, _) in TableColumnText.Words)
            {
                TableCell right = scenario[column];
                bool? given = sheet[scenario.Scenario, column];
                if (given != right.Holds)
                    yield return new WrongAnswer(scenario.Scenario, column, given, right);
            }
        }
    }

    private static void Print(ScenarioAnswers[] scenarios, bool isJson, TextTerminal terminal)
    {
        if (isJson)
        {
            terminal.Out.WriteLine(new TableDocument([.. scenarios.Select(ScenarioDocument.Of)]).ToLine());
            return;
        }
        Table table = new Table().RoundedBorder().AddColumn(terminal.Say(SheetWords.Scenario));
        foreach ((TableColumn column, _) in TableColumnText.Words)
            table.AddColumn(terminal.Say(SheetWords.Of(column)));
        foreach (ScenarioAnswers one in scenarios)
        {
            string[] cells = [.. TableColumnText.Words.Select(word => terminal.Say(WordOf(one[word.Column])))];
            table.AddRow([Markup.Escape(PrintableText.Of(one.Scenario)), .. cells]);
        }
        terminal.Tables().Write(table);
        foreach (ScenarioAnswers one in scenarios)
        {
            foreach ((TableColumn column, _) in TableColumnText.Words.Where(word => !one[word.Column].Holds))
                terminal.Out.WriteLine(PrintableText.Of(terminal.Say($"{one.Scenario} {SheetWords.Of(column)}: {one[column].Why}")));
        }
    }

    private static void Print(int cells, WrongAnswer[] wrong, bool isJson, TextTerminal terminal)
    {
        int points = cells - wrong.Length;
        if (isJson)
        {
            terminal.Out.WriteLine(new MarkDocument(points, cells, [.. wrong.Select(WrongCell.Of)]).ToLine());
            return;
        }
        terminal.Print($"{points} of {cells} points");
        foreach (WrongAnswer one in wrong)
        {
            Sentence right = WordOf(one.Right), column = SheetWords.Of(one.Column);
            Sentence sentence = one.Given is { } given
                ? Sentence.Of($"{one.Scenario} {column}: you say {WordOf(given)}, but it is {right}")
                : $"{one.Scenario} {column}: no answer; it is {right}";
            terminal.Out.WriteLine(PrintableText.Of(terminal.Say(one.Right.Holds ? sentence : $"{sentence}: {one.Right.Why}")));
        }
    }

    private static Sentence WordOf(TableCell cell) => cell.Holds && !cell.IsTested ? $"yes (nothing to order)" : WordOf(cell.Holds);

    private static Sentence WordOf(bool holds) => holds ? Sentence.Of($"yes") : $"no";
}
