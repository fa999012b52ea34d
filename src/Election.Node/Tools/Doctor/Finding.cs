using Election.Groups.Model;

namespace Election.Node.Tools.Doctor;

/// <summary>A finding on an interface.</summary>
/// <param name="Code">Its name, for programs and for the table in docs/doctor.md.</param>
/// <param name="Problem">The problem, in one clause.</param>
/// <param name="Advice">The remedy, in one clause.</param>
internal sealed record Finding(string Code, Sentence Problem, Sentence Advice);

/// <summary>The verdict on multicast on an interface.</summary>
internal enum InterfaceVerdict
{
    /// <summary>A probe reached this process and a second one.</summary>
    Works,

    /// <summary>It was probed, and the probe did not reach both processes.</summary>
    Fails,

    /// <summary>It cannot carry multicast as it is; nothing was sent.</summary>
    Unusable,

    /// <summary>Nobody named it, so nothing was sent.</summary>
    NotProbed,
}

internal static class InterfaceVerdictText
{
    private static readonly WordTable<InterfaceVerdict> s_words = new("works", "fails", "unusable", "not-probed");

    /// <summary>The verdict's word in documents.</summary>
    public static string ToText(this InterfaceVerdict verdict) => s_words[verdict];
}
