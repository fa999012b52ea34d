using System.Collections.Immutable;
using Election.Node.Ui.Model;
using Election.Node.Ui.Text;
using Election.Voting.Core;

namespace Election.Node.Ui.Layout;

/// <summary>The lines over the panes.</summary>
internal static class HeaderLayout
{
    /// <summary>Who and where: the node, its role, the state, and at the right the election's short code.</summary>
    public static Line Header(UiModel model, int width)
    {
        string role = model.Settings.IsReadOnly ? "read-only" : model.Settings.Role.ToString().ToLowerInvariant();
        string code = "code " + UiWords.Code(model);
        Line left = Line.Of(model.Settings.Id.Text, Tone.Strong).Add($" {role} · ").Add(UiWords.State(model), ToneOf(model));
        if (model.TimeLeft is { } timeLeft)
            left = left.Add(" · " + UiWords.Time(timeLeft) + " left");
        if (model.IsNodeEnded)
            left = left.Add(" · ended, q leaves");
        // The code stays whole however narrow the terminal is.
        return left.Fit(Math.Max(0, width - code.Length - 1)).AddRight(code, width, Tone.Strong);
    }

    /// <summary>The screens' names, the shown one marked by brackets.</summary>
    public static Line Screens(UiModel model, int width)
    {
        Line line = Line.Empty;
        foreach (UiScreen screen in UiScreens.All)
        {
            bool isShown = screen == model.Screen;
            string name = $"{screen.Number()} {screen.Title()}";
            line = line.Add(isShown ? $"[{name}]" : $" {name} ", isShown ? Tone.Selected : Tone.Normal, UiKey.Of(screen.Number()));
        }
        return line.Fit(width);
    }

    /// <summary>What nobody may overlook: a divergence, or a group that cannot move.</summary>
    public static ImmutableArray<Line> Bars(UiModel model, int width)
    {
        if (model.IsDiverged)
            return [Line.Of($" ! DIVERGED: {model.Snapshot!.Reason}; see 4 Compare").Fill(width, Tone.Alarm)];
        if (model.Detail.Blocked is { } blocked && !model.HasVerdict)
            return [Line.Of($" ! {blocked}: nothing is counted until that changes").Fill(width, Tone.Alarm)];
        return [];
    }

    private static Tone ToneOf(UiModel model) => model.State switch
    {
        ElectionState.Certified => Tone.Blue,
        ElectionState.Diverged or ElectionState.NoResult or ElectionState.Stalled => Tone.Orange,
        _ => Tone.Strong,
    };
}
