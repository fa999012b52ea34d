using System.CommandLine;
using System.Text;
using Election.Node.Runs.Options;
using Election.Node.Screen.Views;
using Election.Node.Talk;
using Election.Runtime;

namespace Election.Node.Commands;

/// <summary><c>election screens</c>: writes pictures of the screen, made from sample elections.</summary>
internal static class ScreensCommand
{
    public static Command Build(TextTerminal terminal)
    {
        Option<string?> folder = TypedOption.One("--svg", "DIR",
            $"the folder for the pictures; it is made if it is missing, and pictures of the same names are replaced",
            TypedOption.ReadText);
        folder.Required = true;
        var command = new DescribedCommand("screens", $"Write pictures of the screen, from sample elections.") { folder };
        command.SetAction(parse =>
        {
            Write(folder.Name, parse.GetValue(folder)!, terminal);
            return ExitCode.Success;
        });
        return command;
    }

    private static void Write(string flag, string folder, TextTerminal terminal)
    {
        try
        {
            Directory.CreateDirectory(folder);
            foreach ((string name, string svg) in SamplePictures.All(terminal.Language))
            {
                string path = Path.Combine(folder, name);
                File.WriteAllText(path, svg, new UTF8Encoding(false));
                terminal.Tell($"written: {path}");
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new StartRefusedException($"{flag}: {Quoted.Of(folder)} cannot be written: {failure.Message}", failure);
        }
    }
}
