using System.Collections.Immutable;
using System.Diagnostics;
using Election.Node.Screen.Model;
using Election.Node.Screen.Text;

namespace Election.Node.Screen.Layout;

/// <summary>
/// One frame: a pure function of the model, whose settings hold the language. Panes stand side by side from 100 columns on and are stacked
/// below that; without the height for two, only the pane with the focus is shown. Below 60×16 a line says so, and the node keeps running.
/// </summary>
/// <param name="Top">The header, the names of the screens, and the bars, each over the whole width.</param>
/// <param name="Panes">The panes in reading order, each with its area.</param>
/// <param name="Bottom">The last line: hints, a prompt, or the reason why a key did nothing.</param>
/// <param name="Over">The overlay; null for none.</param>
internal sealed record UiFrame(ImmutableArray<Line> Top, ImmutableArray<PlacedPane> Panes, Line Bottom, PlacedPane? Over)
{
    /// <summary>The least usable width, in cells.</summary>
    public const int LeastWidth = 60;

    /// <summary>The least usable height, in cells.</summary>
    public const int LeastHeight = 16;

    /// <summary>The width from which panes stand side by side, in cells.</summary>
    public const int WideWidth = 100;

    private const int LeastStackedHeight = 15;

    /// <summary>Lays out a model.</summary>
    public static UiFrame Of(UiModel model)
    {
        UiFrame frame = model.IsTooSmall ? TooSmall(model) : Whole(model);
        return model.Settings.IsAscii ? frame.ToAscii() : frame;
    }

    /// <summary>Limits a scroll to the rows that exist.</summary>
    public static int ClampScroll(UiModel model, int pane, int scroll)
    {
        (int least, int most) = (0, 0);
        if (model.Question is not null)
        {
            Area area = QuestionLayout.AreaOf(model);
            (least, most) = QuestionLayout.PaneOf(model, area.Inner.Width).ScrollBounds(area.Inner.Height);
        }
        else if (!model.IsTooSmall)
        {
            foreach ((int index, Area area) in Areas(model, BarsOf(model).Length))
            {
                if (index == pane)
                    (least, most) = PaneOf(model, pane, area.Inner.Width).ScrollBounds(area.Inner.Height);
            }
        }
        return Math.Clamp(scroll, least, most);
    }

    private static UiFrame Whole(UiModel model)
    {
        int width = model.Size.Width;
        ImmutableArray<Line> bars = BarsOf(model);
        ImmutableArray<PlacedPane>.Builder panes = ImmutableArray.CreateBuilder<PlacedPane>();
        foreach ((int index, Area area) in Areas(model, bars.Length))
        {
            bool hasFocus = index == model.Pane && model.Question is null;
            panes.Add(Place(PaneOf(model, index, area.Inner.Width), area, hasFocus, model.Scroll[index], model.Filter));
        }
        PlacedPane? over = null;
        if (model.Question is not null)
        {
            Area area = QuestionLayout.AreaOf(model);
            over = Place(QuestionLayout.PaneOf(model, area.Inner.Width), area, true, model.Scroll[0], "");
        }
        ImmutableArray<Line> top = [HeaderLayout.Header(model, width), HeaderLayout.Screens(model, width), .. bars];
        return new UiFrame(top, panes.ToImmutable(), StatusLayout.Bottom(model, width), over);
    }

    private static UiFrame TooSmall(UiModel model)
    {
        (int width, int height) = model.Size;
        Sentence sentence = model.Question is Confirmation { Then: LeaveEffect } leave
            ? Sentence.Of($"{leave.Text} Press q again to leave.")
            : $"At least {LeastWidth}×{LeastHeight} cells are needed; this terminal has {width}×{height}. The node keeps running.";
        // In a row of small panes, readers look for the state and the code.
        IEnumerable<Line> lines = Line.Wrap(model.Say(sentence), width).Prepend(HeaderLayout.Header(model, width)).Take(height);
        return new UiFrame([.. lines.Select(line => line.Fit(width))], [], Line.Empty, null);
    }

    private static ImmutableArray<Line> BarsOf(UiModel model) => HeaderLayout.Bars(model, model.Size.Width);

    private static int CountOf(UiScreen screen) => screen == UiScreen.Log ? 1 : 2;

    private static IEnumerable<(int Index, Area Area)> Areas(UiModel model, int bars)
    {
        const int lines = 2;
        (int width, int height) = model.Size;
        var all = new Area(0, lines + bars, width, height - lines - bars - 1);
        if (CountOf(model.Screen) == 1)
            yield return (0, all);
        else if (width >= WideWidth)
        {
            int left = width * 3 / 5;
            yield return (0, all with { Width = left });
            yield return (1, all with { Left = left, Width = width - left });
        }
        else if (all.Height >= LeastStackedHeight)
        {
            int upper = all.Height * 3 / 5;
            yield return (0, all with { Height = upper });
            yield return (1, all with { Top = all.Top + upper, Height = all.Height - upper });
        }
        else
            yield return (Math.Min(model.Pane, 1), all);
    }

    private static Pane PaneOf(UiModel model, int pane, int width) => (model.Screen, pane) switch
    {
        (UiScreen.Election, 0) => VotePane.Of(model, width),
        (UiScreen.Election, _) => ProgressPane.Of(model, width),
        (UiScreen.Members, 0) => MembersPane.Of(model, width),
        (UiScreen.Members, _) => LogPane.LatestOf(model, width),
        (UiScreen.Delivery, 0) => DeliveryPane.Of(model, width),
        (UiScreen.Delivery, _) => WaitingPane.Of(model, width),
        (UiScreen.Compare, 0) => ResultsPane.Of(model, width),
        (UiScreen.Compare, _) => DifferencePane.Of(model, width),
        (UiScreen.Network, 0) => LinksPane.Of(model, width),
        (UiScreen.Network, _) => FaultsPane.Of(model, width),
        (UiScreen.Log, _) => LogPane.Of(model, width),
        _ => throw new UnreachableException(),
    };

    private static PlacedPane Place(Pane pane, Area area, bool hasFocus, int scroll, string filter)
    {
        string title = filter.Length > 0 ? $"{pane.Title} / {filter}" : pane.Title;
        string fit = Cells.Fit(Cells.Clean(title), Math.Max(0, area.Width - 6));
        return new PlacedPane(area, fit, hasFocus, pane.Seen(area.Inner.Width, area.Inner.Height, scroll));
    }

    private UiFrame ToAscii() => new(
        [.. Top.Select(line => line.ToAscii())], [.. Panes.Select(ToAscii)], Bottom.ToAscii(), Over is null ? null : ToAscii(Over));

    private static PlacedPane ToAscii(PlacedPane pane) =>
        pane with { Title = Glyphs.ToAscii(pane.Title), Lines = [.. pane.Lines.Select(line => line.ToAscii())] };
}
