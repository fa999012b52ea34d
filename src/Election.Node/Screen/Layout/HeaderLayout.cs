using System.Collections.Immutable;
using Election.Node.Screen.Model;
using Election.Node.Screen.Text;
using Election.Voting.Core;

namespace Election.Node.Screen.Layout;

/// <summary>Lays out the lines above the panes.</summary>
internal static class HeaderLayout
{
    private const int RoomyWidth = 64;
    private const int MostErrorLines = 3;

    /// <summary>
    /// The node, its role, the state, and the election's short code at the right. A narrower terminal drops more of the words around the
    /// state and the code.
    /// </summary>
    public static Line Header(UiModel model, int width)
    {
        string code = UiWords.Code(model);
        string named = model.Say($"code {code}");
        Line brief = Line.Of(model.Settings.Id.Text, Tone.Strong).Add(" ").Add(model.Say(UiWords.State(model)), ToneOf(model));
        Line whole = Line.Of(model.Settings.Id.Text, Tone.Strong).Add($" {model.Say(UiWords.Role(model))} · ")
            .Add(model.Say(UiWords.State(model)), ToneOf(model));
        return Beside(WithTime(model, whole), named, width) ?? Beside(WithTime(model, brief), named, width)
            ?? Beside(brief, named, width) ?? Beside(brief, code, width)
            // The code is never shortened.
            ?? brief.Fit(Math.Max(0, width - code.Length - 1)).AddRight(code, width, Tone.Strong);
    }

    private static Line WithTime(UiModel model, Line line)
    {
        if (model.TimeLeft is { } timeLeft)
            line = line.Add(" · " + model.Say($"{UiWords.Time(timeLeft)} left"));
        return model.IsNodeEnded ? line.Add(" · " + model.Say($"ended, q quits")) : line;
    }

    /// <summary>The names of the screens; brackets mark the current one.</summary>
    public static Line Screens(UiModel model, int width)
    {
        Line line = Line.Empty;
        // If there is room, the names keep their places when the brackets move.
        bool isRoomy = width >= RoomyWidth;
        foreach (UiScreen screen in UiScreens.All)
        {
            bool isShown = screen == model.Screen;
            string name = $"{screen.Number()} {model.Say(screen.Title())}";
            string shown = isShown ? $"[{name}]" : isRoomy ? $" {name} " : name;
            line = line.Add(isRoomy || line.Width == 0 ? "" : " ")
                .Add(shown, isShown ? Tone.Selected : Tone.Normal, UiKey.Of(screen.Number()));
        }
        return line.Fit(width);
    }

    /// <summary>Warnings that must not be missed: a divergence, a blocked group, or an error in the typed text.</summary>
    public static ImmutableArray<Line> Bars(UiModel model, int width)
    {
        ImmutableArray<Line>.Builder bars = ImmutableArray.CreateBuilder<Line>();
        if (model.IsDiverged)
            bars.Add(Line.Of(model.Say($" ! DIVERGED (see 4 Compare): {model.Snapshot!.Reason}")).Fill(width, Tone.Alarm));
        else if (model.Detail.Blocked is { } blocked && !model.HasVerdict)
            bars.Add(Line.Of(model.Say($" ! {blocked}: nothing is counted until that changes")).Fill(width, Tone.Alarm));
        if (model.Prompt?.Error is { } error)
            bars.AddRange(Line.Wrap($"! {model.Say(error)}", width, 2, Tone.Orange).Take(MostErrorLines));
        return bars.ToImmutable();
    }

    private static Line? Beside(Line left, string right, int width) =>
        left.Width + 1 + right.Length <= width ? left.AddRight(right, width, Tone.Strong) : null;

    private static Tone ToneOf(UiModel model) => model.State switch
    {
        ElectionState.Certified => Tone.Blue,
        ElectionState.Diverged or ElectionState.NoResult or ElectionState.Stalled => Tone.Orange,
        _ => Tone.Strong,
    };
}
