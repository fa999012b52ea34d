namespace Terminal.Gui.ViewBase;

/// <summary>
/// Where a view begins, across or down, in the content of the view around it. A number converts to <see cref="Absolute"/>.
/// </summary>
public abstract record Pos
{
    /// <summary>At this cell.</summary>
    public static Pos Absolute(int position) => new PosAbsolute(position);

    /// <summary>At the end: the view's own size before it.</summary>
    public static Pos AnchorEnd() => new PosAnchorEnd(null);

    /// <summary>This far before the end.</summary>
    public static Pos AnchorEnd(int offset)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        return new PosAnchorEnd(offset);
    }

    /// <summary>In the middle.</summary>
    public static Pos Center() => new PosCenter();

    /// <summary>At what a function says; it is given the view.</summary>
    public static Pos Func(Func<View?, int> function, View? view = null) => new PosFunc(function, view);

    /// <summary>At this part of the whole, in hundredths.</summary>
    public static Pos Percent(int percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(percent);
        return new PosPercent(percent);
    }

    /// <summary>Where another view begins, across.</summary>
    public static Pos Left(View view) => new PosView(view, frame => frame.Left);

    /// <summary>Where another view begins, across.</summary>
    public static Pos X(View view) => Left(view);

    /// <summary>Where another view begins, down.</summary>
    public static Pos Top(View view) => new PosView(view, frame => frame.Top);

    /// <summary>Where another view begins, down.</summary>
    public static Pos Y(View view) => Top(view);

    /// <summary>Right after another view.</summary>
    public static Pos Right(View view) => new PosView(view, frame => frame.Right);

    /// <summary>Right below another view.</summary>
    public static Pos Bottom(View view) => new PosView(view, frame => frame.Bottom);

    /// <summary>At this cell.</summary>
    public static implicit operator Pos(int n) => new PosAbsolute(n);

    /// <summary>Further by the other.</summary>
    public static Pos operator +(Pos left, Pos right) => new PosCombine(left, right, 1);

    /// <summary>Nearer by the other.</summary>
    public static Pos operator -(Pos left, Pos right) => new PosCombine(left, right, -1);

    /// <summary>The cell, given the room there is and the size of the view.</summary>
    internal abstract int In(int room, int size);
}

internal sealed record PosAbsolute(int Position) : Pos
{
    internal override int In(int room, int size) => Position;
}

internal sealed record PosAnchorEnd(int? Offset) : Pos
{
    internal override int In(int room, int size) => room - (Offset ?? size);
}

internal sealed record PosCenter : Pos
{
    internal override int In(int room, int size) => (room - size) / 2;
}

internal sealed record PosPercent(int Hundredths) : Pos
{
    internal override int In(int room, int size) => (int)((long)room * Hundredths / 100);
}

internal sealed record PosFunc(Func<View?, int> Function, View? View) : Pos
{
    internal override int In(int room, int size) => Function(View);
}

internal sealed record PosView(View View, Func<Rectangle, int> Side) : Pos
{
    internal override int In(int room, int size) => Side(View.Frame);
}

internal sealed record PosCombine(Pos First, Pos Second, int Sign) : Pos
{
    internal override int In(int room, int size) => First.In(room, size) + (Sign * Second.In(room, size));
}
