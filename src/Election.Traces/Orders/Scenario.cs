using System.Collections.Immutable;
using Election.Groups.Model;

namespace Election.Traces.Orders;

/// <summary>One way the messages of a table may have been delivered.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Delivered">By process, in the table's order: the places of the messages it was delivered, in their order.</param>
public sealed record Scenario(string Name, ImmutableArray<ImmutableArray<int>> Delivered);

/// <summary>The columns of a table: what a multicast may promise.</summary>
public enum TableColumn
{
    /// <summary>Every process is delivered every message.</summary>
    Reliable,

    /// <summary>Nobody is delivered a message without all that its sender had sent before it, first.</summary>
    Fifo,

    /// <summary>That, and nobody is delivered a message without its causes, first.</summary>
    Causal,

    /// <summary>One order for all.</summary>
    Atomic,
}

/// <summary>The words for the columns.</summary>
public static class TableColumnText
{
    private static readonly WordTable<TableColumn> s_words = new("reliable", "fifo", "causal", "atomic");

    /// <summary>Every column with its word, in order.</summary>
    public static ImmutableArray<(TableColumn Column, string Word)> Words => s_words.Pairs;

    /// <summary>The word.</summary>
    public static string ToText(this TableColumn column) => s_words[column];
}
