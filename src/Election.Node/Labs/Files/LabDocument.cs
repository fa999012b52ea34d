using Election.Node.Labs.Expectations;
using Election.Node.Labs.Marks;
using Election.Node.Talk.Language;

namespace Election.Node.Labs.Files;

/// <summary>A text in the languages of the labs.</summary>
/// <param name="En">In English.</param>
/// <param name="Es">In Spanish; null where there is none yet.</param>
internal sealed record LabTitle(string En, string? Es = null)
{
    /// <summary>In one language, in English where there is no other.</summary>
    public string In(Language language) => language == Language.Spanish && Es is not null ? Es : En;
}

/// <summary>
/// A <c>lab.json</c>: what runs, what has to be seen in it, and what is asked (docs/labs.md). Data alone: no lab has code.
/// </summary>
/// <param name="Title">What the lab is called.</param>
/// <param name="Goal">What it shows, in one sentence.</param>
/// <param name="Seed">The seed with which it is shipped; it shows the phenomenon.</param>
/// <param name="Runs">What runs, in order.</param>
/// <param name="Checks">What has to be seen.</param>
/// <param name="Questions">What is asked.</param>
internal sealed record LabDocument(
    LabTitle Title, LabTitle Goal, ulong Seed, LabRunSpec[] Runs, LabExpectation[] Checks, LabQuestion[] Questions);
