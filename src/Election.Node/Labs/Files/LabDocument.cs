using Election.Node.Labs.Expectations;
using Election.Node.Labs.Marks;
using Election.Node.Talk.Language;

namespace Election.Node.Labs.Files;

/// <summary>A text in the labs' languages.</summary>
/// <param name="En">In English.</param>
/// <param name="Es">In Spanish; null if it is not translated.</param>
internal sealed record LabTitle(string En, string? Es = null)
{
    /// <summary>The text in a language; in English if it is not translated.</summary>
    public string In(Language language) => language == Language.Spanish && Es is not null ? Es : En;
}

/// <summary>A <c>lab.json</c>: the runs, the checks on them, and the questions (docs/labs.md). It is data alone: no lab has code.</summary>
/// <param name="Title">The lab's title.</param>
/// <param name="Goal">The phenomenon it shows, in one sentence.</param>
/// <param name="Seed">The seed it ships with, which shows the phenomenon.</param>
/// <param name="Runs">The runs, in order.</param>
/// <param name="Checks">The checks.</param>
/// <param name="Questions">The questions.</param>
internal sealed record LabDocument(
    LabTitle Title, LabTitle Goal, ulong Seed, LabRunSpec[] Runs, LabExpectation[] Checks, LabQuestion[] Questions);
