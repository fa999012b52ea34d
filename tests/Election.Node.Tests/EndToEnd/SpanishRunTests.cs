using Election.Node.Talk;
using Election.Runtime.Network;

namespace Election.Node.Tests.EndToEnd;

/// <summary>The Spanish output of real processes, and the contract words that stay the same in it.</summary>
public sealed class SpanishRunTests : IDisposable
{
    private static readonly (string, string?)[] s_spanishSurroundings = [("LC_ALL", null), ("LC_MESSAGES", null), ("LANG", "es_ES.UTF-8")];

    private readonly TempFolder _temp = new();

    [Fact]
    public async Task A_local_run_in_Spanish_uses_Spanish_from_its_opening_to_its_replay()
    {
        Ended run = await ElectionProgram.RunAsync(
            _temp.Path, "local", "--nodes", "3", "--votes", "Ana:2,Eva:1", "--close-after", "20s", "--seed", "4",
            "--lang", "es");
        Assert.True(run.Code == ExitCode.Success, run.Error);
        Says(run.Error, "3 nodos en ", ", semilla 4, se cierra 20s después de abrirse\n", "barrera   3/3\n", "votos     3/3\n",
            "certified 3/3\n");
        Says(run.Out, "│ nodo ", "│ estado ", "certified · Ana 2, Eva 1 · gana Ana · firmado por ", "\nelección     ", "\nactas        ",
            "\ntrazas       ", "\ncertificado  " + Path.Combine("runs", "latest", "certificate.json"),
            "\ncomprobar    election verify ", "\nrepetir      election local --nodes 3 --votes Ana:2,Eva:1 --close-after 20s --seed 4\n");
    }

    [Fact]
    public async Task The_nodes_of_a_run_use_the_language_of_the_environment_and_documents_are_English()
    {
        Ended run = await ElectionProgram.RunInAsync(s_spanishSurroundings, _temp.Path, "local", "--nodes", "3", "--votes", "Ana:2,Eva:1",
            "--seed", "4", "--json", "--fault", "n3:crash@deliver=3", "--linger", "1s");
        Says(run.Error, "3 nodos en ", "n3: cae por su guion (n3:crash@deliver=3)\n");
        Assert.Contains(run.Document.Verdict, (string[])["certified", "stalled", "no-result"]);
        Assert.Equal("crashed", run.Document.Nodes[2].State);
    }

    [Fact]
    public async Task A_node_uses_the_language_of_the_environment_unless_the_arguments_name_another()
    {
        Ended spanish = await AloneAsync("uno");
        Assert.True(spanish.Code == ExitCode.Success, spanish.Error);
        Says(spanish.Error, ", semilla ", "certified · gana Sánchez\n");
        Says(spanish.Out, "certified · gana Sánchez · firmado por 1 de 1 · ", "\nacta        ", "\ntraza       ");
        Ended english = await AloneAsync("one", "--lang=en");
        Says(english.Error, ", seed ", "certified · elected Sánchez\n");
        Says(english.Out, "certified · elected Sánchez · signed by 1 of 1 · ", "\ntranscript  ");
    }

    [Fact]
    public async Task A_run_refuses_in_the_language_of_the_environment()
    {
        await File.WriteAllTextAsync(_temp.Within("runs"), "");
        Ended run = await ElectionProgram.RunInAsync(s_spanishSurroundings, _temp.Path, "local", "--nodes", "2", "--out", "runs");
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Equal($"election: --out: '{_temp.Within("runs")}' es un archivo: indique una carpeta\n", run.Error.ReplaceLineEndings("\n"));
    }

    public void Dispose() => _temp.Dispose();

    private Task<Ended> AloneAsync(string data, params string[] arguments) => ElectionProgram.RunInAsync(s_spanishSurroundings, _temp.Path,
        ["node", "--id", "n1", "--expect", "1", "--vote", "Sánchez", "--headless", "--seed", "7", "--data", data,
            "--group", MulticastGroup.Draw().ToString(), .. arguments]);

    private static void Says(string talk, params string[] parts) =>
        Assert.All(parts, part => Assert.Contains(part, "\n" + talk.ReplaceLineEndings("\n"), StringComparison.Ordinal));
}
