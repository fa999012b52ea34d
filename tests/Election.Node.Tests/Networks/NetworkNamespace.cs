using System.Diagnostics;
using System.Globalization;

namespace Election.Node.Tests.Networks;

/// <summary>A network namespace with loopback up and nothing else in it. Disposing removes it with all its interfaces.</summary>
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
    /// The command that starts a program in this namespace. As with <c>unshare -n</c>, the program still sees the machine's /sys, which
    /// lists other interfaces than the namespace has.
    /// </summary>
    public string[] Launcher => ["nsenter", $"--net=/run/netns/{Name}", "--"];

    /// <summary>Runs <c>ip</c> in here.</summary>
    public string Ip(params string[] arguments) => Run("ip", ["-n", Name, .. arguments]);

    /// <summary>Runs <c>bridge</c> in here.</summary>
    public void Bridge(params string[] arguments) => Run("bridge", ["-n", Name, .. arguments]);

    /// <summary>Runs a program in here to its end.</summary>
    public void Execute(string program, params string[] arguments) => Run(Launcher[0], [.. Launcher[1..], program, .. arguments]);

    /// <summary>
    /// Gives an interface a link-local IPv6 address that is ready at once: the kernel would hold its own back for two seconds while it
    /// looks for duplicates.
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
