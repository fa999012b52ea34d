using System.Net.Sockets;
using System.Net;
using System.Text;
using Election.Node.Talk.Language;
using Election.Node.Talk;
using Election.Node.Tests.Commands;
using Election.Node.Tools.Multicast;
using Election.Runtime.Network;

namespace Election.Node.Tests.Tools.Multicast;

/// <summary>The primitives on loopback, in this process.</summary>
public sealed class PrimitiveTests : IDisposable
{
    private readonly MulticastOptions _network = new(MulticastGroup.Draw(), LocalInterface.Loopback());
    private readonly LineWatch _out = new();
    private readonly LineWatch _error = new();
    private readonly CancellationTokenSource _interrupted = new();

    [Fact]
    public async Task A_receiver_prints_each_datagram_with_sender_and_length_and_ends_at_the_count()
    {
        Task<int> receiving = ReceiveAsync(new ReceiveSettings(_network, 1000, false, 2, Patience.Limit));
        using var sender = new GroupSender(_network);
        Send(sender, "very important data");
        Send(sender, "");
        Assert.Equal(ExitCode.Success, await receiving.WaitAsync(Patience.Limit));
        Assert.Equal([$"{sender.Source}  19 bytes  very important data", $"{sender.Source}  0 bytes"], _out.Lines);
        Assert.Equal($"left {_network.Group} after 2 datagrams", _error.Lines[^1]);
    }

    [Fact]
    public async Task A_datagram_longer_than_the_buffer_is_shown_as_truncated()
    {
        Task<int> receiving = ReceiveAsync(new ReceiveSettings(_network, 9, false, 2, Patience.Limit));
        using var sender = new GroupSender(_network);
        Send(sender, "very important data");
        Send(sender, "very imp!");
        Assert.Equal(ExitCode.Success, await receiving.WaitAsync(Patience.Limit));
        Assert.Equal([$"{sender.Source}  more than 9 bytes, truncated  very impo", $"{sender.Source}  9 bytes  very imp!"], _out.Lines);
    }

    [Fact]
    public async Task In_Spanish_the_notices_are_Spanish_and_received_text_stays_as_it_is()
    {
        Task<int> receiving = ReceiveAsync(new ReceiveSettings(_network, 9, false, 1, Patience.Limit), Language.Spanish);
        using var sender = new GroupSender(_network);
        Send(sender, "very important data");
        Assert.Equal(ExitCode.Success, await receiving.WaitAsync(Patience.Limit));
        Assert.Equal([$"{sender.Source}  más de 9 bytes, truncado  very impo"], _out.Lines);
        Assert.Equal([$"unido a {_network.Group} en {_network.Via}", $"se ha dejado {_network.Group} tras 1 datagrama"], _error.Lines);
    }

    [Fact]
    public async Task Every_datagram_is_answered_once_and_the_sender_prints_the_answers()
    {
        Task<int> receiving = ReceiveAsync(new ReceiveSettings(_network, 1000, true, 2, Patience.Limit));
        var answers = new LineWatch();
        Task<int> sending = MulticastSend.RunAsync(
            new SendSettings(_network, 1000, "hi"u8.ToArray(), 2, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(5)),
            TextTerminal.Of(answers, _error), _interrupted.Token);
        Assert.Equal(ExitCode.Success, await receiving.WaitAsync(Patience.Limit));
        await answers.Until(2);
        await _interrupted.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.All(answers.Lines, line => Assert.Matches(@"^127\.0\.0\.1:[0-9]+  3 bytes  ack$", line));
        Assert.Equal(2, answers.Lines.Length);
        Assert.Equal("2 answers", _error.Lines[^1]);
    }

