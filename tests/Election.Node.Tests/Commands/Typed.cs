using Election.Node.Commands;
using Election.Node.Talk;

namespace Election.Node.Tests.Commands;

/// <summary>The outcome of a command typed in this process.</summary>
internal sealed record Typed(int Code, string Out, string Error)
{
    public static async Task<Typed> Async(params string[] arguments)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        int code = await CommandLine.RunAsync(arguments, TextTerminal.Of(output, error), Interruption.Never());
        return new Typed(code, output.ToString(), error.ToString());
    }
}
