using Election.Node.Talk;
using Election.Node.Tests.Commands;

namespace Election.Node.Tests.Labs;

/// <summary>Hand-written labs with a mistake: each ends with exit 64 and one sentence, before anything runs.</summary>
public sealed class LabValidationTests : IDisposable
{
    private const string Run = """{ "kind": "election", "name": "x", "options": { "nodes": 3 } }""";
    private const string Check = """{ "check": "verdict", "run": "x", "is": "certified" }""";
    private const string Digest = "86ff9a1f2275874b3b0a55e9865b3825da3068fece12fb58052b5f3fd31780c9";

    private readonly TempFolder _temp = new();

    [Theory]
    [InlineData("interface")]
    [InlineData("ttl")]
    [InlineData("peers")]
    [InlineData("group")]
    [InlineData("announce")]
    [InlineData("out")]
    [InlineData("json")]
    [InlineData("tui")]
    [InlineData("scale")]
    [InlineData("seed")]
    [InlineData("seeds")]
    [InlineData("prepare")]
    [InlineData("lang")]
    [InlineData("help")]
    public async Task A_lab_does_not_say_where_its_elections_talk_or_write(string option)
    {
        foreach (string mode in (string[])["options", "sim", "live"])
        {
            string options = mode == "options" ? "" : "\"options\": {}, ";
            string run = $$"""{ "kind": "election", "name": "x", {{options}}"{{mode}}": { "{{option}}": "1" } }""";
            await Refuses(run, Check, "", $"run x: a lab may not give the option '{option}'");
        }
        await Refuses($$"""{ "kind": "share", "name": "x", "options": { "{{option}}": 1 }, "loss": 0.1, "seeds": 2 }""",
            """{ "check": "share", "run": "x" }""", "", $"run x: a lab may not give the option '{option}'");
    }

    [Theory]
    [InlineData("""{ "ttl=9": true }""", "there is no option '--ttl=9'")]
    [InlineData("""{ "interface:eth0": true }""", "there is no option '--interface:eth0'")]
    [InlineData("""{ "": true }""", "there is no option '--'")]
    [InlineData("""{ "title": "--ttl=9" }""", "option 'title' has an invalid value")]
    [InlineData("""{ "fault": ["loss=1%", "/?"] }""", "option 'fault' has an invalid value")]
    [InlineData("""{ "title": null }""", "option 'title' has an invalid value")]
    [InlineData("""{ "title": "\ud800" }""", "is not a lab: it is not JSON")]
    public async Task An_option_cannot_be_smuggled_in_by_another(string options, string expected) =>
        await Refuses($$"""{ "kind": "election", "name": "x", "options": {}, "live": {{options}} }""", Check, "", expected);

    [Theory]
    [InlineData("""{ "name": "x", "options": {} }""", "is not a lab: a part of it does not name its kind")]
    [InlineData("null", "runs, checks and questions must not hold null")]
    [InlineData("""{ "kind": "election", "name": "../x", "options": {} }""", "a run cannot be called '../x'")]
    [InlineData("""{ "kind": "election", "name": "/tmp/x", "options": {} }""", "a run cannot be called '/tmp/x'")]
    [InlineData("""{ "kind": "election", "name": "", "options": {} }""", "a run cannot be called ''")]
    [InlineData("""{ "kind": "election", "name": "a\nb", "options": {} }""", @"a run cannot be called 'a\nb'")]
    [InlineData("""{ "kind": "election", "name": "a\u0000", "options": {} }""", @"a run cannot be called 'a\u0000'")]
    [InlineData("""{ "kind": "table", "name": "x", "file": "../../etc/passwd" }""", "file is '../../etc/passwd', but must be the name")]
    [InlineData("""{ "kind": "table", "name": "x", "file": "/etc/passwd" }""", "file is '/etc/passwd', but must be the name")]
    [InlineData("""{ "kind": "table", "name": "x", "file": ".." }""", "file is '..', but must be the name")]
    [InlineData("""{ "kind": "count", "name": "x", "sends": "P1:a", "order": "total" }""", "none of unordered, fifo, causal")]
    [InlineData("""{ "kind": "count", "name": "x", "sends": "P1:a", "order": "fifo", "causes": [null] }""", "causes holds a null")]
    [InlineData("""{ "kind": "share", "name": "x", "options": {}, "loss": 0.1, "seeds": 10001 }""",
        "seeds is 10001, but must be 1 to 10000")]
    [InlineData("""{ "kind": "share", "name": "x", "options": {}, "loss": 0.1, "seeds": 0 }""", "seeds is 0, but must be 1 to 10000")]
    [InlineData("""{ "kind": "reach", "name": "x", "cases": [null] }""", "cases holds a null")]
    public async Task A_run_that_makes_no_sense_is_refused(string run, string expected) => await Refuses(run, Check, "", expected);