    [Fact]
    public async Task After_two_dashes_a_text_may_begin_with_one()
    {
        Typed typed = await Typed.Async("multicast", "send", "-g", _network.Group.ToString(), "--wait", "0s", "--", "-5");
        Assert.Equal(ExitCode.Success, typed.Code);
        Assert.StartsWith("sent 2 bytes", typed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_no_datagram_holds_is_refused_in_one_sentence()
    {
        Typed typed = await Typed.Async("multicast", "send", "-g", _network.Group.ToString(), new string('x', 65508));
        Assert.Equal(ExitCode.Usage, typed.Code);
        string sentence = Assert.Single(typed.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("65508 bytes", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_help_gives_the_listening_time_as_a_readable_number() =>
        Assert.Contains("(default: 3.2s", (await Typed.Async("multicast", "groups", "--help")).Out, StringComparison.Ordinal);

    [Fact]
    public async Task A_time_that_runs_out_ends_a_receiver_and_tells_whether_the_count_was_reached()
    {
        TimeSpan soon = TimeSpan.FromMilliseconds(50);
        Assert.Equal(ExitCode.Success, await ReceiveAsync(new ReceiveSettings(_network, 1000, false, null, soon)));
        Assert.Equal(ExitCode.Stalled, await ReceiveAsync(new ReceiveSettings(_network, 1000, false, 1, soon)));
    }

    [Fact]
    public async Task An_interrupted_receiver_leaves_the_group()
    {
        Task<int> receiving = ReceiveAsync(new ReceiveSettings(_network, 1000, false, null, null));
        await _interrupted.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receiving.WaitAsync(Patience.Limit));
        Assert.Equal($"left {_network.Group} after 0 datagrams", _error.Lines[^1]);
    }

    [Fact]
    public async Task Chat_sends_each_line_and_prints_what_arrives()
    {
        var lines = new LineSource();
        Task<int> chatting = MulticastChat.RunAsync(_network, 1000, TimeSpan.Zero, lines, TextTerminal.Of(_out, _error),
            _interrupted.Token);
        await _error.Until(1);
        lines.Type("hello");
        await _out.Until(1);
        using var other = new GroupSender(_network);
        Send(other, "\e[2Jgood day");
        await _out.Until(2);
        lines.End();
        Assert.Equal(ExitCode.Success, await chatting.WaitAsync(Patience.Limit));
        Assert.Matches(@"^127\.0\.0\.1:[0-9]+  5 bytes  hello$", _out.Lines[0]);
        Assert.Equal($@"{other.Source}  12 bytes  \u001B[2Jgood day", _out.Lines[1]);
        Assert.Equal($"left {_network.Group}", _error.Lines[^1]);
    }

    [Fact]
    public async Task An_interrupted_chat_does_not_wait_for_the_keyboard()
    {
        using var lines = new LineSource();
        Task<int> chatting = MulticastChat.RunAsync(_network, 1000, TimeSpan.Zero, lines, TextTerminal.Of(_out, _error),
            _interrupted.Token);
        await _error.Until(1);
        await _interrupted.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => chatting.WaitAsync(Patience.Limit));
        Assert.Equal($"left {_network.Group}", _error.Lines[^1]);
    }

    [Fact]
    public void A_text_longer_than_any_datagram_is_refused_in_one_clause()
    {
        using var sender = new GroupSender(_network);
        Assert.Equal($"70000 bytes are more than one datagram carries on {_network.Via}", sender.Send(new byte[70_000])?.ToString());
    }

    [Fact]
    public async Task A_sender_has_not_joined_and_hears_answers_only()
    {
        using var group = new GroupReceiver(_network);
        using var sender = new GroupSender(_network);
        Assert.Equal(IPAddress.Loopback, sender.Source.Address);
        Assert.NotEqual(_network.Group.Port, sender.Source.Port);
        Send(sender, "hi");
        using var other = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        other.SendTo("answer"u8, sender.Source);
        var buffer = new byte[100];
        ReceivedDatagram first = await sender.ReceiveAsync(buffer, _interrupted.Token).AsTask().WaitAsync(Patience.Limit);
        Assert.Equal("answer", Encoding.UTF8.GetString(buffer, 0, first.Length));
    }

    public void Dispose()
    {
        _interrupted.Dispose();
        _out.Dispose();
        _error.Dispose();
    }

    private static void Send(GroupSender sender, string text) =>
        Assert.Null(sender.Send(Encoding.UTF8.GetBytes(text)));

    // The group is joined before the first wait, so a datagram sent from now on is heard.
    private Task<int> ReceiveAsync(ReceiveSettings settings, Language language = default) =>
        MulticastReceive.RunAsync(settings, TextTerminal.Of(_out, _error).In(language), _interrupted.Token);
}
