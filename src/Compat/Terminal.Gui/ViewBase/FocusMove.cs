namespace Terminal.Gui.ViewBase;

/// <summary>
/// Moves the focus within one tree of views. A view has the focus when it, or one in it, is where keys go: so the views that have it are
/// always one line from the root inwards.
/// </summary>
internal static class FocusMove
{
    /// <summary>Moves it to this view.</summary>
    /// <returns>Whether it moved: what loses or gets it can refuse.</returns>
    internal static bool To(View target)
    {
        var from = target.Root().MostFocused;
        var before = Line(from);
        var after = Line(target);
        var leaving = before.Except(after).ToList();
        var entering = after.Except(before).Reverse().ToList();
        if (leaving.Exists(view => view.RaiseFocusChanging(false, from, target))
            || entering.Exists(view => view.RaiseFocusChanging(true, from, target)))
            return false;
        Move(leaving, entering, from, target);
        return true;
    }

    /// <summary>Takes it from this view and those in it; the view around it, if any, keeps it.</summary>
    internal static void Out(View view)
    {
        var from = view.MostFocused;
        var leaving = Line(from).TakeWhile(within => within != view.SuperView).ToList();
        Move(leaving, [], from, view.SuperView);
    }

    private static void Move(List<View> leaving, List<View> entering, View? from, View? to)
    {
        leaving.ForEach(view => view.TakeFocus(gets: false));
        entering.ForEach(view => view.TakeFocus(gets: true));
        ((to ?? from)?.App?.Navigation)?.SetFocused(to);
        leaving.ForEach(view => view.RaiseFocusChanged(gets: false, from, to));
        entering.ForEach(view => view.RaiseFocusChanged(gets: true, from, to));
    }

    private static List<View> Line(View? innermost)
    {
        List<View> line = [];
        for (var view = innermost; view is not null; view = view.SuperView)
            line.Add(view);
        return line;
    }
}
