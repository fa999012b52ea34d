using System.Diagnostics;
using System.Globalization;

namespace Election.Node.Tests.Networks;

/// <summary>A network namespace with loopback up and nothing else in it. It goes, with all its interfaces, when it is disposed.</summary>
internal sealed class NetworkNamespace : IDisposable
{
    private static int s_made;

    public NetworkNamespace(string purpose)
    {
        int number = Interlocked.Increment(ref s_made);
        Name = string.Create(CultureInfo.InvariantCulture, $"election-{Environment.ProcessId}-{number}-{purpose}");
        Run("ip", "netns", "add", Name);
        try
        {
            Ip("link", "set", "lo", "up");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string Name { get; }

    /// <summary>
    /// What starts a program in here. As with <c>unshare -n</c>, the program still sees the /sys of the machine, which lists other
    /// interfaces than the namespace has.
    /// </summary>
    public string[] Launcher => ["nsenter", $"--net=/run/netns/{Name}", "--"];

    /// <summary>Runs <c>ip</c> in here.</summary>
    public string Ip(params string[] arguments) => Run("ip", ["-n", Name, .. arguments]);

    /// <summary>Runs <c>bridge</c> in here.</summary>
    public void Bridge(params string[] arguments) => Run("bridge", ["-n", Name, .. arguments]);

    /// <summary>Runs a program in here to its end.</summary>
    public void Execute(string program, params string[] arguments) => Run(Launcher[0], [.. Launcher[1..], program, .. arguments]);

    /// <summary>
    /// Gives an interface an IPv6 address of its link that is ready at once: the kernel's own one would be held back for two seconds
    /// while duplicates are looked for.
    /// </summary>
    public void AddLinkLocal(string device, int number)
    {
        Ip("link", "set", device, "addrgenmode", "none");
        Ip("address", "add", $"fe80::{number:x}/64", "dev", device, "nodad");
    }

    public void Dispose() => Run("ip", "netns", "delete", Name);

    private static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience.Limit))
            process.Kill();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output.Result
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {error.Result.Trim()}");
    }
}
