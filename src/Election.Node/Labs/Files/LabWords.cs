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

/// <summary>The contract words that a lab may use, and the refusal of any other.</summary>
internal static class LabWords
{
    /// <summary>The words for a run's verdict.</summary>
    public static ImmutableArray<string> Verdicts { get; } = [.. Enum.GetValues<Verdict>().Select(one => one.ToText())];

    /// <summary>The words for the state in which a node ends.</summary>
    public static ImmutableArray<string> States { get; } = [.. Enum.GetValues<ElectionState>().Select(one => one.ToText())];

    /// <summary>The words for the delivery guarantees.</summary>
    public static ImmutableArray<string> Guarantees { get; } = [.. GuaranteeText.Words.Select(one => one.Word)];

    /// <summary>The trace checker's findings on a guarantee.</summary>
    public static ImmutableArray<string> Findings { get; } = [.. Enum.GetValues<Finding>().Select(one => one.ToText())];

    /// <summary>The codes with which a statement is refused.</summary>
    public static ImmutableArray<string> Refusals { get; } = [.. Enum.GetValues<Refusal>().Select(one => one.ToText())];

    /// <summary>The marks that a simulation may reach.</summary>
    public static ImmutableArray<string> Marks { get; } = [.. Coverage.None.Named.Select(one => one.Name)];

    /// <summary>The orders in which sequences are counted.</summary>
    public static ImmutableArray<string> CountedOrders { get; } = [.. Enum.GetValues<SequenceOrder>().Select(one => one.ToText())];

    /// <summary>The obstacles between a sender and a listener that the model knows. It loses nothing, so loss is not among them.</summary>
    public static ImmutableArray<string> Obstacles { get; } =
        [.. Enum.GetValues<ReachObstacle>().Where(one => one != ReachObstacle.Lost).Select(ReachExpectation.WordOf)];

    /// <summary>The outcomes of comparing two values.</summary>
    public static ImmutableArray<string> Comparisons { get; } = ["equal", "different"];

    /// <summary>An objection to a word that is not among those that a field may have, in one clause; null if it is.</summary>
    /// <param name="field">The field's name in JSON.</param>
    /// <param name="word">The word; null if the field is optional and left out.</param>
    /// <param name="known">The words that the field may have.</param>
    public static Sentence? Objection(string field, string? word, ImmutableArray<string> known) =>
        word is null || known.Contains(word) ? null
            : Sentence.Of($"{field} is '{word}', which is none of {string.Join(", ", known)}");

    /// <summary>An objection to a number out of its range, in one clause; null if it is in the range.</summary>
    public static Sentence? Objection(string field, int number, int least, int most) =>
        number >= least && number <= most ? null : Sentence.Of($"{field} is {number}, but must be {least} to {most}");
}
