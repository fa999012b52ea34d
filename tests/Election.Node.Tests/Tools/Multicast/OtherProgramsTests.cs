using System.Diagnostics;
using Election.Node.Tests.EndToEnd;

namespace Election.Node.Tests.Tools.Multicast;

/// <summary>The textbook's programs in Python at the other end: a sender of five lines, and a receiver that answers.</summary>
public sealed class OtherProgramsTests
{
    [NamespaceFact]
    public async Task A_Python_sender_gets_an_ack_from_each_receiver_and_a_Python_receiver_gets_what_is_sent()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "Tools", "Multicast", "Programs");
        using var conversation = Process.Start(new ProcessStartInfo("unshare",
            ["-rn", "--kill-child", "python3", Path.Combine(folder, "conversation.py"), ElectionProgram.Executable])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> error = conversation.StandardError.ReadToEndAsync();
        string said = await conversation.StandardOutput.ReadToEndAsync().WaitAsync(Patience.Limit);
        await conversation.WaitForExitAsync();
        Assert.True(conversation.ExitCode == 0, said + await error);
        const string endpoint = @"127\.0\.0\.1:[0-9]+";
        const string address = @"\('127\.0\.0\.1', [0-9]+\)";
        string received =
            $"receive printed\n{endpoint}  19 bytes  very important data\nleft 224\\.3\\.29\\.71:10000 after 1 datagram\n\n0\n";
        Assert.Matches(
            $"^python heard\nb'ack' {address}\nb'ack' {address}\n\n"
            + received + received
            + $"send printed\n{endpoint}  3 bytes  ack\n\n"
            + $"python received\nb'very important data' {address}\n\n$", said);
    }
}
