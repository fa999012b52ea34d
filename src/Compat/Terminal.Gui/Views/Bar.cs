namespace Terminal.Gui.Views;

/// <summary>Views beside one another. (The package can also put them below one another.)</summary>
public class Bar : View
{
    /// <summary>An empty one.</summary>
    public Bar() : this([])
    {
    }

    /// <summary>One of these views.</summary>
    public Bar(IEnumerable<View>? shortcuts)
    {
        CanFocus = true;
        Width = Dim.Auto(DimAutoStyle.Content);
        Height = Dim.Auto(DimAutoStyle.Content, 1);
        CommandsToBubbleUp = [Command.Accept, Command.Activate];
        foreach (var view in shortcuts ?? [])
            Add(view);
    }

    /// <inheritdoc/>
    protected override void OnSubViewLayout(LayoutEventArgs args)
    {
        View? before = null;
        foreach (var view in SubViews.Where(view => view.Visible))
        {
            view.X = before is null ? 0 : Pos.Right(before);
            view.Y = 0;
            before = view;
        }
    }
}

/// <summary>A bar in the last row: what keys do here.</summary>
public class StatusBar : Bar
{
    /// <summary>An empty one.</summary>
    public StatusBar() : this([])
    {
    }

    /// <summary>One of these shortcuts.</summary>
    public StatusBar(IEnumerable<Shortcut> shortcuts) : base(shortcuts)
    {
        TabStop = TabBehavior.NoStop;
        Y = Pos.AnchorEnd();
        Width = Dim.Fill();
        SchemeName = SchemeManager.SchemesToSchemeName(Schemes.Menu);
    }

    /// <inheritdoc/>
    protected override void OnSubViewAdded(View view)
    {
        ArgumentNullException.ThrowIfNull(view);
        view.CanFocus = false;
    }

    /// <inheritdoc/>
    protected override void OnSubViewLayout(LayoutEventArgs args)
    {
        base.OnSubViewLayout(args);
        var last = SubViews.LastOrDefault(view => view.Visible);
        foreach (var view in SubViews)
        {
            view.Border.LineStyle = LineStyle.Single;
            var right = view == last ? 0 : 1;
            if (view.Border.Thickness.Right != right)
                view.Border.Thickness = new Thickness(0, 0, right, 0);
        }
    }
}
