using System.CommandLine;
using Election.Node.Runs.Options;
using Election.Node.Talk;
using Election.Runtime.Network;
using Election.Runtime;

namespace Election.Node.Commands;

/// <summary>The options that the multicast primitives share, read into <see cref="MulticastOptions"/>.</summary>
internal sealed class PrimitiveOptions
{
    // UDP's length field has 16 bits.
    private const int MostBufferBytes = 65535;

    private readonly Option<MulticastGroup?> _group =
        TypedOption.One("--group", "ADDRESS:PORT",
            $"the multicast group, for example 224.3.29.71:10000", MulticastGroup.Read);
    private readonly Option<string?> _interface =
        TypedOption.One("--interface", "NAME|IP", $"the network interface (default: loopback)", TypedOption.ReadText);
    private readonly Option<TimeToLive?> _ttl =
        TypedOption.OneValue("--ttl", "HOPS",
            $"how far datagrams go: 0 this host, 1 this subnet … 255 (default: 0 on loopback, 1 elsewhere)", TimeToLive.Read);
    private readonly Option<bool> _noLoopback =
        TypedOption.Flag("--no-loopback", $"send no copies to members on this machine (Linux's loopback interface delivers them anyway)");
    private readonly Option<int?> _buffer =
        TypedOption.OneValue("--buffer", "BYTES", $"the receive buffer: the rest of a longer datagram is lost (default: {MostBufferBytes})",
            Values.Whole(1, MostBufferBytes, $"is not a number of bytes"));

    public PrimitiveOptions()
    {
        _group.Aliases.Add("-g");
        _group.Required = true;
    }

    /// <summary>Adds the options of a command that listens.</summary>
    public void AddToListener(Command command)
    {
        foreach (Option option in (Option[])[_group, _interface, _buffer])
            command.Add(option);
    }

    /// <summary>Adds the options of a command that sends.</summary>
    public void AddToSender(Command command)
    {
        AddToListener(command);
        command.Add(_ttl);
        command.Add(_noLoopback);
    }

    /// <summary>The longest datagram to receive whole, in bytes.</summary>
    public int BufferBytesIn(ParseResult parse) => parse.GetValue(_buffer) ?? MostBufferBytes;

    /// <summary>Reads the other options and looks up the interface.</summary>
    /// <exception cref="StartRefusedException">There is no such interface.</exception>
    public MulticastOptions Read(ParseResult parse)
    {
        LocalInterface via = InterfaceReader.Find(parse.GetValue(_interface));
        TimeToLive ttl = parse.GetValue(_ttl) ?? TimeToLive.DefaultFor(via);
        MulticastGroup group = parse.GetValue(_group)!;
        return new MulticastOptions(group, via, ttl,
            DatagramSize.DefaultFor(via, group.Family)) { LoopsBack = !parse.GetValue(_noLoopback) };
    }
}
