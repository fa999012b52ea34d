using System.Collections.Immutable;
using Election.Node.Labs.Expectations;
using Election.Simulation.Elections;
using Election.Simulation.Reach;
using Election.Traces.Checks;
using Election.Traces.Model;
using Election.Traces.Orders;
using Election.Voting.Core;
using Election.Voting.Counting;
using Verdict = Election.Voting.Core.Verdict;

namespace Election.Node.Labs.Files;

/// <summary>The words of the contract that a lab may say, and how one that is none is refused.</summary>
internal static class LabWords
{
    /// <summary>How a run ends.</summary>
    public static ImmutableArray<string> Verdicts { get; } = [.. Enum.GetValues<Verdict>().Select(one => one.ToText())];

    /// <summary>How far a node comes.</summary>
    public static ImmutableArray<string> States { get; } = [.. Enum.GetValues<ElectionState>().Select(one => one.ToText())];

    /// <summary>What an order promises.</summary>
    public static ImmutableArray<string> Guarantees { get; } = [.. GuaranteeText.Words.Select(one => one.Word)];

    /// <summary>What a trace says of a guarantee.</summary>
    public static ImmutableArray<string> Findings { get; } = [.. Enum.GetValues<Finding>().Select(one => one.ToText())];

    /// <summary>Why a statement is refused.</summary>
    public static ImmutableArray<string> Refusals { get; } = [.. Enum.GetValues<Refusal>().Select(one => one.ToText())];

    /// <summary>What a simulation may reach.</summary>
    public static ImmutableArray<string> Marks { get; } = [.. Coverage.None.Named.Select(one => one.Name)];

    /// <summary>In what order sequences are counted.</summary>
    public static ImmutableArray<string> CountedOrders { get; } = [.. Enum.GetValues<SequenceOrder>().Select(one => one.ToText())];

    /// <summary>What keeps a listener from hearing, as the model knows it: it loses nothing.</summary>
    public static ImmutableArray<string> Obstacles { get; } =
        [.. Enum.GetValues<ReachObstacle>().Where(one => one != ReachObstacle.Lost).Select(ReachExpectation.WordOf)];

    /// <summary>How two values compare.</summary>
    public static ImmutableArray<string> Comparisons { get; } = ["equal", "different"];

    /// <summary>Why a field's word is none of those that are known, in one clause; null when it is one of them.</summary>
    /// <param name="field">The field's name in JSON.</param>
    /// <param name="word">Its word; null where the field may be left out and is.</param>
    /// <param name="known">The words.</param>
    public static Sentence? Objection(string field, string? word, ImmutableArray<string> known) =>
        word is null || known.Contains(word) ? null
            : Sentence.Of($"{field} is '{word}', and that is none of {string.Join(", ", known)}");

    /// <summary>Why a number is out of its range, in one clause; null when it is not.</summary>
    public static Sentence? Objection(string field, int number, int least, int most) =>
        number >= least && number <= most ? null : Sentence.Of($"{field} is {number}, and may be {least} to {most}");
}
