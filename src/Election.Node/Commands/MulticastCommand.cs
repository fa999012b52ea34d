using System.CommandLine;
using System.Text;
using Election.Groups.Faults;
using Election.Node.Runs.Options;
using Election.Node.Talk;
using Election.Node.Tools.Multicast;
using Election.Runtime.Announce;

namespace Election.Node.Commands;

/// <summary>
/// <c>election multicast</c>: the four primitives (join, leave, send, receive) on their own. They talk to any other multicast program.
/// </summary>
internal static class MulticastCommand
{
    private const int MostCount = 1_000_000;

    private static readonly TimeSpan s_defaultWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_defaultEvery = TimeSpan.FromSeconds(1);

    public static Command Build(TextTerminal terminal, Interruption interruption) =>
        new DescribedCommand("multicast", $"Send to a group or listen to one: bare multicast, with any program at the other end.")
        {
            Receive(terminal, interruption),
            Send(terminal, interruption),
            Chat(terminal, interruption),
            Groups(terminal, interruption),
        };

    private static DescribedCommand Receive(TextTerminal terminal, Interruption interruption)
    {
        var options = new PrimitiveOptions();
        Option<bool> ack = TypedOption.Flag("--ack", $"answer every datagram with the bytes 'ack', by unicast");
        Option<int?> count =
            TypedOption.OneValue("--count", "K", $"end after this many datagrams",
                Values.Whole(1, MostCount, $"is not a number of datagrams"));
        Option<TimeSpan?> timeout =
            TypedOption.OneValue("--timeout", "TIME",
                $"end after this time; with --count, exit 3 if fewer have come", Values.ReadWait);
        var command = new DescribedCommand("receive", $"Join a group and print each datagram, with its sender and its length.");
        options.AddToListener(command);
        foreach (Option option in (Option[])[ack, count, timeout])
            command.Add(option);
        command.SetAction((parse, _) => MulticastReceive.RunAsync(
            new ReceiveSettings(options.Read(parse), options.BufferBytesIn(parse),
                parse.GetValue(ack), parse.GetValue(count), parse.GetValue(timeout)),
            terminal, interruption.Token));
        return command;
    }

    private static DescribedCommand Send(TextTerminal terminal, Interruption interruption)
    {
        var options = new PrimitiveOptions();
        var text = new DescribedArgument<string>("TEXT", $"the text to send, as UTF-8");
        Option<int?> count =
            TypedOption.OneValue("--count", "K", $"send it this many times (default: once)",
                Values.Whole(1, MostCount, $"is not a number of datagrams"));
        Option<TimeSpan?> every =
            TypedOption.OneValue("--every", "TIME", $"the time between two datagrams (default: 1s)", Values.ReadWait);
        Option<TimeSpan?> wait = Wait($"how long to wait for answers after the last");
        var command = new DescribedCommand("send",
            $"Send to a group without joining it, and print every answer with its address.") { text };
        options.AddToSender(command);
        foreach (Option option in (Option[])[count, every, wait])
            command.Add(option);
        command.SetAction((parse, _) => MulticastSend.RunAsync(
            new SendSettings(options.Read(parse), options.BufferBytesIn(parse), Encoding.UTF8.GetBytes(parse.GetValue(text)!),
                parse.GetValue(count) ?? 1, parse.GetValue(every) ?? s_defaultEvery, parse.GetValue(wait) ?? s_defaultWait),
            terminal, interruption.Token));
        return command;
    }

    private static DescribedCommand Chat(TextTerminal terminal, Interruption interruption)
    {
        var options = new PrimitiveOptions();
        Option<TimeSpan?> wait = Wait($"how long to listen once the input has ended");
        var command = new DescribedCommand("chat", $"Send each line typed to a group, and print what arrives meanwhile.") { wait };
        options.AddToSender(command);
        command.SetAction((parse, _) => MulticastChat.RunAsync(
            options.Read(parse), options.BufferBytesIn(parse), parse.GetValue(wait) ?? s_defaultWait,
                Console.In, terminal, interruption.Token));
        return command;
    }

    private static DescribedCommand Groups(TextTerminal terminal, Interruption interruption)
    {
        Option<string?> via =
            TypedOption.One("--interface", "NAME|IP", $"the network interface (default: loopback)", TypedOption.ReadText);
        Option<TimeSpan?> length = TypedOption.OneValue("--timeout", "TIME",
            $"how long to listen (default: {FaultTime.ToText(AnnouncementListener.UsualLength)}, long enough to hear a single announcer)",
                Values.ReadWait);
        Option<bool> json = TypedOption.Flag("--json", $"end standard output with one JSON document on one line");
        var command = new DescribedCommand("groups", $"List the elections that are announced (election node --announce).") { via,
            length, json };
        command.SetAction((parse, _) => MulticastGroups.RunAsync(
            InterfaceReader.Find(parse.GetValue(via)), parse.GetValue(length) ?? AnnouncementListener.UsualLength, parse.GetValue(json),
            terminal, interruption.Token));
        return command;
    }

    private static Option<TimeSpan?> Wait(Sentence description) =>
        TypedOption.OneValue("--wait", "TIME", $"{description} (default: 200ms)", Values.ReadDuration);
}