    [Theory]
    [InlineData("10.0.0.1:4000", 0, "239.192.7.1", 4000, 0, "case a: to: 10.0.0.1 is not a multicast address")]
    [InlineData("239.192.7.1", 0, "239.192.7.1", 4000, 0, "case a: to: a group is written ADDRESS:PORT")]
    [InlineData("239.192.7.1:4000", 0, "10.0.0.1", 4000, 0, "case a: joined: 10.0.0.1 is not a multicast address")]
    [InlineData("239.192.7.1:4000", 256, "239.192.7.1", 4000, 0, "case a: ttl is 256, but must be 0 to 255")]
    [InlineData("239.192.7.1:4000", 0, "239.192.7.1", 0, 0, "case a: port is 0, but must be 1 to 65535")]
    [InlineData("239.192.7.1:4000", 0, "239.192.7.1", 4000, -1, "case a: hops is -1, but must be 0 to 255")]
    public async Task A_case_that_cannot_be_is_refused(string to, int ttl, string joined, int port, int hops, string expected) =>
        await Refuses(Reach(to, ttl, joined, port, hops), """{ "check": "reach", "run": "x", "case": "a", "obstacle": "none" }""",
            "", expected);

    [Theory]
    [InlineData("""{ "check": "reach", "run": "x", "case": "b", "obstacle": "none" }""",
        "check reach, run x: case is 'b', which is none of a")]
    [InlineData("""{ "check": "reach", "run": "x", "case": "a", "obstacle": "wall" }""", "check reach, run x: obstacle is 'wall'")]
    public async Task A_check_of_reach_names_what_there_is(string check, string expected) =>
        await Refuses(Reach("239.192.7.1:4000", 0, "239.192.7.1", 4000, 0), check, "", expected);

    [Theory]
    [InlineData("null", "runs, checks and questions must not hold null")]
    [InlineData("""{ "run": "x" }""", "is not a lab: a part of it does not name its kind")]
    [InlineData("""{ "check": "verdict", "run": "x", "is": "fine" }""",
        "check verdict, run x: is is 'fine', which is none of certified, diverged, no-result, stalled\n")]
    [InlineData("""{ "check": "tallies", "run": "x", "are": "same" }""", "check tallies, run x: are is 'same'")]
    [InlineData("""{ "check": "decisions", "run": "x", "are": "same" }""", "check decisions, run x: are is 'same'")]
    [InlineData("""{ "check": "state", "run": "x", "node": "n1", "is": "dead" }""", "check state, run x: is is 'dead'")]
    [InlineData("""{ "check": "state", "run": "x", "node": "n4", "is": "open" }""", "node is 'n4', which is none of n1, n2, n3\n")]
    [InlineData("""{ "check": "delivered", "run": "x", "node": "n0", "count": 1 }""", "node is 'n0'")]
    [InlineData("""{ "check": "delivered", "run": "x", "node": "n1" }""", "it needs either count or fewerThan")]
    [InlineData("""{ "check": "delivered", "run": "x", "node": "n1", "count": 1, "fewerThan": "n2" }""",
        "it needs either count or fewerThan")]
    [InlineData("""{ "check": "delivered", "run": "x", "node": "n1", "count": -1 }""", "count is -1")]
    [InlineData("""{ "check": "delivered", "run": "x", "node": "n1", "fewerThan": "n9" }""", "fewerThan is 'n9'")]
    [InlineData("""{ "check": "guarantee", "run": "x", "guarantee": "foo", "is": "holds" }""", "guarantee is 'foo'")]
    [InlineData("""{ "check": "guarantee", "run": "x", "guarantee": "fifo", "is": "kept" }""", "is is 'kept'")]
    [InlineData("""{ "check": "event", "run": "x", "event": "boom" }""", "event is 'boom'")]
    [InlineData("""{ "check": "event", "run": "x", "event": "crash", "node": "n9" }""", "node is 'n9'")]
    [InlineData("""{ "check": "event", "run": "x", "event": "crash", "atLeast": 0 }""", "atLeast is 0")]
    [InlineData("""{ "check": "refused", "run": "x", "code": "rude" }""", "code is 'rude'")]
    [InlineData("""{ "check": "refused", "run": "x", "code": "late", "node": "n9" }""", "node is 'n9'")]
    [InlineData("""{ "check": "reached", "run": "x", "mark": "foo" }""", "mark is 'foo'")]
    [InlineData("""{ "check": "share", "run": "x" }""", "check share cannot be about the run 'x', which is of another kind")]
    public async Task A_check_of_what_there_is_not_is_refused(string check, string expected) => await Refuses(Run, check, "", expected);

