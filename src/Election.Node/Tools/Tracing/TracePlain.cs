using System.Buffers;
using System.Globalization;
using Election.Node.Talk;
using Election.Runtime;
using Election.Traces.Files;

namespace Election.Node.Tools.Tracing;

/// <summary>
/// <c>election trace plain</c>: writes a trace in the two-line form, one file for each process, numbered by their order in the trace.
/// </summary>
internal static class TracePlain
{
    /// <summary>Writes the files.</summary>
    /// <returns>The exit code: 0, or 2 if a file cannot be read.</returns>
    /// <exception cref="StartRefusedException">
    /// The files hold no trace, a process has a second life, or the folder cannot be written.
    /// </exception>
    public static int Run(IReadOnlyList<string> files, string folder, TextTerminal terminal)
    {
        if (TraceFiles.Read(files, terminal) is not { } trace)
            return ExitCode.Inconclusive;
        if (trace.Streams.FirstOrDefault(stream => stream.Contains('/', StringComparison.Ordinal)) is { } again)
        {
            throw new StartRefusedException(
                $"the two-line form cannot name a process's second life, such as {again}: keep the JSON lines");
        }
        try
        {
            Directory.CreateDirectory(folder);
            for (int host = 0; host < trace.Hosts.Length; host++)
            {
                var lines = new ArrayBufferWriter<byte>();
                TraceWriter.WriteTwoLine(trace, host, lines);
                string name = string.Create(CultureInfo.InvariantCulture, $"{host + 1}.output");
                File.WriteAllBytes(Path.Combine(folder, name), lines.WrittenSpan.ToArray());
                terminal.Out.WriteLine($"{name}  {trace.Hosts[host]}");
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new StartRefusedException($"--out: {Quoted.Of(folder)} cannot be written: {failure.Message}", failure);
        }
        return ExitCode.Success;
    }
}
