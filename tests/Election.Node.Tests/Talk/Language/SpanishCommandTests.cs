using Election.Node.Runs.Local;
using Election.Node.Talk;
using Election.Node.Tests.Commands;

namespace Election.Node.Tests.Talk.Language;

/// <summary>Help and refusals of the commands in Spanish. Contract names are the same in every language.</summary>
public sealed class SpanishCommandTests
{
    [Fact]
    public async Task Help_describes_a_command_and_its_options_in_Spanish()
    {
        Typed help = await Typed.Async("local", "--help", "--lang", "es");
        Assert.Equal(ExitCode.Success, help.Code);
        string text = string.Join(' ', help.Out.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("Celebra una elección entre nodos de esta máquina, por multidifusión de verdad.", text, StringComparison.Ordinal);
        Assert.Contains("--nodes <N> cuántos nodos (por omisión: tantos como reparta --votes, o 5)", text, StringComparison.Ordinal);
        Assert.Contains("--lang <en|es> el idioma en que habla el programa", text, StringComparison.Ordinal);
        Assert.Contains("unreliable, reliable, fifo, causal", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_of_commands_is_in_Spanish()
    {
        Typed help = await Typed.Async("--lang=es", "--help");
        Assert.Contains("Participa en una elección como un nodo.", help.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Take part", help.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("local --nodes x", "--nodes: 'x' no es un número de nodos: dé un número entero de 1 a ")]
    [InlineData("local --nodes", "--nodes: falta un valor")]
    [InlineData("local --spread now",
        "--spread: 'now' no es un tiempo: escriba segundos o milisegundos, por ejemplo 1.5s o 200ms, hasta 24 horas")]
    [InlineData("local --votes Ana", "--votes: 'Ana' no es OPCIÓN:VOTOS, como mucho ")]
    [InlineData("local --nodes 2 --chair n3", "--chair: no existe el nodo «n3»; los nodos son n1 a n2")]
    [InlineData("node --expect 2", "--id: hace falta esta opción (el nombre del nodo: letras, cifras, «.», «_» y «-»)")]
    [InlineData("node --id n1 --expect 2 --auto --voter-key k",
        "--voter-key: sin padrón cada nodo vota con su propia clave: dé también --roll")]
    [InlineData("node --id n1 --expect 2 --auto --roll no.json", "--roll: no se puede leer no.json: no existe ese archivo")]
    [InlineData("node --id n1 --expect 2 --auto --fault n1:restart@+1s",
        "--fault: 'n1:restart@+1s': nadie vigila un nodo iniciado a mano: ")]
    [InlineData("sim", "--seeds: diga qué elecciones, por ejemplo --seeds 1..1000, o --seed 1 para una")]
    [InlineData("lcoal", "no existe el comando 'lcoal', ¿quería decir local?: node, local, ")]
    [InlineData("local --nods 3", "election local: no existe la opción '--nods', ¿quería decir --nodes?")]
    [InlineData("trace", "election trace: indique uno de sus comandos: check, ")]
    public async Task A_refusal_is_one_Spanish_sentence_behind_the_same_prefix(string arguments, string sentence)
    {
        Typed refused = await Typed.Async(["--lang", "es", .. arguments.Split(' ')]);
        Assert.Equal(ExitCode.Usage, refused.Code);
        Assert.StartsWith(NodeTalk.RefusalPrefix + sentence, refused.Error, StringComparison.Ordinal);
        Assert.Single(refused.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task An_unknown_language_is_refused()
    {
        Typed refused = await Typed.Async("doctor", "--lang", "fr");
        Assert.Equal(ExitCode.Usage, refused.Code);
        Assert.Equal("election: --lang: 'fr' is not a language: choose en or es\n", refused.Error.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_document_is_the_same_in_every_language()
    {
        using var temp = new TempFolder();
        string[] arguments = ["sim", "--nodes", "3", "--seed", "2", "--json", "--out", temp.Within("run"), "--lang"];
        Typed english = await Typed.Async([.. arguments, "en"]), spanish = await Typed.Async([.. arguments, "es"]);
        Assert.Equal((ExitCode.Success, ExitCode.Success), (english.Code, spanish.Code));
        Assert.Equal(english.Out.TrimEnd().Split('\n')[^1], spanish.Out.TrimEnd().Split('\n')[^1]);
    }
}
