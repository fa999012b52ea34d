using System.Globalization;
using Election.Node.Runs.Single;
using Election.Node.Screen.Model;
using Election.Node.Tests.EndToEnd;
using Xunit.Abstractions;

namespace Election.Node.Tests.Load;

/// <summary>
/// What a screen costs a node that delivers 10,000 statements a second, and how soon it answers a key. The figures are printed:
/// <c>dotnet test tests/Election.Node.Tests -c Release --filter ScreenLoadTests --logger "console;verbosity=detailed"</c>.
/// </summary>
[Collection(EndToEndCollection.Name)]
public sealed class ScreenLoadTests(ITestOutputHelper output)
{
    private const int PerSecond = 10_000;
    private const double LargestShare = 0.15;

    private static readonly TimeSpan s_time = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan s_keyPace = TimeSpan.FromMilliseconds(90);
    private static readonly TimeSpan s_longestAnswer = TimeSpan.FromMilliseconds(100);

    [Theory]
    [InlineData(80, 24)]
    [InlineData(200, 50)]
    public async Task Ten_thousand_deliveries_a_second_leave_the_screen_quick_and_cheap(int width, int height)
    {
        var screen = new BusyScreen(width, height);
        using var node = new BusyNode(
            busy => screen.Mailbox.Put(new NodePicture(busy.Core.Snapshot(), busy.Core.Detail(), [], default)), screen.Mailbox.Put);
        // What is compiled at first use is no cost of every second.
        await screen.TypeWhileAsync(node.DeliverAsync(PerSecond, s_warmUp), s_keyPace);
        (TimeSpan onLoop, TimeSpan onThread, int answered) = (node.ShowTime, screen.Time, screen.Answers.Count);
        await screen.TypeWhileAsync(node.DeliverAsync(PerSecond, s_time), s_keyPace);
        (double pictures, double frames) = ((node.ShowTime - onLoop) / s_time, (screen.Time - onThread) / s_time);
        await screen.EndAsync();
        node.Dispose();
        long delivered = (long)node.Core.Snapshot().Committed.Value;
        TimeSpan[] answers = [.. screen.Answers.Skip(answered).Order()];
        TimeSpan median = answers[answers.Length / 2], slow = answers[answers.Length * 95 / 100];
        double rate = delivered / (s_warmUp + s_time).TotalSeconds;
        Tell($"{width}×{height}: {rate:0} deliveries/s, {node.Shows} pictures, {screen.Frames} frames, {answers.Length} keys");
        Tell($"cost: {pictures + frames:0.0%} of one core (pictures {pictures:0.0%}, screen {frames:0.0%})");
        Tell($"key to frame: median {median.TotalMilliseconds:0} ms, 95 of 100 within {slow.TotalMilliseconds:0} ms");
        Tell($"slowest: {answers[^1].TotalMilliseconds:0} ms");
        Assert.True(delivered > PerSecond * s_time.TotalSeconds / 2, $"only {delivered} deliveries: the load did not come about");
        Assert.InRange(pictures + frames, 0, LargestShare);
        // The figures above are the measure; the limit is three times the promise, for a machine on which others work too.
        Assert.InRange(median, TimeSpan.Zero, 3 * s_longestAnswer);
    }

    [Fact]
    public async Task A_node_without_a_screen_makes_no_pictures_and_pays_next_to_nothing_for_being_shown()
    {
        var view = new PlainView(TextWriter.Null);
        using var node = new BusyNode(busy => view.Show(busy.Core.Snapshot()), view.Say);
        long given = await node.DeliverAsync(PerSecond, s_time);
        node.Dispose();
        double share = node.ShowTime / s_time;
        Tell($"headless: {given / s_time.TotalSeconds:0} deliveries/s, {node.Shows} looks, {share:0.00%} of one core");
        Assert.InRange(share, 0, LargestShare / 3);
    }

    private void Tell(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
