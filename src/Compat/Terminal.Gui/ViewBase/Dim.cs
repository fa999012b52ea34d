namespace Terminal.Gui.ViewBase;

/// <summary>
/// The size of a view, across or down, in the content of the view around it. A number converts to <see cref="Absolute"/>.
/// </summary>
public abstract record Dim
{
    /// <summary>This many cells.</summary>
    public static Dim Absolute(int size) => new DimAbsolute(size);

    /// <summary>What the text or the views inside need, borders included.</summary>
    public static Dim Auto(DimAutoStyle style = DimAutoStyle.Auto, Dim? minimumContentDim = null, Dim? maximumContentDim = null) =>
        new DimAuto(style, minimumContentDim, maximumContentDim);

    /// <summary>All there is to the end.</summary>
    public static Dim Fill() => new DimFill(Absolute(0), null);

    /// <summary>All there is to this far before the end.</summary>
    public static Dim Fill(Dim margin) => new DimFill(margin, null);

    /// <summary>All there is to where another view begins.</summary>
    public static Dim Fill(View to) => new DimFill(Absolute(0), to);

    /// <summary>What a function says; it is given the view.</summary>
    public static Dim Func(Func<View?, int> function, View? view = null) => new DimFunc(function, view);

    /// <summary>This part of the whole, in hundredths.</summary>
    public static Dim Percent(int percent, DimPercentMode mode = DimPercentMode.ContentSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(percent);
        return new DimPercent(percent, mode);
    }

    /// <summary>As wide as another view.</summary>
    public static Dim Width(View? view) => new DimView(view, frame => frame.Width);

    /// <summary>As high as another view.</summary>
    public static Dim Height(View? view) => new DimView(view, frame => frame.Height);

    /// <summary>This many cells.</summary>
    public static implicit operator Dim(int n) => new DimAbsolute(n);

    /// <summary>Both together.</summary>
    public static Dim operator +(Dim left, Dim right) => new DimCombine(left, right, 1);

    /// <summary>The first without the second.</summary>
    public static Dim operator -(Dim left, Dim right) => new DimCombine(left, right, -1);

    /// <summary>Whether the size does not depend on the room, so that it counts for the size of the view around.</summary>
    internal virtual bool IsOwn => true;

    /// <summary>The cells, given where the view begins and the room there is.</summary>
    internal abstract int In(int begin, int room, View view, Dimension dimension);
}

internal sealed record DimAbsolute(int Size) : Dim
{
    internal override int In(int begin, int room, View view, Dimension dimension) => Size;
}

internal sealed record DimFill(Dim Margin, View? To) : Dim
{
    internal override bool IsOwn => false;

    internal override int In(int begin, int room, View view, Dimension dimension)
    {
        var end = To is null ? room : dimension == Dimension.Width ? To.Frame.X : To.Frame.Y;
        return end - begin - Margin.In(begin, room, view, dimension);
    }
}

internal sealed record DimFunc(Func<View?, int> Function, View? View) : Dim
{
    internal override int In(int begin, int room, View view, Dimension dimension) => Function(View);
}

internal sealed record DimPercent(int Hundredths, DimPercentMode Mode) : Dim
{
    internal override bool IsOwn => false;

    internal override int In(int begin, int room, View view, Dimension dimension) =>
        (int)((long)(Mode == DimPercentMode.Position ? room - begin : room) * Hundredths / 100);
}

internal sealed record DimView(View? View, Func<Rectangle, int> Size) : Dim
{
    internal override int In(int begin, int room, View view, Dimension dimension) => View is null ? 0 : Size(View.Frame);
}

internal sealed record DimCombine(Dim First, Dim Second, int Sign) : Dim
{
    internal override bool IsOwn => First.IsOwn && Second.IsOwn;

    internal override int In(int begin, int room, View view, Dimension dimension) =>
        First.In(begin, room, view, dimension) + (Sign * Second.In(begin, room, view, dimension));
}

internal sealed record DimAuto(DimAutoStyle Style, Dim? Minimum, Dim? Maximum) : Dim
{
    internal override int In(int begin, int room, View view, Dimension dimension)
    {
        var around = dimension == Dimension.Width ? view.GetAdornmentsThickness().Horizontal : view.GetAdornmentsThickness().Vertical;
        var most = Maximum?.In(begin, room, view, dimension) ?? int.MaxValue - around;
        var least = Minimum?.In(begin, room, view, dimension) ?? 0;
        var needed = view.NeededContent(Style, dimension, Math.Max(0, Math.Min(most, room - around)));
        return Math.Max(0, Math.Min(Math.Max(needed, least), most)) + around;
    }
}
