using System.Net.Sockets;
using System.Net;
using Election.Groups.Model;
using Election.Runtime.Network;

namespace Election.Node.Tests.EndToEnd;

/// <summary>
/// A stranger in the group: answers each datagram it hears with rubbish, a truncated copy and a copy with one bit flipped. It stays on
/// loopback, never answers itself, and stops after a bounded number.
/// </summary>
internal sealed class Noise : IAsyncDisposable
{
    private const int MostAnswers = 3000;
    private const int MostRubbishBytes = 600;

    private readonly Socket _ear = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Socket _mouth = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly IPEndPoint _group;
    private readonly int _ownPort;
    private readonly SplitMix64 _draws = new(42);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _running;

    public Noise(MulticastGroup group)
    {
        _group = new IPEndPoint(group.Address, group.Port);
        byte[] loopback = IPAddress.Loopback.GetAddressBytes();
        _mouth.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, loopback);
        _mouth.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastTimeToLive, 0);
        _mouth.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _ownPort = ((IPEndPoint)_mouth.LocalEndPoint!).Port;
        _ear.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _ear.Bind(new IPEndPoint(IPAddress.Any, group.Port));
        _ear.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, new MulticastOption(group.Address, IPAddress.Loopback));
        _running = Task.Run(AnswerAsync);
    }

    /// <summary>Datagrams sent.</summary>
    public int Sent { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _running;
        _ear.Dispose();
        _mouth.Dispose();
        _end.Dispose();
    }

    private async Task AnswerAsync()
    {
        var buffer = new byte[ushort.MaxValue];
        try
        {
            while (Sent < MostAnswers)
            {
                SocketReceiveFromResult heard = await _ear.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0),
                    _end.Token);
                if (((IPEndPoint)heard.RemoteEndPoint).Port == _ownPort || heard.ReceivedBytes == 0)
                    continue;
                Say(Rubbish());
                Say(buffer.AsSpan(0, (int)_draws.Next((ulong)heard.ReceivedBytes)));
                buffer[(int)_draws.Next((ulong)heard.ReceivedBytes)] ^= (byte)(1 << (int)_draws.Next(8));
                Say(buffer.AsSpan(0, heard.ReceivedBytes));
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private byte[] Rubbish()
    {
        var bytes = new byte[_draws.Next(MostRubbishBytes)];
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)_draws.Next(256);
        return bytes;
    }

    private void Say(ReadOnlySpan<byte> datagram)
    {
        _mouth.SendTo(datagram, SocketFlags.None, _group);
        Sent++;
    }
}
