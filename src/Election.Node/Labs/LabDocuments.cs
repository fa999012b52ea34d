using System.Text.Json;
using Election.Node.Labs.Expectations;
using Election.Node.Labs.Files;
using Election.Node.Labs.Marks;
using Election.Node.Labs.Runs;
using Election.Node.Runs.Documents;
using Election.Node.Talk.Files;

namespace Election.Node.Labs;

/// <summary>The document that <c>lab run --json</c> prints: schema <c>election-lab-run/1</c>.</summary>
/// <param name="Lab">The lab's number.</param>
/// <param name="Mode"><c>sim</c> or <c>live</c>.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Verdict"><c>passed</c>, <c>inconclusive</c> or <c>broken</c>.</param>
/// <param name="Checks">The findings, one for each check.</param>
/// <param name="Runs">The runs that were elections.</param>
internal sealed record LabRunDocument(
    string Lab, string Mode, ulong Seed, string Verdict, CheckDocument[] Checks, LabElectionDocument[] Runs)
    : Document("election-lab-run/1")
{
    public static LabRunDocument Of(LabRunSettings settings, ulong seed, IEnumerable<LabEvidence> runs, LabVerdict verdict) => new(
        settings.Lab.Number, settings.Mode == LabMode.Sim ? "sim" : "live", seed,
        !verdict.Broken.IsEmpty ? "broken" : verdict.IsPassed ? "passed" : "inconclusive",
        [.. verdict.Findings.Select(one => new CheckDocument(one.Check.Run, one.Finding?.Holds, one.Finding?.Sentence ?? ""))],
        [.. runs.OfType<ElectionEvidence>().Select(run => new LabElectionDocument(run.Name, run.Replay, run.Document))]);

    /// <summary>The document on one line, without a line feed.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, LabsJson.Written.LabRunDocument);
}

/// <summary>A check in a <see cref="LabRunDocument"/>.</summary>
/// <param name="Run">The run.</param>
/// <param name="Holds">True if the check holds; null if the mode does not show it.</param>
/// <param name="Sentence">The finding in words.</param>
internal sealed record CheckDocument(string Run, bool? Holds, string Sentence);

/// <summary>An election in a <see cref="LabRunDocument"/>.</summary>
/// <param name="Name">The run's name.</param>
/// <param name="Replay">The command line that holds it again.</param>
/// <param name="Document">The run's document.</param>
internal sealed record LabElectionDocument(string Name, string Replay, RunDocument Document);

/// <summary>The document that <c>lab list --json</c> prints: schema <c>election-labs/1</c>.</summary>
/// <param name="Labs">The labs.</param>
internal sealed record LabListDocument(ListedLab[] Labs) : Document("election-labs/1")
{
    /// <summary>The document on one line, without a line feed.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, LabsJson.Written.LabListDocument);
}

/// <summary>A lab in a <see cref="LabListDocument"/>. <c>lab show --json</c> prints it, too.</summary>
/// <param name="Lab">Its number.</param>
/// <param name="Name">Its folder's name.</param>
/// <param name="Title">Its title, in the chosen language.</param>
/// <param name="Goal">The phenomenon it shows, in the chosen language.</param>
/// <param name="Questions">The questions in the chosen language, by id.</param>
internal sealed record ListedLab(string Lab, string Name, string Title, string Goal, OrderedDictionary<string, string> Questions)
{
    /// <summary>The document on one line, without a line feed.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, LabsJson.Written.ListedLab);
}

/// <summary>The document that <c>lab check --json</c> prints: schema <c>election-lab-mark/1</c>.</summary>
/// <param name="Lab">The lab's number.</param>
/// <param name="Seed">The seed of the run that the answers were compared with.</param>
/// <param name="Points">The number of right answers.</param>
/// <param name="Of">The number of questions.</param>
/// <param name="Wrong">The ids of the questions answered wrong or not at all.</param>
internal sealed record LabMarkDocument(string Lab, ulong Seed, int Points, int Of, string[] Wrong) : Document("election-lab-mark/1")
{
    public static LabMarkDocument From(string lab, ulong seed, LabMark mark) => new(
        lab, seed, mark.Points, mark.Questions.Length, [.. mark.Questions.Where(one => !one.IsRight).Select(one => one.Question)]);

    /// <summary>The document on one line, without a line feed.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, LabsJson.Written.LabMarkDocument);
}
