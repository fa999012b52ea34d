using Election.Node.Labs.Checks;
using Election.Node.Labs.Marks;

namespace Election.Node.Labs.Files;

/// <summary>Whether a lab's parts fit together.</summary>
internal static class LabSense
{
    /// <summary>The first thing that does not fit, in one clause; null when all does.</summary>
    public static FormattableString? Problem(LabDocument document)
    {
        string[] runs = [.. document.Runs.Select(run => run.Name)];
        string? twice = runs.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1)?.Key
            ?? document.Questions.Select(question => question.Id).GroupBy(id => id).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (runs.Length == 0 || document.Checks.Length == 0)
            return $"a lab has at least one run and one check";
        if (twice is not null)
            return $"'{twice}' is named twice";
        foreach (LabCheck check in document.Checks)
        {
            if (Misfit(document, check.Run, check.Fits, $"{check.GetType().Name}") is { } problem)
                return problem;
        }
        foreach (LabQuestion question in document.Questions)
        {
            if (question.Answer.Run is { } run && Misfit(document, run, question.Answer.Fits, $"question {question.Id}") is { } problem)
                return problem;
        }
        return null;
    }

    private static FormattableString? Misfit(LabDocument document, string run, Func<LabRunSpec, bool> fits, FormattableString what)
    {
        LabRunSpec? named = document.Runs.FirstOrDefault(one => one.Name == run);
        return named is null ? $"{what} is about a run '{run}', and there is none"
            : fits(named) ? null : (FormattableString)$"{what} cannot be about the run '{run}', which is of another kind";
    }
}
