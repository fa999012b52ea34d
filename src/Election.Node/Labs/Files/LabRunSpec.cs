using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.Json;

namespace Election.Node.Labs.Files;

/// <summary>
/// A run of a lab. Closed: <see cref="ElectionRunSpec"/>, <see cref="ShareRunSpec"/>, <see cref="CountRunSpec"/>,
/// <see cref="TableRunSpec"/> and <see cref="ReachRunSpec"/>.
/// </summary>
/// <param name="Name">The name by which checks and questions refer to it.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ElectionRunSpec), "election")]
[JsonDerivedType(typeof(ShareRunSpec), "share")]
[JsonDerivedType(typeof(CountRunSpec), "count")]
[JsonDerivedType(typeof(TableRunSpec), "table")]
[JsonDerivedType(typeof(ReachRunSpec), "reach")]
internal abstract record LabRunSpec(string Name);

/// <summary>An election, given by the options of <c>election sim</c> or <c>election local</c> without their dashes.</summary>
/// <param name="Name">The name by which checks and questions refer to it.</param>
/// <param name="Options">Options of both modes. An array repeats the option for each of its elements, and <c>true</c> sets a flag.</param>
/// <param name="Sim">Options for the simulation only.</param>
/// <param name="Live">Options for the local run only.</param>
internal sealed record ElectionRunSpec(
    string Name, OrderedDictionary<string, JsonElement> Options, OrderedDictionary<string, JsonElement>? Sim = null,
    OrderedDictionary<string, JsonElement>? Live = null) : LabRunSpec(Name)
{
    /// <summary>The arguments of the command in a mode, without seed and folder.</summary>
    public ImmutableArray<string> Arguments(LabMode mode)
    {
        OrderedDictionary<string, JsonElement>? own = mode == LabMode.Sim ? Sim : Live;
        return [.. Options.Concat(own ?? []).SelectMany(option => Given("--" + option.Key, option.Value))];
    }

    private static IEnumerable<string> Given(string flag, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => [flag],
        JsonValueKind.False => [],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(one => Given(flag, one)),
        JsonValueKind.String => [flag, value.GetString()!],
        _ => [flag, value.GetRawText()],
    };
}

/// <summary>
/// Many elections that lose copies, with consecutive seeds from the lab's on. Their result is the share in which every node delivered
/// everything.
/// </summary>
/// <param name="Name">The name by which checks and questions refer to it.</param>
/// <param name="Options">Options of <c>election sim</c>. The order is unreliable, and loss is the only fault.</param>
/// <param name="Loss">The probability that a copy is lost.</param>
/// <param name="Seeds">The number of elections.</param>
internal sealed record ShareRunSpec(string Name, OrderedDictionary<string, JsonElement> Options, double Loss, int Seeds) : LabRunSpec(Name);

/// <summary>A count of sequences, as <c>election orders count</c> makes it.</summary>
/// <param name="Name">The name by which checks and questions refer to it.</param>
/// <param name="Sends">The senders and their messages, as <c>--sends</c> takes them.</param>
/// <param name="Order"><c>unordered</c>, <c>fifo</c> or <c>causal</c>.</param>
/// <param name="Causes">The causes, as <c>--cause</c> takes them; null for none.</param>
internal sealed record CountRunSpec(string Name, string Sends, string Order, string[]? Causes = null) : LabRunSpec(Name);

/// <summary>A table of scenarios, as <c>election orders table</c> answers it.</summary>
/// <param name="Name">The name by which checks and questions refer to it.</param>
/// <param name="File">The name of the table's file in the lab's folder.</param>
internal sealed record TableRunSpec(string Name, string File) : LabRunSpec(Name);

/// <summary>Pairs of a sender and a listener of a multicast group, to see who hears whom.</summary>
/// <param name="Name">The name by which checks and questions refer to it.</param>
/// <param name="Cases">The pairs.</param>
internal sealed record ReachRunSpec(string Name, ReachCaseSpec[] Cases) : LabRunSpec(Name);

/// <summary>A sender and a listener.</summary>
/// <param name="Name">The name by which checks and questions refer to the pair.</param>
/// <param name="To">The group and port that the sender sends to, such as <c>239.192.7.1:45678</c>.</param>
/// <param name="Ttl">The TTL of the datagram.</param>
/// <param name="Joined">The group that the listener has joined; null for none.</param>
/// <param name="Port">The port on which the listener listens.</param>
/// <param name="Hops">The distance: 0 on one machine, 1 on one network, and one more for every router between them.</param>
internal sealed record ReachCaseSpec(string Name, string To, int Ttl, string? Joined, int Port, int Hops);

/// <summary>The ways in which a lab's elections can be held.</summary>
internal enum LabMode
{
    /// <summary>In virtual time, as <c>election sim</c> does.</summary>
    Sim,

    /// <summary>By processes on this machine, as <c>election local</c> does.</summary>
    Live,
}
