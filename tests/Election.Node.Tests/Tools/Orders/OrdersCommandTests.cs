using System.Text.Json;
using Election.Node.Talk;
using Election.Node.Tests.Commands;

namespace Election.Node.Tests.Tools.Orders;

/// <summary><c>election orders</c> as it is typed.</summary>
public sealed class OrdersCommandTests : IDisposable
{
    private const string Sends = "P1:m11,m12 P2:m21,m22";
    private const string TableText = """
        {
          "messages": { "P1": ["a1", "a2"], "P2": ["b1"] },
          "causes": ["a1>b1"],
          "scenarios": [
            { "name": "1", "delivered": { "P1": ["a1", "a2", "b1"], "P2": ["a1", "b1", "a2"] } },
            { "name": "2", "delivered": { "P1": ["b1", "a1", "a2"], "P2": ["b1", "a1", "a2"] } }
          ]
        }
        """;

    private readonly TempFolder _temp = new();

    [Theory]
    [InlineData("24", "--order", "unordered")]
    [InlineData("6", "--order", "fifo")]
    [InlineData("6", "--order", "causal")]
    [InlineData("3", "--order", "causal", "--cause", "m11>m21")]
    [InlineData("24", "--order", "atomic")]
    [InlineData("6", "--order", "atomic", "--base", "fifo")]
    [InlineData("3", "--order", "atomic", "--base", "causal", "--cause", "m11>m21")]
    [InlineData("6", "--order", "fifo", "--cause", "m11>m21")]
    [InlineData("6", "--order", "FIFO")]
    [InlineData("3", "--order", "Causal", "--cause", "m11->m21")]
    [InlineData("3", "--order", "causal", "--cause", " m11 → m21 ")]
    [InlineData("1", "--order", "causal", "--cause", "m11 -> m21 -> m12->m22")]
    [InlineData("1", "--order", "causal", "--cause", "m11>m21", "--cause", "m21>m12>m22")]
    [InlineData("3", "--order", "Atomic", "--base", "CAUSAL", "--cause", "m11>m21")]
    public async Task The_count_is_one_document_with_a_decimal_string(string expected, params string[] arguments)
    {
        Typed json = await Typed.Async(["orders", "count", "--sends", Sends, .. arguments, "--json"]);
        Assert.Equal((ExitCode.Success, $"{{\"count\":\"{expected}\"}}\n"), (json.Code, json.Out));
        Typed plain = await Typed.Async(["orders", "count", "--sends", Sends, .. arguments]);
        Assert.Equal((ExitCode.Success, expected + "\n"), (plain.Code, plain.Out));
        Assert.StartsWith($"{expected}: 4 messages of 2 senders, ", plain.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sequences_are_listed_up_to_the_limit_and_more_are_mentioned()
    {
        Typed few = await Typed.Async("orders", "count", "--sends", "P1:a P2:b", "--order", "unordered", "--list");
        Assert.Equal("a b\nb a\n", few.Out);
        Typed json = await Typed.Async("orders", "count", "--sends", "P1:a P2:b", "--order", "unordered", "--list", "--json");
        Assert.Equal("{\"count\":\"2\",\"sequences\":[[\"a\",\"b\"],[\"b\",\"a\"]]}\n", json.Out);
        Typed many = await Typed.Async("orders", "count", "--sends", "P1:a,b,c,d,e,f,g,h", "--order", "unordered", "--list");
        Assert.Equal(10_000, many.Out.Count(c => c == '\n'));
        Assert.EndsWith("--list: the first 10000 are listed\n", many.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--sends", "P1:a,b P2:b", "fifo", "a>b")]
    [InlineData("--sends", "P1", "fifo", "a>b")]
    [InlineData("--order", "P1:a P2:b", "total", "a>b")]
    [InlineData("--cause", "P1:a P2:b", "causal", "a>c")]
    [InlineData("--cause", "P1:a P2:b", "causal", "a<b")]
    [InlineData("--cause", "P1:a,b", "fifo", "b>a")]
    [InlineData("--cause", "P1:a P2:b", "causal", "a>>b")]
    [InlineData("--cause", "P1:a P2:b", "causal", "a>b>")]
    [InlineData("--cause", "P1:a P2:b", "causal", "a->b->a")]
    public async Task A_senseless_option_is_exit_64_with_its_flag(string flag, string sends, string order, string cause)
    {
        Typed typed = await Typed.Async("orders", "count", "--sends", sends, "--order", order, "--cause", cause);
        Assert.Equal((ExitCode.Usage, ""), (typed.Code, typed.Out));
        Assert.StartsWith($"election: {flag}: ", typed.Error, StringComparison.Ordinal);
        Assert.Equal(1, typed.Error.Count(c => c == '\n'));
    }

    [Fact]
    public async Task A_base_without_an_atomic_order_is_refused_and_what_is_needed_is_asked_for()
    {
        Typed based = await Typed.Async("orders", "count", "--sends", Sends, "--order", "fifo", "--base", "fifo");
        Assert.Equal((ExitCode.Usage, "election: --base: only an atomic order has a base: leave it out, or give --order atomic\n"),
            (based.Code, based.Error));
        Typed nothing = await Typed.Async("orders", "count", "--order", "fifo");
        Assert.StartsWith("election: --sends: this option is required", nothing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_answers_every_cell_and_says_why_not()
    {
        string table = Write("table.json", TableText);
        Typed typed = await Typed.Async("orders", "table", table);
        Assert.Equal(ExitCode.Success, typed.Code);
        Assert.EndsWith("1 atomic: P2 delivers b1 before a2, and P1 after it.\n"
            + "2 causal: P1 delivers b1 before a1, though a1 is a declared cause of b1.\n", typed.Out, StringComparison.Ordinal);
        Typed json = await Typed.Async("orders", "table", table, "--json");
        Assert.Equal("{\"schema\":\"election-table/1\",\"scenarios\":["
            + "{\"scenario\":\"1\",\"reliable\":\"yes\",\"fifo\":\"yes\",\"causal\":\"yes\",\"atomic\":\"no\","
            + "\"why\":{\"atomic\":\"P2 delivers b1 before a2, and P1 after it.\"}},"
            + "{\"scenario\":\"2\",\"reliable\":\"yes\",\"fifo\":\"yes\",\"causal\":\"no\",\"atomic\":\"yes\","
            + "\"why\":{\"causal\":\"P1 delivers b1 before a1, though a1 is a declared cause of b1.\"}}]}\n", json.Out);
    }

    [Theory]
    [InlineData("scenario,reliable,fifo,causal,atomic\n1,yes,yes,yes,no\n2,yes,yes,no,yes\n", "8 of 8 points\n", ExitCode.Success)]
    [InlineData("\uFEFFScenario;Atomic;Reliable;FIFO;Causal\r\n1;n;Y;sí;1\r\n2;TRUE;s;yes;0\r\n\r\n", "8 of 8 points\n", ExitCode.Success)]
    [InlineData("scenario,reliable,fifo,causal,atomic\n1,yes,yes (nothing to order),yes,no\n2,yes,yes,no,yes\n", "8 of 8 points\n",
        ExitCode.Success)]
    [InlineData("scenario,reliable,fifo,causal,atomic\n1,yes,yes,yes,yes\n2,yes,no,no\n", "5 of 8 points\n"
        + "1 atomic: you say yes, but it is no: P2 delivers b1 before a2, and P1 after it.\n"
        + "2 fifo: you say no, but it is yes\n2 atomic: no answer; it is yes\n", ExitCode.Violated)]
    public async Task A_sheet_is_marked_with_points_and_the_cells_that_are_wrong(string sheet, string expected, int code)
    {
        Typed typed = await Typed.Async("orders", "table", Write("table.json", TableText), "--check", Write("answers.csv", sheet));
        Assert.Equal((code, expected), (typed.Code, typed.Out));
    }

    [Theory]
    [InlineData("", "its first line is not a header")]
    [InlineData("scenario,fifo,causal,FIFO\n1,yes,no,no\n", "the column 'fifo' occurs twice")]
    [InlineData("scenario,fifo,Scenario\n1,yes,1\n", "the column 'scenario' occurs twice")]
    [InlineData("scenario,total\n1,yes\n", "'total' is not a column")]
    [InlineData("scenario,fifo\n3,yes\n", "line 2: the table has no scenario '3'")]
    [InlineData("scenario,fifo\n1,yes\n1,yes\n", "line 3: scenario '1' is answered twice")]
    [InlineData("scenario,fifo\n1,perhaps\n", "line 2, fifo: 'perhaps' is neither yes nor no")]
    [InlineData("scenario,fifo\n1,yes,no\n", "line 2 has more cells than the header")]
    public async Task A_sheet_that_cannot_be_marked_is_exit_64_with_its_line(string sheet, string expected)
    {
        Typed typed = await Typed.Async("orders", "table", Write("table.json", TableText), "--check", Write("answers.csv", sheet));
        Assert.Equal((ExitCode.Usage, ""), (typed.Code, typed.Out));
        Assert.Contains($"cannot be marked: {expected}", typed.Error, StringComparison.Ordinal);
        Assert.StartsWith("election: --check: ", typed.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is not a table: it is empty")]
    [InlineData("{\"messages\":}", "is not a table: it is not JSON (line 1, column 13)")]
    [InlineData("[]", "is not a table: it does not match docs/orders.md (line 1, column 1)")]
    [InlineData("{}", "is not a table: it needs \"messages\" and \"scenarios\"")]
    [InlineData("{\"messages\":{\"P1\":[\"a\"]},\"scenarios\":[]}", "there may be 1 to 1000 scenarios")]
    [InlineData("{\"messages\":{\"P1\":[\"a\"]},\"scenarios\":[null]}", "a scenario has no name")]
    [InlineData("{\"messages\":{\"P1\":null},\"scenarios\":[]}", "P1 sends nothing: leave it out")]
    [InlineData("{\"messages\":{\"P1\":[\"a\"]},\"causes\":[\"a\"],\"scenarios\":[]}", "'a' is not a cause")]
    [InlineData("{\"messages\":{\"P1\":[\"a\"]},\"rows\":[]}",
        "is not a table: 'rows' is not a field that docs/orders.md knows (line 1, column 26)")]
    [InlineData("{\"messages\":{\"P1\":\"a\"},\"scenarios\":[]}", "is not a table: 'messages.P1' does not match docs/orders.md")]
    public async Task A_file_that_is_no_table_is_exit_64_in_one_sentence(string text, string expected)
    {
        Typed typed = await Typed.Async("orders", "table", Write("table.json", text));
        Assert.Equal((ExitCode.Usage, ""), (typed.Code, typed.Out));
        Assert.Contains(expected, typed.Error, StringComparison.Ordinal);
        Assert.Equal(1, typed.Error.Count(c => c == '\n'));
    }

    [Fact]
    public async Task A_process_that_nobody_declared_is_a_mistake_and_not_a_new_process()
    {
        string slip = TableText.Replace("\"P2\": [\"a1\", \"b1\", \"a2\"]", "\"P22\": [\"a1\"]", StringComparison.Ordinal);
        Typed typed = await Typed.Async("orders", "table", Write("table.json", slip));
        Assert.Equal((ExitCode.Usage, ""), (typed.Code, typed.Out));
        Assert.EndsWith("scenario '1': 'P22' is not among the processes P1, P2: mend the name, or declare it\n", typed.Error,
            StringComparison.Ordinal);
        string declared = slip.Replace("\"messages\"", "\"processes\": [\"P1\", \"P2\", \"P22\"], \"messages\"",
            StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, (await Typed.Async("orders", "table", Write("table.json", declared))).Code);
    }

    [Theory]
    [InlineData(false, "a yes yes yes yes|b yes yes no no|c yes no no no|d yes no no no|e yes no no no|f no no no no|g no yes yes yes")]
    [InlineData(true, "a yes yes yes yes|b yes yes no no|c yes no no no|d yes no no no|e yes no no no|f no no no no|g no no no no")]
    public async Task The_table_of_the_chapter_is_answered_in_either_reading(bool isUnderReliable, string expected)
    {
        string[] reading = isUnderReliable ? ["--under-reliable"] : [];
        Typed json = await Typed.Async(["orders", "table", Repository.Within("labs", "04-table", "chapter.json"), "--json", .. reading]);
        IEnumerable<string> rows = JsonDocument.Parse(json.Out).RootElement.GetProperty("scenarios").EnumerateArray()
            .Select(row => string.Join(' ', ((string[])["scenario", "reliable", "fifo", "causal", "atomic"])
                .Select(column => row.GetProperty(column).GetString())));
        Assert.Equal(expected, string.Join('|', rows));
    }

    [Fact]
    public async Task Under_reliable_multicast_a_message_that_is_missing_is_the_reason_for_every_no()
    {
        string table = Write("table.json", """
            { "messages": { "P1": ["a1"], "P2": ["b1"] }, "scenarios": [ { "name": "1", "delivered": { "P1": ["a1"], "P2": ["b1"] } } ] }
            """);
        Typed each = await Typed.Async("orders", "table", table);
        Assert.Equal(3, each.Out.Split("yes (nothing to order)").Length - 1);
        Typed under = await Typed.Async("orders", "table", table, "--under-reliable");
        Assert.Contains("1 causal: it is not reliable: P1 delivers a1, and P2 never delivers it.\n", under.Out, StringComparison.Ordinal);
        string sheet = Write("answers.csv", "scenario,reliable,fifo,causal,atomic\n1,no,no,no,no\n");
        Assert.Equal(ExitCode.Success, (await Typed.Async("orders", "table", table, "--under-reliable", "--check", sheet)).Code);
        Assert.Contains("1 fifo: you say no, but it is yes (nothing to order)\n",
            (await Typed.Async("orders", "table", table, "--check", sheet)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sheet_may_have_the_head_that_the_table_has_in_Spanish()
    {
        string table = Write("table.json", TableText);
        Typed shown = await Typed.Async("orders", "table", table, "--lang", "es");
        string[] head = [.. shown.Out.Split('\n')[1].Split('│', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        Assert.Equal(["escenario", "fiable", "fifo", "causal", "atómico"], head);
        foreach (string[] columns in (string[][])[head, ["ESCENARIO", "Fiable", "FIFO", "Causal", "Atómica"]])
        {
            string sheet = Write("answers.csv", $"{string.Join(';', columns)}\n1;sí;sí;sí;no\n2;sí;sí;no;sí\n");
            Typed marked = await Typed.Async("orders", "table", table, "--check", sheet, "--lang", "es");
            Assert.Equal((ExitCode.Success, "8 de 8 puntos\n"), (marked.Code, marked.Out));
        }
        Typed refused = await Typed.Async("orders", "table", table, "--check", Write("answers.csv", "escenario,total\n"), "--lang", "es");
        Assert.EndsWith("'total' no es una columna: una hoja tiene fiable, fifo, causal, atómico\n", refused.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_exit_64()
    {
        Typed table = await Typed.Async("orders", "table", _temp.Within("missing.json"));
        Assert.Equal(ExitCode.Usage, table.Code);
        Typed sheet = await Typed.Async("orders", "table", Write("table.json", TableText), "--check", _temp.Within("missing.csv"));
        Assert.Equal(ExitCode.Usage, sheet.Code);
        Assert.EndsWith("there is no such file\n", sheet.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _temp.Dispose();

    private string Write(string name, string text)
    {
        File.WriteAllText(_temp.Within(name), text);
        return _temp.Within(name);
    }
}
