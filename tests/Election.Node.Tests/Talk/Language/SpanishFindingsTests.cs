using System.Text.Json;
using Election.Node.Talk;
using Election.Node.Tests.Commands;
using Election.Node.Tests.Labs;

namespace Election.Node.Tests.Talk.Language;

/// <summary>Findings of checks, comparisons, sweeps and labs in Spanish; their documents stay in English.</summary>
public sealed class SpanishFindingsTests : IDisposable
{
    private const string Table = """{"messages":{"P1":["a1","a2"]},"scenarios":[{"name":"1","delivered":{"P1":["a2","a1"]}}]}""";

    private readonly TempFolder _temp = new();

    [Fact]
    public async Task A_trace_is_judged_in_Spanish_and_its_document_is_English()
    {
        string[] files = [Write("1.output", "b 1\nb 2\nd 1 1\nd 1 2\n"), Write("2.output", "d 1 2\nd 1 1\n")];
        Typed check = await Typed.Async(["trace", "check", "--lang", "es", .. files]);
        Assert.StartsWith("2 procesos · 6 sucesos · 2 difusiones · 4 entregas\n", check.Out, StringComparison.Ordinal);
        Assert.Contains("* fifo             violated  2 entrega 1:2 antes que 1:1, aunque 1 difundió 1:1 primero.\n", check.Out,
            StringComparison.Ordinal);
        Assert.Contains("testigo 2#1 (2.output:1), 2#2 (2.output:2)\n", check.Out, StringComparison.Ordinal);
        Assert.EndsWith("se viola: fifo, causal, total (se pide: integrity, reliable, fifo, causal, total, uniform)\n", check.Out,
            StringComparison.Ordinal);
        string[] json = ["trace", "check", "--json", .. files];
        Assert.Equal((await Typed.Async(json)).Out, (await Typed.Async([.. json, "--lang", "es"])).Out);
    }

    [Fact]
    public async Task A_file_that_is_not_a_trace_is_refused_in_Spanish_however_many_sentences_there_are_in_one()
    {
        string[] files = [Write("1.output", "d 2 1\nb 1\n"), Write("2.output", "d 1 1\nb 1\n")];
        Typed check = await Typed.Async(["trace", "check", "--lang", "es", .. files]);
        Assert.Equal((ExitCode.Usage, $"election: {files[0]}, línea 1: causas cíclicas: 1#1, un deliver de 2:1, necesita su difusión 2#2, "
            + "que viene después de 2#1, un deliver de 1:1, necesita su difusión 1#2, que viene después de 1#1 mismo\n"),
            (check.Code, check.Error));
    }

    [Fact]
    public async Task The_difference_of_two_transcripts_is_reported_in_Spanish()
    {
        Typed run = await Typed.Async("sim", "--nodes", "5", "--seed", "3", "--order", "unreliable", "--fault", "loss=20%",
            "--out", _temp.Within("run"), "--lang", "es");
        Assert.Contains("n1 contó Sánchez 2, Pérez 2; n2, Sánchez 3, Pérez 2: a n1 le falta el voto de n4\n", run.Out,
            StringComparison.Ordinal);
        Assert.Contains("n3: arranca\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damage_is_reported_in_Spanish_and_the_document_is_English()
    {
        string[] damaged = [Write("x.jsonl", "no\n"), Write("y.jsonl", "")];
        foreach (string command in (string[])["verify", "compare"])
        {
            Typed told = await Typed.Async([command, .. damaged, "--lang", "es"]);
            Assert.StartsWith($"{damaged[0]}: línea 1: la línea no es un objeto JSON\n", told.Out, StringComparison.Ordinal);
            Typed json = await Typed.Async([command, .. damaged, "--json", "--lang", "es"]);
            Assert.Equal($"{damaged[0]}: line 1: the line is not a JSON object",
                JsonDocument.Parse(json.Out).RootElement.GetProperty("sentence").GetString());
        }
    }

    [Fact]
    public async Task Orders_are_counted_and_a_sheet_is_marked_in_Spanish()
    {
        Typed count = await Typed.Async("orders", "count", "--sends", "P1:m11,m12 P2:m21,m22", "--order", "fifo", "--lang", "es");
        Assert.Equal(("6\n", "6: 4 mensajes de 2 emisores, los de cada emisor en el orden en que los envió; se elige en cada proceso\n"),
            (count.Out, count.Error));
        Typed cycle = await Typed.Async(
            "orders", "count", "--sends", "P1:m11,m12", "--order", "causal", "--cause", "m12>m11", "--lang", "es");
        Assert.Equal("election: --cause: las causas son cíclicas: m11 va antes que m12 va antes que m11\n", cycle.Error);
        string table = Write("table.json", Table), sheet = Write("sheet.csv", "scenario,reliable,fifo,causal,atomic\n1,sí,sí,no\n");
        string[] mark = ["orders", "table", table, "--check", sheet];
        Assert.Equal("""
            2 de 4 puntos
            1 fifo: usted dice sí, y es no: P1 entrega a2 antes que a1, aunque P1 difundió a1 primero.
            1 atómico: sin respuesta, y es sí (nada que ordenar)

            """, (await Typed.Async([.. mark, "--lang", "es"])).Out);
        Assert.Equal((await Typed.Async([.. mark, "--json"])).Out, (await Typed.Async([.. mark, "--json", "--lang", "es"])).Out);
    }

    [Fact]
    public async Task A_sweep_is_reported_in_Spanish()
    {
        Typed sweep = await Typed.Async("sim", "--seeds", "1..3", "--nodes", "3", "--lang", "es");
        Assert.StartsWith("3 elecciones de 3 nodos, semillas 1..3: 0 violaciones, 0 atascadas\nalcanzado  view-change ", sweep.Out,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invalid_lab_is_refused_in_Spanish()
    {
        string lab = Write(Path.Combine("01-x", "lab.json"), """
            {"title":{"en":"x","es":"x"},"goal":{"en":"x","es":"x"},"seed":1,
            "runs":[{"kind":"count","name":"n","sends":"P1:a","order":"fifo"}],"checks":[{"check":"count","run":"m"}],"questions":[]}
            """);
        Typed run = await Typed.Async("lab", "run", "01", "--labs", _temp.Path, "--lang", "es");
        Assert.Equal((ExitCode.Usage,
            $"election: {lab} no tiene sentido: la comprobación count trata de una ejecución «m», que no existe\n"),
            (run.Code, run.Error));
    }

    [Fact]
    public async Task The_document_of_a_lab_is_English()
    {
        string[] run = ["lab", "run", "03", "--labs", LabFiles.Folder, "--json"];
        Assert.Equal((await Typed.Async(run)).Out, (await Typed.Async([.. run, "--lang", "es"])).Out);
    }

    public void Dispose() => _temp.Dispose();

    private string Write(string name, string text)
    {
        string path = _temp.Within(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
