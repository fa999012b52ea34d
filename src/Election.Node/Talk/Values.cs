using System.Globalization;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Voting.Setup;

namespace Election.Node.Talk;

/// <summary>
/// Readers of values that more than one option has. Each says in one clause what it wants when it is given something else.
/// </summary>
internal static class Values
{
    /// <summary>The largest seed: every JSON reader takes it for the same number (RFC 8259, section 6).</summary>
    public const ulong MaxSeed = (1UL << 53) - 1;

    private static readonly long s_maxUnixMilliseconds = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>Reads a whole number within bounds.</summary>
    /// <param name="least">The least.</param>
    /// <param name="most">The most.</param>
    /// <param name="isNone">What is said of anything else: that it "is no number of nodes".</param>
    public static ValueReader<int?> Whole(int least, int most, Sentence isNone) =>
        (string text, out int? value, out Sentence reason) =>
    {
        bool ok = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most;
        value = ok ? number : null;
        reason = $"{Quoted.Of(text)} {isNone}: give a whole number from {least} to {most}";
        return ok;
    };

    /// <summary>Reads a seed.</summary>
    public static bool ReadSeed(string text, out ulong? seed, out Sentence reason)
    {
        bool ok = ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) && number <= MaxSeed;
        seed = ok ? number : null;
        reason = $"{Quoted.Of(text)} is not a seed: give a whole number from 0 to {MaxSeed}";
        return ok;
    }

    /// <summary>Reads a time of day as milliseconds since the Unix epoch.</summary>
    public static bool ReadUnixMilliseconds(string text, out long? milliseconds, out Sentence reason)
    {
        bool ok = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number <= s_maxUnixMilliseconds;
        milliseconds = ok ? number : null;
        reason = $"{Quoted.Of(text)} is not a time of day: give milliseconds since 1970";
        return ok;
    }

    /// <summary>Reads a length of time that may be zero.</summary>
    public static bool ReadDuration(string text, out TimeSpan? duration, out Sentence reason)
    {
        bool ok = FaultTime.TryParse(text, out TimeSpan time);
        duration = ok ? time : null;
        reason = $"{Quoted.Of(text)} is not a time: write seconds or milliseconds, for example 1.5s or 200ms, up to 24 hours";
        return ok;
    }

    /// <summary>Reads a length of time above zero.</summary>
    public static bool ReadWait(string text, out TimeSpan? duration, out Sentence reason)
    {
        if (ReadDuration(text, out duration, out reason) && duration == TimeSpan.Zero)
        {
            duration = null;
            reason = $"the time must be above zero, for example 30s";
        }
        return duration is not null;
    }

    /// <summary>Reads a node's id.</summary>
    public static bool ReadMemberId(string text, out MemberId? id, out Sentence reason)
    {
        bool ok = MemberId.Read(text).TryGet(out MemberId read, out Sentence? problem);
        reason = problem ?? Sentence.None;
        id = ok ? read : null;
        return ok;
    }

    /// <summary>Reads a title.</summary>
    public static bool ReadTitle(string text, out string? title, out Sentence reason) =>
        Names.TryNormalise(text, $"the title", out title, out reason);

    /// <summary>Reads one of a few words.</summary>
    /// <param name="isNone">What is said of anything else: that it "is no journal".</param>
    /// <param name="words">The words and what they mean.</param>
    public static ValueReader<T> Word<T>(Sentence isNone, params (string Word, T Value)[] words) =>
        (string text, out T? value, out Sentence reason) =>
    {
        foreach ((string word, T meant) in words)
        {
            if (word != text)
                continue;
            value = meant;
            reason = $"";
            return true;
        }
        value = default;
        Sentence choices = words.Skip(1).Aggregate(Sentence.Of($"{words[0].Word}"), (said, pair) => $"{said} or {pair.Word}");
        reason = $"{Quoted.Of(text)} {isNone}: choose {choices}";
        return false;
    };
}
