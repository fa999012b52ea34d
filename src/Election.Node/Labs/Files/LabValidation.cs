using Election.Node.Labs.Expectations;
using Election.Node.Labs.Marks;

namespace Election.Node.Labs.Files;

/// <summary>The rules on how a lab's parts fit together.</summary>
internal static class LabValidation
{
    /// <summary>The first part that does not fit, in one clause; null if all fit.</summary>
    /// <exception cref="Election.Runtime.StartRefusedException">
    /// The simulation does not accept a run's options, or a table's file holds no table.
    /// </exception>
    public static Sentence? Objection(Lab lab)
    {
        LabDocument document = lab.Document;
        return Outline(document)
            ?? document.Runs.Select(LabRunValidation.Objection).FirstOrDefault(problem => problem is not null)
            ?? Inside(document, document.Runs.ToDictionary(run => run.Name, run => LabNames.Of(lab, run)));
    }

    private static Sentence? Outline(LabDocument document)
    {
        if (document.Runs.Contains(null!) || document.Checks.Contains(null!) || document.Questions.Contains(null!))
            return $"runs, checks and questions must not hold null";
        if (document.Runs.Length == 0 || document.Checks.Length == 0)
            return $"a lab needs at least one run and one check";
        string? twice = document.Runs.GroupBy(run => run.Name).FirstOrDefault(group => group.Count() > 1)?.Key
            ?? document.Questions.GroupBy(question => question.Id).FirstOrDefault(group => group.Count() > 1)?.Key;
        return twice is not null ? Sentence.Of($"'{twice}' is named twice") : null;
    }

    private static Sentence? Inside(LabDocument document, Dictionary<string, LabNames> names)
    {
        foreach (LabExpectation check in document.Checks)
        {
            Sentence what = $"check {check.Word}";
            if (Misfit(document, check.Run, check.Fits, what) is { } misfit)
                return misfit;
            if (check.Objection(names[check.Run]) is { } problem)
                return $"{what}, run {check.Run}: {problem}";
        }
        foreach (LabQuestion question in document.Questions)
        {
            Sentence what = $"question {question.Id}";
            if (question.Choices?.ContainsValue(null!) == true)
                return $"{what}: choices holds a null";
            if (question.Answer.Run is { } run && Misfit(document, run, question.Answer.Fits, what) is { } misfit)
                return misfit;
            if (question.Answer.Objection(question.Answer.Run is { } named ? names[named] : null) is { } problem)
                return $"{what}: {problem}";
        }
        return null;
    }

    private static Sentence? Misfit(LabDocument document, string run, Func<LabRunSpec, bool> fits, Sentence what)
    {
        LabRunSpec? named = document.Runs.FirstOrDefault(one => one.Name == run);
        return named is null ? $"{what} is about a run '{run}', which does not exist"
            : fits(named) ? null : Sentence.Of($"{what} cannot be about the run '{run}', which is of another kind");
    }
}
