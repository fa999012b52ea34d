using System.Globalization;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Voting.Setup;

namespace Election.Node.Talk;

/// <summary>
/// Readers of values that several options share. Each gives one clause that states what it expects when it is given something else.
/// </summary>
internal static class Values
{
    /// <summary>The largest seed: every JSON reader represents it exactly (RFC 8259, section 6).</summary>
    public const ulong MaxSeed = (1UL << 53) - 1;

    private static readonly long s_maxUnixMilliseconds = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>Reads a whole number within bounds, both inclusive.</summary>
    /// <param name="least">The smallest number accepted.</param>
    /// <param name="most">The largest number accepted.</param>
    /// <param name="isNone">The refusal of any other text, such as "is not a number of nodes".</param>
    public static ValueReader<int> Whole(int least, int most, Sentence isNone) => text =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number : Sentence.Of($"{Quoted.Of(text)} {isNone}: give a whole number from {least} to {most}");

    /// <summary>Reads a seed.</summary>
    public static Parsed<ulong> ReadSeed(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) && number <= MaxSeed
            ? number : Sentence.Of($"{Quoted.Of(text)} is not a seed: give a whole number from 0 to {MaxSeed}");

    /// <summary>Reads a point in time as milliseconds since the Unix epoch.</summary>
    public static Parsed<long> ReadUnixMilliseconds(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number <= s_maxUnixMilliseconds
            ? number : Sentence.Of($"{Quoted.Of(text)} is not a time of day: give milliseconds since 1970");

    /// <summary>Reads a duration, which may be zero.</summary>
    public static Parsed<TimeSpan> ReadDuration(string text) => FaultTime.TryParse(text, out TimeSpan time)
        ? time : Sentence.Of($"{Quoted.Of(text)} is not a time: write seconds or milliseconds, for example 1.5s or 200ms, up to 24 hours");

    /// <summary>Reads a duration above zero.</summary>
    public static Parsed<TimeSpan> ReadWait(string text) => ReadDuration(text)
        .Unless(time => time == TimeSpan.Zero ? Sentence.Of($"the duration must be above zero, for example 30s") : null);

    /// <summary>Reads a title.</summary>
    public static Parsed<string> ReadTitle(string text) => Names.Normalise(text, $"the title");

    /// <summary>Reads one of a fixed set of words, in capitals or not: books write FIFO.</summary>
    /// <param name="isNone">The refusal of any other text, such as "is not a journal".</param>
    /// <param name="words">The words and their values.</param>
    public static ValueReader<T> Word<T>(Sentence isNone, params (string Word, T Value)[] words)
        where T : notnull => text =>
    {
        foreach ((string word, T meant) in words)
        {
            if (word.Equals(text, StringComparison.OrdinalIgnoreCase))
                return meant;
        }
        Sentence choices = words.Skip(1).Aggregate(Sentence.Of($"{words[0].Word}"), (said, pair) => $"{said} or {pair.Word}");
        return Sentence.Of($"{Quoted.Of(text)} {isNone}: choose {choices}");
    };
}
