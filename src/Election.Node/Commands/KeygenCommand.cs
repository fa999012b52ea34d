using System.CommandLine;
using Election.Node.Runs.Options;
using Election.Node.Talk;
using Election.Runtime.Storage;
using Election.Runtime;

namespace Election.Node.Commands;

/// <summary><c>election keygen</c>: writes a new key to a file that only its owner can read.</summary>
internal static class KeygenCommand
{
    public static Command Build(TextTerminal terminal)
    {
        Option<string?> file = TypedOption.One("--out", "FILE", $"where the new key is written; nothing is overwritten",
            TypedOption.ReadText);
        file.Required = true;
        var command = new DescribedCommand("keygen", $"Generate a key, and print its fingerprint and its public half.") { file };
        command.SetAction(parse =>
        {
            using NodeKey key = Create(file.Name, parse.GetValue(file)!);
            terminal.Print($"fingerprint {key.PublicKey.Fingerprint}");
            terminal.Print($"public      {key.PublicKey}");
            return ExitCode.Success;
        });
        return command;
    }

    private static NodeKey Create(string flag, string path)
    {
        try
        {
            return KeyStore.Create(path);
        }
        catch (StartRefusedException refusal)
        {
            throw new StartRefusedException($"{flag}: {refusal.Sentence}", refusal);
        }
    }
}
