using System.Text;
using Election.Node.Talk.Plain;
using Election.Runtime;
using Spectre.Console;
using ReaderLanguage = Election.Node.Talk.Language.Language;

namespace Election.Node.Talk;

/// <summary>
/// The streams a command writes to: data to <see cref="Out"/>, talk to <see cref="Error"/>. Colour and redrawing are used only on a screen.
/// </summary>
internal sealed class TextTerminal
{
    /// <summary>The width of text when no screen limits it, in columns: lines of a redirected table are never folded.</summary>
    public const int UnlimitedColumns = 1000;

    // The process's own standard output; null for other writers.
    private readonly StandardStream? _out;

    private TextTerminal(TextWriter output, TextWriter error, bool isOutScreen, bool isErrorScreen, StandardStream? outStream = null)
    {
        _out = outStream;
        Out = output;
        Error = error;
        IsOutScreen = isOutScreen;
        IsErrorScreen = isErrorScreen;
    }

    /// <summary>The reader's language.</summary>
    public ReaderLanguage Language { get; private init; }

    /// <summary>The stream for data.</summary>
    public TextWriter Out { get; }

    /// <summary>The stream for talk.</summary>
    public TextWriter Error { get; }

    /// <summary>The reason why data could not be written, such as a full disk; null if all of it was.</summary>
    public string? OutFailure => _out?.Failure;

    /// <summary>True if no process reads the data any more.</summary>
    public bool HasNoReader => _out is not null && (OutFailure is not null || OutputReader.HasGone());

    /// <summary>True if data goes to a screen.</summary>
    public bool IsOutScreen { get; }

    /// <summary>True if talk goes to a screen.</summary>
    public bool IsErrorScreen { get; }

    /// <summary>True if a person can use the screen: input and data are a terminal that supports drawing.</summary>
    public bool IsInteractive => IsOutScreen && !Console.IsInputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>The process's own standard streams, in UTF-8 on every system.</summary>
    public static TextTerminal OfProcess()
    {
        if (OperatingSystem.IsWindows())
            Console.OutputEncoding = Encoding.UTF8;
        var output = new StandardStream(Console.OpenStandardOutput());
        var error = new StandardStream(Console.OpenStandardError());
        return new TextTerminal(Open(output), Open(error), !Console.IsOutputRedirected, !Console.IsErrorRedirected, output)
        {
            Language = ReaderLanguage.OfEnvironment(Environment.GetEnvironmentVariable),
        };
    }

    /// <summary>Wraps writers that are not screens, for a reader of English.</summary>
    public static TextTerminal Of(TextWriter output, TextWriter error) => new(output, error, false, false);

    /// <summary>The same streams for a reader of another language.</summary>
    public TextTerminal In(ReaderLanguage language) => new(Out, Error, IsOutScreen, IsErrorScreen, _out) { Language = language };

    /// <summary>Translates a sentence into the reader's language.</summary>
    public string Say(Sentence sentence) => Language.Say(sentence);

    /// <summary>Writes a sentence as a line of data.</summary>
    public void Print(Sentence sentence) => Out.WriteLine(Language.Say(sentence));

    /// <summary>Writes a sentence as a line of talk.</summary>
    public void Tell(Sentence sentence) => Error.WriteLine(Language.Say(sentence));

    /// <summary>
    /// A console for tables on the data stream. It is coloured on a screen unless <c>NO_COLOR</c> is set and not empty (no-color.org).
    /// </summary>
    public IAnsiConsole Tables() => Formatted(Out, IsOutScreen);

    /// <summary>A console for progress on the talk stream.</summary>
    public IAnsiConsole Progress() => Formatted(Error, IsErrorScreen);

    private static IAnsiConsole Formatted(TextWriter writer, bool isScreen)
    {
        bool isColourful = isScreen && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isScreen ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isColourful ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isScreen ? InteractionSupport.Detect : InteractionSupport.No,
        });
        console.Profile.Capabilities.Unicode = true;
        console.Profile.Width = isScreen ? ScreenColumns() : UnlimitedColumns;
        return console;
    }

    private static int ScreenColumns()
    {
        const int usual = 80;
        try
        {
            return Console.BufferWidth is > 0 and var columns ? columns : usual;
        }
        catch (IOException)
        {
            return usual;
        }
    }

    // Several threads write here: whole lines take turns.
    private static TextWriter Open(StandardStream stream) => TextWriter.Synchronized(
        new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" });
}
