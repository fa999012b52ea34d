using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.Json;

namespace Election.Node.Labs.Files;

/// <summary>
/// Something a lab runs. Closed: <see cref="ElectionRunSpec"/>, <see cref="ShareRunSpec"/>, <see cref="CountRunSpec"/>,
/// <see cref="TableRunSpec"/> and <see cref="ReachRunSpec"/>.
/// </summary>
/// <param name="Name">What checks and questions call it.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ElectionRunSpec), "election")]
[JsonDerivedType(typeof(ShareRunSpec), "share")]
[JsonDerivedType(typeof(CountRunSpec), "count")]
[JsonDerivedType(typeof(TableRunSpec), "table")]
[JsonDerivedType(typeof(ReachRunSpec), "reach")]
internal abstract record LabRunSpec(string Name);

/// <summary>An election: the options of <c>election sim</c>, or of <c>election local</c>, without their dashes.</summary>
/// <param name="Name">What checks and questions call it.</param>
/// <param name="Options">Options of both; an array is given once for each of its elements, and <c>true</c> stands for a flag.</param>
/// <param name="Sim">Options of the simulation alone.</param>
/// <param name="Live">Options of the local run alone.</param>
internal sealed record ElectionRunSpec(
    string Name, OrderedDictionary<string, JsonElement> Options, OrderedDictionary<string, JsonElement>? Sim = null,
    OrderedDictionary<string, JsonElement>? Live = null) : LabRunSpec(Name)
{
    /// <summary>What the command is given in a mode, besides seed and folder.</summary>
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
/// Many elections that lose copies, one for each seed from the lab's on: in how many of them everybody was delivered everything.
/// </summary>
/// <param name="Name">What checks and questions call it.</param>
/// <param name="Options">Options of <c>election sim</c>; their order is unreliable, and nothing goes wrong but loss.</param>
/// <param name="Loss">The chance of a copy to be lost.</param>
/// <param name="Seeds">How many elections.</param>
internal sealed record ShareRunSpec(string Name, OrderedDictionary<string, JsonElement> Options, double Loss, int Seeds) : LabRunSpec(Name);

/// <summary>A count of sequences, as <c>election orders count</c> makes it.</summary>
/// <param name="Name">What checks and questions call it.</param>
/// <param name="Sends">Who sends what.</param>
/// <param name="Order"><c>unordered</c>, <c>fifo</c> or <c>causal</c>.</param>
/// <param name="Causes">Causes.</param>
internal sealed record CountRunSpec(string Name, string Sends, string Order, string[]? Causes = null) : LabRunSpec(Name);

/// <summary>A table of scenarios, as <c>election orders table</c> answers it.</summary>
/// <param name="Name">What checks and questions call it.</param>
/// <param name="File">The table's file, within the lab's folder.</param>
internal sealed record TableRunSpec(string Name, string File) : LabRunSpec(Name);

/// <summary>Senders and listeners of a multicast group: who hears whom.</summary>
/// <param name="Name">What checks and questions call it.</param>
/// <param name="Cases">The pairs.</param>
internal sealed record ReachRunSpec(string Name, ReachCaseSpec[] Cases) : LabRunSpec(Name);

/// <summary>A sender and a listener.</summary>
/// <param name="Name">What checks and questions call the pair.</param>
/// <param name="To">The group and port that is sent to, <c>239.192.7.1:45678</c>.</param>
/// <param name="Ttl">The TTL.</param>
/// <param name="Joined">The group that the listener has joined; null for none.</param>
/// <param name="Port">The port that it listens on.</param>
/// <param name="Hops">0 on one machine, 1 on one network, and one more for every router between them.</param>
internal sealed record ReachCaseSpec(string Name, string To, int Ttl, string? Joined, int Port, int Hops);

/// <summary>How a lab's elections are held.</summary>
internal enum LabMode
{
    /// <summary>In virtual time, as <c>election sim</c> does.</summary>
    Sim,

    /// <summary>By processes on this machine, as <c>election local</c> does.</summary>
    Live,
}
