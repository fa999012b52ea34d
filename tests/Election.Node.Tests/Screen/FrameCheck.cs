using Election.Node.Screen.Layout;
using Election.Node.Screen.Model;
using Election.Node.Screen.Text;

namespace Election.Node.Tests.Screen;

/// <summary>Properties of every frame.</summary>
internal static class FrameCheck
{
    public static void Holds(UiModel model, UiFrame frame)
    {
        (int width, int height) = model.Size;
        Assert.InRange(frame.Top.Length, 0, height);
        Assert.All(frame.Top.Append(frame.Bottom), line => Assert.InRange(line.Width, 0, width));
        foreach (PlacedPane pane in frame.Over is null ? frame.Panes : frame.Panes.Add(frame.Over))
        {
            Assert.InRange(pane.Area.Left, 0, width - pane.Area.Width);
            Assert.InRange(pane.Area.Top, frame.Top.Length > 2 && pane != frame.Over ? frame.Top.Length : 2, height - 1 - pane.Area.Height);
            Assert.InRange(pane.Lines.Length, 0, pane.Area.Inner.Height);
            Assert.All(pane.Lines, line => Assert.InRange(line.Width, 0, pane.Area.Inner.Width));
            Assert.InRange(Cells.Width(pane.Title), 0, pane.Area.Inner.Width);
        }
        Assert.DoesNotContain(TextOf(frame).Replace("\n", ""), char.IsControl);
    }

    /// <summary>The text of all its lines.</summary>
    public static string TextOf(UiFrame frame) =>
        string.Join('\n', frame.Top.Concat(frame.Panes.SelectMany(pane => pane.Lines.Prepend(Line.Of(pane.Title))))
        .Concat(frame.Over?.Lines.Prepend(Line.Of(frame.Over.Title)) ?? []).Append(frame.Bottom).Select(line => line.Text));
}
