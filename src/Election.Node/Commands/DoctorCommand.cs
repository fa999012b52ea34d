using System.CommandLine;
using Election.Node.Runs.Options;
using Election.Node.Talk;
using Election.Node.Tools.Doctor;
using Election.Runtime.Network;
using Election.Runtime;

namespace Election.Node.Commands;

/// <summary><c>election doctor</c>: says whether multicast works here, interface by interface, and what to do where it does not.</summary>
internal static class DoctorCommand
{
    public static Command Build(TextTerminal terminal, Interruption interruption)
    {
        Option<string?> named = TypedOption.One(DoctorArguments.Interface, "NAME|IP",
            $"look at this interface only, and send a probe on it (default: look at all, send on loopback only)", TypedOption.ReadText);
        Option<bool> json = TypedOption.Flag("--json", $"end standard output with one JSON document on one line");
        Option<MulticastGroup?> listenOn = TypedOption.One(DoctorArguments.ListenOn, "ADDRESS:PORT",
            $"be the second process of a probe", MulticastGroup.Read);
        listenOn.Hidden = true;
        Sentence purpose = $"Find out whether multicast works here, per interface, and what to do where it does not.";
        var command = new DescribedCommand(DoctorArguments.Command, purpose)
        {
            named, json, listenOn,
        };
        command.SetAction((parse, _) => parse.GetValue(listenOn) is MulticastGroup group
            ? ProbeListener.RunAsync(group, ViaIn(parse.GetValue(named)), terminal, interruption)
            : DoctorRun.RunAsync(parse.GetValue(named), parse.GetValue(json), terminal, interruption.Token));
        return command;
    }

    private static LocalInterface ViaIn(string? name) =>
        LocalInterface.Find(name ?? LocalInterface.LoopbackWord)
            .OrThrow(reason => new StartRefusedException($"{DoctorArguments.Interface}: {reason}"));
}
