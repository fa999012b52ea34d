using System.Globalization;
using Election.Groups.Model;
using Election.Node.Screen.Model;
using Election.Node.Screen.Text;
using Election.Runtime.Network;
using Election.Voting.Core;

namespace Election.Node.Screen.Layout;

/// <summary>This node's record of every member's messages.</summary>
internal static class LinksPane
{
    private const int From = 9;
    private const int Trip = 11;
    private const int LeastCount = 6;

    public static Pane Of(UiModel model, int width)
    {
        _ = width;
        string[] titles = model.Say($"from|sent|lost|doubled|repaired|heard").Split('|');
        int[] widths = [.. titles[1..^1].Select(title => Math.Max(LeastCount, title.Length + 2))];
        Line heading = Line.Empty.AddColumn(titles[0], From, Tone.Dim);
        for (int i = 0; i < widths.Length; i++)
            heading = heading.Add(titles[i + 1].PadLeft(widths[i]), Tone.Dim);
        heading = heading.AddColumn($"  rtt {Glyphs.AtMost}", Trip, Tone.Dim).Add(titles[^1], Tone.Dim);
        IEnumerable<LinkView> links = model.Detail.Links.Where(link => model.Passes(link.Id.Text));
        return new Pane(model.Say($"Links to this node"), [heading], [.. links.Select(link => Row(model, link, widths))]);
    }

    private static Line Row(UiModel model, LinkView link, int[] widths)
    {
        LinkStanding standing = link.Standing;
        Line line = Line.Empty.AddColumn(link.Id.Text, From);
        long[] counts = [(long)standing.Sent, standing.Lost, standing.Doubled, standing.Repaired];
        for (int i = 0; i < counts.Length; i++)
            line = line.Add(UiWords.Number(counts[i]).PadLeft(widths[i]));
        bool isSelf = link.Id == model.Settings.Id;
        string trip = isSelf ? "  " + model.Say($"itself")
            : standing.RoundTrip is { } time ? string.Create(CultureInfo.InvariantCulture, $"  {time.TotalMilliseconds:0.0} ms")
            : "  -";
        return line.AddColumn(trip, Trip).Add(isSelf ? "" : model.Say(UiWords.Ago(link.SinceHeard)));
    }
}

/// <summary>The faults in force at this node, with their effects so far.</summary>
internal static class FaultsPane
{
    public static Pane Of(UiModel model, int width)
    {
        IEnumerable<Line> faults = (model.Picture?.Faults ?? []).Select(fault => fault.ToString()).Where(model.Passes)
            .SelectMany(fault => Line.Wrap(fault, width, 2));
        string how = model.Say(model.CanAddFaults
            ? Sentence.Of($"F adds a fault to what this node receives; none ends them all") : $"faults cannot be set here");
        return new Pane(model.Say($"Faults"), [.. Line.Wrap(how, width, 2, Tone.Dim), Did(model)],
            [.. faults.DefaultIfEmpty(Line.Of(model.Say($"no fault is in force")))]);
    }

    private static Line Did(UiModel model)
    {
        FaultCounters did = model.Picture?.Injected ?? default;
        return Line.Of(model.Say($"dropped {did.Dropped}  doubled {did.Doubled}  delayed {did.Delayed}  corrupted {did.Corrupted}"));
    }
}
