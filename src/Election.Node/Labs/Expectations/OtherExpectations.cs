using System.Collections.Immutable;
using System.Globalization;
using Election.Groups.Model;
using Election.Node.Labs.Files;
using Election.Node.Labs.Runs;
using Election.Node.Tools.Orders;
using Election.Simulation.Reach;
using Election.Traces.Orders;

namespace Election.Node.Labs.Expectations;

/// <summary>The share of complete runs agrees with independent losses, within three standard deviations.</summary>
/// <param name="Run">The run.</param>
internal sealed record ShareExpectation(string Run) : LabExpectation(Run)
{
    private const double Sigmas = 3;

    /// <inheritdoc/>
    public override bool Fits(LabRunSpec run) => run is ShareRunSpec;

    /// <inheritdoc/>
    public override LabFinding Look(LabEvidence evidence, LabText text)
    {
        var share = (ShareEvidence)evidence;
        bool isNear = Math.Abs(share.Share - share.Expected) <= Sigmas * share.Sigma;
        return new LabFinding(isNear, text.Say(isNear ? "share" : "share-not", Run, share.Complete, share.Runs, Percent(share.Share),
            Percent(share.Expected), Percent(Sigmas * share.Sigma), share.Nodes, share.Loss));
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");
}

/// <summary>Listing the sequences one by one gives the number that the formula gives.</summary>
/// <param name="Run">The run.</param>
internal sealed record CountExpectation(string Run) : LabExpectation(Run)
{
    /// <inheritdoc/>
    public override bool Fits(LabRunSpec run) => run is CountRunSpec;

    /// <inheritdoc/>
    public override LabFinding Look(LabEvidence evidence, LabText text)
    {
        var count = (CountEvidence)evidence;
        if (count.Listed is not { } listed)
            return new LabFinding(true, text.Say("count-unlisted", Run, count.Count));
        return new LabFinding(count.Count == listed, text.Say("count", Run, count.Count, listed));
    }
}

/// <summary>The table has a yes and a no in every column, so that it tests each order.</summary>
/// <param name="Run">The run.</param>
internal sealed record TableExpectation(string Run) : LabExpectation(Run)
{
    /// <inheritdoc/>
    public override bool Fits(LabRunSpec run) => run is TableRunSpec;

    /// <inheritdoc/>
    public override LabFinding Look(LabEvidence evidence, LabText text)
    {
        ImmutableArray<ScenarioAnswers> scenarios = ((TableEvidence)evidence).Scenarios;
        string[] untested = [.. TableColumnText.Words
            .Where(word => scenarios.Select(one => one[word.Column].Holds).Distinct().Count() < 2).Select(word => word.Word)];
        return untested.Length == 0
            ? new LabFinding(true, text.Say("table", Run, scenarios.Length))
            : new LabFinding(false, text.Say("table-not", Run, string.Join(", ", untested)));
    }
}

/// <summary>A listener hears a sender, or a given obstacle keeps it from hearing.</summary>
/// <param name="Run">The run.</param>
/// <param name="Case">The case: a sender and a listener.</param>
/// <param name="Obstacle"><c>none</c>, <c>not-joined</c>, <c>other-group</c>, <c>other-port</c> or <c>too-far</c>.</param>
internal sealed record ReachExpectation(string Run, string Case, string Obstacle) : LabExpectation(Run)
{
    private static readonly WordTable<ReachObstacle> s_words = new("none", "not-joined", "other-group", "other-port", "too-far", "lost");

    /// <inheritdoc/>
    public override Sentence? Objection(LabNames names) =>
        LabWords.Objection("case", Case, names.Cases) ?? LabWords.Objection("obstacle", Obstacle, LabWords.Obstacles);

    /// <inheritdoc/>
    public override bool Fits(LabRunSpec run) => run is ReachRunSpec;

    /// <inheritdoc/>
    public override LabFinding Look(LabEvidence evidence, LabText text)
    {
        string found = WordOf(((ReachEvidence)evidence).ObstacleIn(Case));
        return new LabFinding(found == Obstacle, text.Say("reach-" + found, Run, Case));
    }

    /// <summary>The obstacle's word.</summary>
    internal static string WordOf(ReachObstacle obstacle) => s_words[obstacle];
}
