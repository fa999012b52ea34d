using System.Collections.Immutable;
using Election.Groups.Model;

namespace Election.Traces.Orders;

/// <summary>One possible delivery of a table's messages.</summary>
/// <param name="Name">The scenario's name in the table.</param>
/// <param name="Delivered">For each process, in the table's order, the places of the messages it delivered, in order.</param>
public sealed record Scenario(string Name, ImmutableArray<ImmutableArray<int>> Delivered);

/// <summary>The columns of a table: the guarantees a multicast may give.</summary>
public enum TableColumn
{
    /// <summary>Every process delivers every message.</summary>
    Reliable,

    /// <summary>No process delivers a message before all messages that its sender sent earlier.</summary>
    Fifo,

    /// <summary>FIFO, and no process delivers a message before its causes.</summary>
    Causal,

    /// <summary>All processes deliver in one order.</summary>
    Atomic,
}

/// <summary>The words for the columns.</summary>
public static class TableColumnText
{
    private static readonly WordTable<TableColumn> s_words = new("reliable", "fifo", "causal", "atomic");

    /// <summary>All columns with their words, in order.</summary>
    public static ImmutableArray<(TableColumn Column, string Word)> Words => s_words.Pairs;

    /// <summary>Returns the column's word.</summary>
    public static string ToText(this TableColumn column) => s_words[column];
}
