using System.Text.Json;
using Election.Node.Labs.Marks;
using Election.Node.Labs;
using Election.Node.Talk.Language;
using Election.Node.Talk;
using Election.Node.Tests.Commands;

namespace Election.Node.Tests.Labs;

/// <summary><c>election lab</c> as it is typed: exit codes, seeds, marks.</summary>
public sealed class LabCommandTests : IDisposable
{
    private static readonly string[] s_labs = ["--labs", LabFiles.Folder, "--lang", "en"];

    private readonly TempFolder _temp = new();

    [Fact]
    public async Task Labs_are_found_where_they_are_named_and_beside_the_program()
    {
        Typed named = await Typed.Async(["lab", "list", .. s_labs]);
        Typed beside = await Typed.Async("lab", "list", "--lang", "en");
        Assert.Equal(named, beside);
        Assert.Contains("03  Counting orders: how many delivery sequences", named.Out, StringComparison.Ordinal);
        Typed nowhere = await Typed.Async("lab", "list", "--labs", _temp.Path);
        Assert.Equal((ExitCode.Usage, $"election: --labs: '{_temp.Path}' holds no lab, which would be NN-name/lab.json\n"),
            (nowhere.Code, nowhere.Error));
        Typed unknown = await Typed.Async(["lab", "run", "99", .. s_labs]);
        Assert.Equal(ExitCode.Usage, unknown.Code);
        Assert.StartsWith("election: there is no lab '99': labs are 01, ", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_is_shown_without_its_marks()
    {
        Typed page = await Typed.Async(["lab", "show", "3", .. s_labs]);
        Assert.StartsWith("# 03 Counting orders\n", page.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("<!--", page.Out, StringComparison.Ordinal);
        Typed json = await Typed.Async(["lab", "show", "3", "--json", .. s_labs]);
        Assert.Equal("Counting orders", JsonDocument.Parse(json.Out).RootElement.GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_run_whose_phenomenon_does_not_occur_is_inconclusive_and_names_another_seed()
    {
        string labs = WriteLab("""{ "check": "event", "run": "x", "event": "crash" }""", """{ "nodes": 3 }""");
        Typed run = await Typed.Async("lab", "run", "01", "--seed", "7", "--labs", labs, "--lang", "en", "--out", _temp.Within("out"));
        Assert.Equal(ExitCode.Inconclusive, run.Code);
        Assert.EndsWith("✗ x: crash in the traces: 0\n"
            + "Inconclusive: 1 of 1 checks do not hold with this seed. Try another, for example --seed 8.\n", run.Out,
            StringComparison.Ordinal);
        Typed json = await Typed.Async("lab", "run", "01", "--labs", labs, "--lang", "en", "--out", _temp.Within("out"), "--json");
        JsonElement document = JsonDocument.Parse(json.Out).RootElement;
        Assert.Equal("inconclusive", document.GetProperty("verdict").GetString());
        Assert.Equal("certified", document.GetProperty("runs")[0].GetProperty("document").GetProperty("verdict").GetString());
        Assert.True(File.Exists(_temp.Within(Path.Combine("out", "x", "n1.trace.jsonl"))));
        Typed drawn = await Typed.Async("lab", "run", "01", "--seed-for", "ana", "--labs", labs, "--lang", "en");
        Assert.Equal((ExitCode.Inconclusive, "", "none of 64 seeds drawn for ana shows the phenomenon\n"),
            (drawn.Code, drawn.Out, drawn.Error));
    }

    [Theory]
    [InlineData("""{ "check": "event", "run": "y", "event": "crash" }""", """{ "nodes": 3 }""", "check event is about a run 'y'")]
    [InlineData("""{ "check": "share", "run": "x" }""", """{ "nodes": 3 }""", "check share cannot be about the run 'x'")]
    [InlineData("""{ "check": "magic", "run": "x" }""", """{ "nodes": 3 }""", "is not a lab: ")]
    [InlineData("""{ "check": "verdict", "run": "x", "is": "certified" }""", """{ "nodes": 0 }""",
        "lab 01, run x: --nodes: '0' is not a number")]
    [InlineData("""{ "check": "verdict", "run": "x", "is": "certified" }""", """{ "colour": 1 }""", "there is no option '--colour'")]
    public async Task A_lab_that_makes_no_sense_is_exit_64_in_one_sentence(string check, string options, string expected)
    {
        Typed run = await Typed.Async("lab", "run", "01", "--labs", WriteLab(check, options), "--lang", "en", "--out", _temp.Within("out"));
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
    }

    [Fact]
    public async Task Every_student_has_traces_of_their_own_with_the_same_verdict()
    {
        string[] run = ["lab", "run", "12", "--json", .. s_labs, "--seed-for"];
        Typed ana = await Typed.Async([.. run, "ana", "--out", _temp.Within("ana")]);
        Typed eva = await Typed.Async([.. run, "eva", "--out", _temp.Within("eva")]);
        Typed again = await Typed.Async([.. run, "ana", "--out", _temp.Within("again")]);
        Assert.Equal((ExitCode.Success, ExitCode.Success), (ana.Code, eva.Code));
        Assert.Equal(ana.Out, again.Out);
        Assert.NotEqual(ana.Out, eva.Out);
        Assert.NotEqual(await File.ReadAllTextAsync(_temp.Within(Path.Combine("ana", "crash", "n2.trace.jsonl"))),
            await File.ReadAllTextAsync(_temp.Within(Path.Combine("eva", "crash", "n2.trace.jsonl"))));
    }

    [Theory]
    [InlineData("""{"answers":{"1":3,"2":"1","3":" 90 ","4":"36","5":6}}""", "✓ 1\n✓ 2\n✓ 3\n✓ 4\n✓ 5\n5 of 5 points\n", ExitCode.Success)]
    [InlineData("""{"lab":3,"student":5,"answers":{"1":3,"2":1,"3":90,"4":36,"5":6}}""",
        "✓ 1\n✓ 2\n✓ 3\n✓ 4\n✓ 5\n5 of 5 points\n", ExitCode.Success)]
    [InlineData("""{"lab":"3","answers":{"1":"3","2":2,"5":""}}""",
        "✓ 1\n✗ 2: 2\n✗ 3: no answer\n✗ 4: no answer\n✗ 5: no answer\n1 of 5 points\n", ExitCode.Violated)]
    public async Task Answers_are_marked_without_revealing_the_right_ones(string answers, string expected, int code)
    {
        Typed mark = await Typed.Async(["lab", "check", "03", Write("answers.json", answers), .. s_labs]);
        Assert.Equal((code, expected), (mark.Code, mark.Out));
        Typed json = await Typed.Async(["lab", "check", "03", Write("answers.json", answers), "--json", .. s_labs]);
        Assert.Equal(5, JsonDocument.Parse(json.Out).RootElement.GetProperty("of").GetInt32());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"answers":null}""")]
    [InlineData("""{"answer":{}}""")]
    [InlineData("""{"lab":"04","answers":{}}""")]
    [InlineData("""{"answers":{"1":"a","1":"b"}}""")]
    public async Task Answers_that_cannot_be_read_are_exit_64(string answers)
    {
        Typed mark = await Typed.Async(["lab", "check", "03", Write("answers.json", answers), .. s_labs]);
        Assert.Equal((ExitCode.Usage, ""), (mark.Code, mark.Out));
        Assert.StartsWith("election: election lab check: ", mark.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData(" \n", "it is empty")]
    [InlineData("null", "it is null")]
    [InlineData("{", "it is not JSON (line 1, column 2)")]
    [InlineData("{\n\"answers\": { \"1\": á }}", "it is not JSON (line 2, column 19)")]
    [InlineData("""{"answers":{"é":"\ud800"}}""", "it is not JSON (line 1, column 17)")]
    [InlineData("[]", "it does not match docs/labs.md (line 1, column 1)")]
    [InlineData("{}", "it has no 'answers', which docs/labs.md requires")]
    [InlineData("""{"answers":null}""", "'answers' does not match docs/labs.md (line 1, column 12)")]
    [InlineData("""{"lab":[7],"answers":{}}""", "'lab' does not match docs/labs.md (line 1, column 8)")]
    [InlineData("""{"answers":{},"seed":-1}""", "'seed' does not match docs/labs.md (line 1, column 22)")]
    [InlineData("""{"answers":{},"name":"Ana"}""", "'name' is not a field that docs/labs.md knows (line 1, column 15)")]
    [InlineData("""{"answers":{"1":"a","1":"b"}}""", "'1' appears twice (line 1, column 21)")]
    [InlineData("""{"answers":{},"seed":1,"seedFor":"ana"}""", "it gives both seed and seedFor: give one of them")]
    public async Task A_fault_in_a_file_of_answers_is_reported_with_its_place(string answers, string expected)
    {
        string path = Write("answers.json", answers);
        Typed mark = await Typed.Async(["lab", "check", "03", path, .. s_labs]);
        Assert.Equal((ExitCode.Usage, $"election: election lab check: '{path}' cannot be marked: {expected}\n"), (mark.Code, mark.Error));
    }

    [Fact]
    public async Task A_fault_in_a_file_of_answers_is_reported_in_Spanish_too()
    {
        string path = Write("answers.json", """{"answers":{},"name":"Ana"}""");
        Typed mark = await Typed.Async("lab", "check", "03", path, "--labs", LabFiles.Folder, "--lang", "es");
        Assert.EndsWith("'name' no es un campo que conozca docs/labs.md (línea 1, columna 15)\n", mark.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_in_another_encoding_are_refused_and_a_byte_order_mark_is_ignored()
    {
        string path = _temp.Within("answers.json");
        await File.WriteAllTextAsync(path, """{"answers":{"1":3}}""", new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Typed marked = await Typed.Async(["lab", "check", "03", path, .. s_labs]);
        Assert.StartsWith("✓ 1\n", marked.Out, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, """{"answers":{"1":3}}""", System.Text.Encoding.Unicode);
        Typed refused = await Typed.Async(["lab", "check", "03", path, .. s_labs]);
        Assert.EndsWith("cannot be marked: it is not UTF-8 text\n", refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":"x","options":{}}""", "a part of it does not name its kind, which docs/labs.md requires")]
    [InlineData("""{"kind":"election","name":"x","option":{}}""", "'runs[0].option' does not match docs/labs.md (line 1, column ")]
    public async Task A_fault_in_a_lab_is_reported_in_the_programs_own_words(string run, string expected)
    {
        string labs = WriteLab("""{ "check": "verdict", "run": "x", "is": "certified" }""", "{}");
        await File.WriteAllTextAsync(Path.Combine(labs, "01-own", "lab.json"),
            $$"""{"title":{"en":"Own"},"goal":{"en":"None"},"seed":1,"questions":[],"checks":[],"runs":[{{run}}]}""");
        Typed listed = await Typed.Async("lab", "list", "--labs", labs, "--lang", "en");
        Assert.Equal(ExitCode.Usage, listed.Code);
        Assert.Contains($"lab.json is not a lab: {expected}", listed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_about_a_run_are_compared_with_the_run_of_the_students_seed()
    {
        string path = Write("answers.json", """{"seedFor":"eva","answers":{"1":"Certified"}}""");
        Typed mark = await Typed.Async(["lab", "check", "12", path, .. s_labs]);
        Assert.StartsWith("✓ 1\n✗ 2: no answer\n", mark.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_class_of_thirty_is_marked_by_one_command()
    {
        for (int student = 1; student <= 30; student++)
        {
            string folder = Directory.CreateDirectory(_temp.Within(Path.Combine("class", $"s{student:00}"))).FullName;
            await File.WriteAllTextAsync(Path.Combine(folder, "03.json"), """{"answers":{"1":"3","2":"1","3":"80"}}""");
            await File.WriteAllTextAsync(Path.Combine(folder, "12.json"),
                $$$"""{"seedFor":"s{{{student}}}","answers":{"1":"certified"}}""");
        }
        await File.WriteAllTextAsync(_temp.Within(Path.Combine("class", "bad.json")), "{");
        await File.WriteAllTextAsync(_temp.Within(Path.Combine("class", "Ana, B-01.json")), """{"answers":{"4":"B"}}""");
        Typed grade = await Typed.Async(["lab", "grade", _temp.Within("class"), "--csv", .. s_labs]);
        Assert.Equal(ExitCode.Inconclusive, grade.Code);
        Assert.StartsWith("bad.json: ", grade.Error, StringComparison.Ordinal);
        string[] lines = grade.Out.TrimEnd('\n').Split('\n');
        Assert.Equal(32, lines.Length);
        string[] header = lines[0].Split(',');
        Assert.Equal(["student", .. LabFiles.Numbers, "points", "of"], header);
        Assert.StartsWith("\"Ana, B\",1,", lines[1], StringComparison.Ordinal);
        string[] first = lines[2].Split(',');
        Assert.Equal(("s01", "2", "1", "3"),
            (first[0], first[Array.IndexOf(header, "03")], first[Array.IndexOf(header, "12")], first[^2]));
    }

    [Fact]
    public async Task A_class_is_told_what_lab_there_is_not_and_what_a_lab_does_not_ask()
    {
        Directory.CreateDirectory(_temp.Within("class"));
        Directory.CreateDirectory(_temp.Within("elsewhere"));
        await File.WriteAllTextAsync(_temp.Within(Path.Combine("class", "ana-03.JSON")), """{"answers":{"1":3,"9":"a"}}""");
        await File.WriteAllTextAsync(_temp.Within(Path.Combine("class", "eva-03.json")), """{"lab":99,"answers":{}}""");
        await File.WriteAllTextAsync(_temp.Within(Path.Combine("class", "eva.json")), """{"answers":{}}""");
        await File.WriteAllTextAsync(_temp.Within(Path.Combine("elsewhere", "leo-03.json")), """{"answers":{"1":3}}""");
        Directory.CreateSymbolicLink(_temp.Within(Path.Combine("class", "link")), _temp.Within("elsewhere"));
        Typed grade = await Typed.Async(["lab", "grade", _temp.Within("class"), "--csv", .. s_labs]);
        Assert.Equal(ExitCode.Inconclusive, grade.Code);
        Assert.Equal(
            "ana-03.JSON: the lab has no question '9'; questions are 1, 2, 3, 4, 5\n"
            + $"eva-03.json: there is no lab '99': labs are {string.Join(", ", LabFiles.Numbers)}\n"
            + "eva.json: it names no lab: write \"lab\":\"03\" in it, or call it 03.json\n", grade.Error);
        string[] lines = grade.Out.TrimEnd('\n').Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("ana,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_class_is_marked_by_a_list_of_labs_and_a_roster_and_the_hand_in_that_counted_is_named()
    {
        foreach ((string student, string file, string answers) in ((string, string, string)[])
        [
            ("ana", "03.json", """{"answers":{"1":3}}"""), ("ana", "zz-03.json", """{"answers":{"1":3,"2":1}}"""),
            ("ana", "01.json", """{"answers":{"4":"B"}}"""), ("eva", "03.json", """{"answers":{"1":3,"2":1}}"""),
            ("nobody", "03.json", """{"answers":{}}"""),
        ])
        {
            Directory.CreateDirectory(_temp.Within(Path.Combine("class", student)));
            await File.WriteAllTextAsync(_temp.Within(Path.Combine("class", student, file)), answers);
        }
        string roster = Write("roster.csv", "Student;Name\r\nleo;Leo\r\n\"eva\";Eva\r\nana;Ana\r\n\r\n");
        string[] grade = ["lab", "grade", _temp.Within("class"), "--csv", "--only", "3", .. s_labs, "--roster"];
        Typed marked = await Typed.Async([.. grade, roster]);
        Assert.Equal((ExitCode.Inconclusive, "student,03,points,of\nleo,,0,5\neva,2,2,5\nana,1,1,5\n"), (marked.Code, marked.Out));
        Assert.Equal($"{Path.Combine("ana", "zz-03.json")}: ana answered lab 03 twice: {Path.Combine("ana", "03.json")} counts, "
            + $"and this file does not\n{Path.Combine("nobody", "03.json")}: 'nobody' is not on the roster\n", marked.Error);
        Typed twice = await Typed.Async([.. grade, Write("twice.txt", "ana\neva\nana\n")]);
        Assert.Equal((ExitCode.Usage, true), (twice.Code, twice.Error.EndsWith("names 'ana' twice\n", StringComparison.Ordinal)));
        Typed empty = await Typed.Async([.. grade, Write("empty.txt", "student\n")]);
        Assert.EndsWith("names 0 students: give 1 to 10000, one a line\n", empty.Error, StringComparison.Ordinal);
        foreach ((string list, string expected) in ((string, string)[])
            [("3,99", "there is no lab '99'"), ("3,03", "lab 03 is named twice")])
        {
            Typed unknown = await Typed.Async(["lab", "grade", _temp.Within("class"), "--only", list, .. s_labs]);
            Assert.Equal(ExitCode.Usage, unknown.Code);
            Assert.StartsWith($"election: --only: {expected}", unknown.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("02", "3", "n1", "n2")]
    [InlineData("06", "2", "n4", "n1")]
    [InlineData("06", "2", "N4 ", "none")]
    public async Task The_process_at_which_a_violation_shows_is_the_right_answer(string lab, string question, string right, string wrong)
    {
        Typed marked = await Typed.Async(["lab", "check", lab, Answer(right), .. s_labs]);
        Assert.Contains($"✓ {question}\n", marked.Out, StringComparison.Ordinal);
        marked = await Typed.Async(["lab", "check", lab, Answer(wrong), .. s_labs]);
        Assert.Contains($"✗ {question}: {wrong}\n", marked.Out, StringComparison.Ordinal);

        string Answer(string answer) => Write("answers.json", $$$"""{"answers":{"{{{question}}}":"{{{answer}}}"}}""");
    }

    [Fact]
    public async Task A_class_has_a_limit_and_needs_answers()
    {
        Typed empty = await Typed.Async(["lab", "grade", _temp.Path, "--csv", .. s_labs]);
        Assert.Equal((ExitCode.Usage, $"election: election lab grade: '{_temp.Path}' holds no answers: they are files *.json\n"),
            (empty.Code, empty.Error));
        for (int file = 0; file <= LabGrading.MostFiles; file++)
            await File.Create(_temp.Within($"{file}.json")).DisposeAsync();
        Typed many = await Typed.Async(["lab", "grade", _temp.Path, "--csv", .. s_labs]);
        Assert.EndsWith("holds more than 10000 files\n", many.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" Certified. ", "certified")]
    [InlineData("SÍ", "yes")]
    [InlineData("n", "no")]
    [InlineData("n1  or\tn2", "n1 or n2")]
    [InlineData("c)", "c")]
    [InlineData("( A ).", "a")]
    [InlineData("(b.)", "b")]
    [InlineData("2.0", "2")]
    [InlineData("2,00", "2")]
    [InlineData("1.000", "1.000")]
    [InlineData("2.5", "2.5")]
    [InlineData("Pérez (n1)", "pérez (n1)")]
    public void Answers_are_normalised(string answer, string expected) => Assert.Equal(expected, AnswerText.Plain(answer));

    [Fact]
    public void The_words_of_all_languages_are_about_the_same_things() =>
        Assert.Equal(LabText.In(Language.English).Names.Order(), LabText.In(Language.Spanish).Names.Order());

    public void Dispose() => _temp.Dispose();

    private string Write(string name, string text)
    {
        File.WriteAllText(_temp.Within(name), text);
        return _temp.Within(name);
    }

    private string WriteLab(string check, string options)
    {
        string labs = _temp.Within("labs");
        Directory.CreateDirectory(Path.Combine(labs, "01-own"));
        File.WriteAllText(Path.Combine(labs, "01-own", "lab.json"), $$"""
            {
              "title": { "en": "Own" }, "goal": { "en": "Nothing" }, "seed": 1, "questions": [],
              "runs": [ { "kind": "election", "name": "x", "options": {{options}} } ],
              "checks": [ {{check}} ]
            }
            """);
        return labs;
    }
}
