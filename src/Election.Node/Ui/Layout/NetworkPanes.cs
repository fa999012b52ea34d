using System.Globalization;
using Election.Groups.Stack;
using Election.Node.Ui.Model;
using Election.Node.Ui.Text;
using Election.Runtime.Network;
using Election.Voting.Core;

namespace Election.Node.Ui.Layout;

/// <summary>What this node saw of each member's messages.</summary>
internal static class LinksPane
{
    private const int From = 9;
    private const int Trip = 11;

    private static readonly (string Name, int Width)[] s_counts = [("sent", 6), ("lost", 6), ("doubled", 9), ("repaired", 10)];

    /// <summary>The pane.</summary>
    public static Pane Of(UiModel model, int width)
    {
        _ = width;
        Line heading = Line.Empty.AddColumn("from", From, Tone.Dim);
        foreach ((string name, int columns) in s_counts)
            heading = heading.Add(name.PadLeft(columns), Tone.Dim);
        heading = heading.AddColumn($"  rtt {Glyphs.AtMost}", Trip, Tone.Dim).Add("heard", Tone.Dim);
        IEnumerable<LinkView> links = model.Detail.Links.Where(link => model.Passes(link.Id.Text));
        return new Pane("Links to this node", [heading], [.. links.Select(link => Row(model, link))]);
    }

    private static Line Row(UiModel model, LinkView link)
    {
        LinkStanding standing = link.Standing;
        Line line = Line.Empty.AddColumn(link.Id.Text, From);
        long[] counts = [(long)standing.Sent, standing.Lost, standing.Doubled, standing.Repaired];
        for (int i = 0; i < counts.Length; i++)
            line = line.Add(UiWords.Number(counts[i]).PadLeft(s_counts[i].Width));
        bool isSelf = link.Id == model.Settings.Id;
        string trip = isSelf ? "  itself"
            : standing.RoundTrip is { } time ? string.Create(CultureInfo.InvariantCulture, $"  {time.TotalMilliseconds:0.0} ms")
            : "  -";
        return line.AddColumn(trip, Trip).Add(isSelf ? "" : UiWords.Ago(link.SinceHeard));
    }
}

/// <summary>The faults in force here, and what they did.</summary>
internal static class FaultsPane
{
    /// <summary>The pane.</summary>
    public static Pane Of(UiModel model, int width)
    {
        IEnumerable<Line> faults = (model.Picture?.Faults ?? []).Select(fault => fault.ToString()).Where(model.Passes)
            .SelectMany(fault => Line.Wrap(fault, width, 2));
        string how = model.CanAddFaults ? "F adds a fault to what this node receives; none ends them all" : "faults cannot be set here";
        return new Pane("Faults", [.. Line.Wrap(how, width, 2, Tone.Dim), Did(model)], [.. faults.DefaultIfEmpty(Line.Of("no fault is in force"))]);
    }

    private static Line Did(UiModel model)
    {
        FaultCounters did = model.Picture?.Injected ?? default;
        (string Name, long Count)[] counts =
            [("dropped", did.Dropped), ("doubled", did.Doubled), ("delayed", did.Delayed), ("corrupted", did.Corrupted)];
        return Line.Of(string.Join("  ", counts.Select(count => $"{count.Name} {UiWords.Number(count.Count)}")));
    }
}
