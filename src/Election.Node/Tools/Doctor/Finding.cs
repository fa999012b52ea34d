using Election.Groups.Model;

namespace Election.Node.Tools.Doctor;

/// <summary>One thing that was found on an interface.</summary>
/// <param name="Code">Its name, for programs and for the table in README.md.</param>
/// <param name="Problem">What is so, in one clause.</param>
/// <param name="Advice">What to do about it, in one clause.</param>
internal sealed record Finding(string Code, Sentence Problem, Sentence Advice);

/// <summary>Whether multicast works on an interface.</summary>
internal enum InterfaceVerdict
{
    /// <summary>A probe reached this process and another one.</summary>
    Works,

    /// <summary>It could be probed, and the probe did not reach both.</summary>
    Fails,

    /// <summary>It cannot carry multicast as it is; nothing was sent.</summary>
    Unusable,

    /// <summary>Nobody named it, so nothing was sent.</summary>
    NotProbed,
}

/// <summary>The words for verdicts.</summary>
internal static class InterfaceVerdictText
{
    private static readonly WordTable<InterfaceVerdict> s_words = new("works", "fails", "unusable", "not-probed");

    /// <summary>The word in documents.</summary>
    public static string ToText(this InterfaceVerdict verdict) => s_words[verdict];
}
