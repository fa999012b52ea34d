using System.Diagnostics;
using System.Globalization;
using Election.Groups.Model;
using Election.Node.Screen.Model;
using Election.Node.Screen.Text;

namespace Election.Node.Screen.Layout;

/// <summary>The node's notices, oldest first.</summary>
internal static class LogPane
{
    private const int TimeColumn = 9;

    // Not translated: the word is the same in both languages.
    private const string Error = "error";

    // The limit beside another pane; the whole log has its own screen.
    private const int Latest = 100;

    /// <summary>The pane with the whole log; long sentences are wrapped, never cut.</summary>
    public static Pane Of(UiModel model, int width) => Of(model, width, UiModel.MaxLog);

    /// <summary>The pane with only the latest lines, which is cheaper to lay out.</summary>
    public static Pane LatestOf(UiModel model, int width) => Of(model, width, Latest);

    private static Pane Of(UiModel model, int width, int most)
    {
        IEnumerable<LogLine> lines = model.Log.TakeLast(most).Where(line => model.Passes(model.Say(line.Text)));
        return new Pane(model.Say($"Log"), [], [.. lines.SelectMany(line => Lines(model, line, width))]) { FollowsEnd = true };
    }

    private static IEnumerable<Line> Lines(UiModel model, LogLine line, int width)
    {
        Line margin = Line.Empty.AddColumn(string.Create(CultureInfo.InvariantCulture, $"{line.At.TotalSeconds,7:0.0}s"),
            TimeColumn, Tone.Dim);
        string text = model.Say(Loud(line));
        foreach (Line part in Line.Wrap(text, width - TimeColumn))
        {
            yield return margin.Add(part.Text, line.Level == NoticeLevel.Info ? Tone.Normal : Tone.Orange);
            margin = Line.Of(new string(' ', TimeColumn));
        }
    }

    private static Sentence Loud(LogLine line) => line.Level switch
    {
        NoticeLevel.Info => $"{line.Text}",
        NoticeLevel.Warning => $"warning: {line.Text}",
        NoticeLevel.Error => $"{Error}: {line.Text}",
        _ => throw new UnreachableException(),
    };
}
