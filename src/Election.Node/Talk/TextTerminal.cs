using System.Text;
using Election.Node.Talk.Plain;
using Election.Runtime;
using Spectre.Console;
using ReaderLanguage = Election.Node.Talk.Language.Language;

namespace Election.Node.Talk;

/// <summary>
/// Where a command writes: data to <see cref="Out"/>, talk to <see cref="Error"/>. Colour and redrawing are used only where a person looks
/// on.
/// </summary>
internal sealed class TextTerminal
{
    /// <summary>
    /// How wide text may be where nobody's screen sets a limit, in columns: no line of a redirected table is ever folded.
    /// </summary>
    public const int UnlimitedColumns = 1000;

    // The process's own standard output; null for writers that are none.
    private readonly StandardStream? _out;

    private TextTerminal(TextWriter output, TextWriter error, bool isOutScreen, bool isErrorScreen, StandardStream? outStream = null)
    {
        _out = outStream;
        Out = output;
        Error = error;
        IsOutScreen = isOutScreen;
        IsErrorScreen = isErrorScreen;
    }

    /// <summary>The language of its reader.</summary>
    public ReaderLanguage Language { get; private init; }

    /// <summary>Data.</summary>
    public TextWriter Out { get; }

    /// <summary>Talk.</summary>
    public TextWriter Error { get; }

    /// <summary>Why data could not be written, as when a disk is full; null while all was.</summary>
    public string? OutFailure => _out?.Failure;

    /// <summary>Whether nobody reads the data any more.</summary>
    public bool HasNoReader => _out is not null && (OutFailure is not null || OutputReader.HasGone());

    /// <summary>Whether data goes to a screen.</summary>
    public bool IsOutScreen { get; }

    /// <summary>Whether talk goes to a screen.</summary>
    public bool IsErrorScreen { get; }

    /// <summary>Whether a person can sit here: input and data are a terminal that can be drawn on.</summary>
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

    /// <summary>Writers that are no screen, and whose reader reads English.</summary>
    public static TextTerminal Of(TextWriter output, TextWriter error) => new(output, error, false, false);

    /// <summary>The same streams for a reader of a language.</summary>
    public TextTerminal In(ReaderLanguage language) => new(Out, Error, IsOutScreen, IsErrorScreen, _out) { Language = language };

    /// <summary>A sentence in the reader's language.</summary>
    public string Say(Sentence sentence) => Language.Say(sentence);

    /// <summary>Writes a sentence as a line of data.</summary>
    public void Print(Sentence sentence) => Out.WriteLine(Language.Say(sentence));

    /// <summary>Writes a sentence as a line of talk.</summary>
    public void Tell(Sentence sentence) => Error.WriteLine(Language.Say(sentence));

    /// <summary>Formatted data: tables. Coloured on a screen unless <c>NO_COLOR</c> is set and not empty (no-color.org).</summary>
    public IAnsiConsole Tables() => Formatted(Out, IsOutScreen);

    /// <summary>Formatted talk: progress.</summary>
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

    // More than one thread has something to say: whole lines take turns.
    private static TextWriter Open(StandardStream stream) => TextWriter.Synchronized(
        new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" });
}