    [Theory]
    [InlineData("""{ "from": "tally", "run": "x", "node": "n1", "choice": "Nobody" }""", "question 1: choice is 'Nobody'")]
    [InlineData("""{ "from": "tally", "run": "x", "node": "n9", "choice": "Pérez" }""", "question 1: node is 'n9'")]
    [InlineData("""{ "from": "finding", "run": "x", "guarantee": "foo" }""", "question 1: guarantee is 'foo'")]
    [InlineData("""{ "from": "witness", "run": "x", "guarantee": "foo" }""", "question 1: guarantee is 'foo'")]
    [InlineData("""{ "from": "state", "run": "x", "node": "n9" }""", "question 1: node is 'n9'")]
    [InlineData("""{ "from": "decision", "run": "x", "node": "n9" }""", "question 1: node is 'n9'")]
    [InlineData("""{ "from": "delivered", "run": "x", "node": "n9" }""", "question 1: node is 'n9'")]
    [InlineData("""{ "from": "digest", "is": [] }""", "question 1: is must hold SHA-256 digests")]
    [InlineData("""{ "from": "digest", "is": ["00"] }""", "question 1: is must hold SHA-256 digests")]
    [InlineData("""{ "from": "digest", "is": ["zz"] }""", "question 1: is must hold SHA-256 digests")]
    [InlineData("""{ "from": "digest", "is": [null] }""", "question 1: is must hold SHA-256 digests")]
    [InlineData("""{ "run": "x" }""", "a part of it does not name its kind")]
    public async Task A_question_about_what_there_is_not_is_refused(string answer, string expected) =>
        await Refuses(Run, Check, $$"""{ "id": "1", "ask": { "en": "?" }, "answer": {{answer}} }""", expected);

    [Fact]
    public async Task A_null_question_is_refused() => await Refuses(Run, Check, "null", "runs, checks and questions must not hold null");

    [Theory]
    [InlineData("9", "fifo", "question 1: scenario is '9'")]
    [InlineData("1", "foo", "question 1: column is 'foo'")]
    public async Task A_cell_is_one_of_the_table(string scenario, string column, string expected)
    {
        string folder = Directory.CreateDirectory(_temp.Within(Path.Combine("labs", "01-own"))).FullName;
        File.Copy(Path.Combine(LabFiles.One("04").Folder, "table.json"), Path.Combine(folder, "table.json"));
        await Refuses("""{ "kind": "table", "name": "x", "file": "table.json" }""", """{ "check": "table", "run": "x" }""",
            """{ "id": "1", "ask": { "en": "?" }, "answer": { "from": "cell", "run": "x", """
                + $"\"scenario\": \"{scenario}\", \"column\": \"{column}\" }} }}",
            expected);
    }

    [Fact]
    public async Task Two_labs_with_one_number_are_refused_by_name()
    {
        string labs = Write(Run, Check, "");
        Write(Run, Check, "", "01-other");
        foreach (string[] words in (string[][])[["list"], ["run", "01"]])
        {
            Typed run = await Typed.Async(["lab", .. words, "--labs", labs, "--lang", "en"]);
            Assert.Equal((ExitCode.Usage, "election: --labs: 01-other and 01-own have the same number\n"), (run.Code, run.Error));
        }
    }

    [Fact]
    public async Task A_lab_without_a_page_says_so()
    {
        Typed show = await Typed.Async("lab", "show", "01", "--labs", Write(Run, Check, ""), "--lang", "en");
        Assert.Equal((ExitCode.Usage, "election: lab 01 has no page: its folder holds no README.md\n"), (show.Code, show.Error));
    }

    [Fact]
    public async Task A_lab_without_a_mistake_runs()
    {
        string question = $$"""{ "id": "1", "ask": { "en": "?" }, "answer": { "from": "digest", "is": ["{{Digest}}"] } }""";
        Typed run = await Typed.Async("lab", "run", "01", "--labs", Write(Run, Check, question), "--lang", "en", "--out",
            _temp.Within("out"));
        Assert.Equal((ExitCode.Success, true), (run.Code, Directory.Exists(_temp.Within(Path.Combine("out", "x")))));
    }

    [Fact]
    public async Task A_refusal_is_said_in_Spanish()
    {
        string labs = Write(Run, """{ "check": "verdict", "run": "x", "is": "fine" }""", "");
        Typed run = await Typed.Async("lab", "list", "--labs", labs, "--lang", "es");
        Assert.EndsWith("la comprobación verdict, ejecución x: is es «fine», que no es ninguno de certified, diverged, "
            + "no-result, stalled\n",
            run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _temp.Dispose();

    private static string Reach(string to, int ttl, string joined, int port, int hops) => $$"""
        { "kind": "reach", "name": "x", "cases": [
            { "name": "a", "to": "{{to}}", "ttl": {{ttl}}, "joined": "{{joined}}", "port": {{port}}, "hops": {{hops}} } ] }
        """;

    private async Task Refuses(string run, string check, string question, string expected)
    {
        string labs = Write(run, check, question);
        Typed typed = await Typed.Async("lab", "run", "01", "--labs", labs, "--lang", "en", "--out", _temp.Within("out"));
        Assert.True(typed.Code == ExitCode.Usage, typed.Out + typed.Error);
        Assert.Contains(expected, typed.Error, StringComparison.Ordinal);
        Assert.Equal(1, typed.Error.Count(c => c == '\n'));
        Assert.False(Directory.Exists(_temp.Within("out")));
    }

    private string Write(string run, string check, string question, string name = "01-own")
    {
        string labs = _temp.Within("labs");
        Directory.CreateDirectory(Path.Combine(labs, name));
        File.WriteAllText(Path.Combine(labs, name, "lab.json"), $$"""
            {
              "title": { "en": "Own" }, "goal": { "en": "Nothing" }, "seed": 1, "questions": [ {{question}} ],
              "runs": [ {{run}} ], "checks": [ {{check}} ]
            }
            """);
        return labs;
    }
}
