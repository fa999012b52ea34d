using System.CommandLine;
using Election.Node.Runs.Local;
using Election.Node.Runs.Options;
using Election.Node.Talk;

namespace Election.Node.Commands;

/// <summary><c>election local</c>: a whole election on this machine, one process for each node.</summary>
internal static class LocalCommand
{
    public static Command Build(TextTerminal terminal, Interruption interruption)
    {
        var local = new LocalOptions();
        var command = new DescribedCommand("local", $"Hold an election between nodes on this machine, over real multicast.");
        local.AddTo(command);
        command.SetAction((parse, _) =>
        {
            LocalSettings settings = local.Read(parse) with { Language = terminal.Language };
            return local.IsPrepareIn(parse)
                ? Task.FromResult(StartForAll.PrepareOnly(settings, terminal)) : HoldAsync(settings, terminal, interruption);
        });
        return command;
    }

    private static Task<int> HoldAsync(LocalSettings settings, TextTerminal terminal, Interruption interruption) => settings.HasScreens
        ? TmuxSession.HoldAsync(settings, terminal, interruption)
        : LocalRun.HoldAsync(settings, terminal, interruption);
}
