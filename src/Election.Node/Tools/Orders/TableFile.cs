using System.Collections.Immutable;
using Election.Groups.Model;
using Election.Node.Talk.Files;
using Election.Node.Talk.Plain;
using Election.Node.Talk;
using Election.Runtime;
using Election.Traces.Orders;

namespace Election.Node.Tools.Orders;

/// <summary>A table as it stands in its file (docs/orders.md).</summary>
/// <param name="Title">The table's title; optional.</param>
/// <param name="Processes">Every process; may be left out if each of them sends something.</param>
/// <param name="Messages">The messages of each sender, in the order in which it sends them.</param>
/// <param name="Causes">Causes such as <c>m11&gt;m21</c>, or chains of them; optional.</param>
/// <param name="Scenarios">The scenarios.</param>
internal sealed record TableFileDocument(
    string? Title, string[]? Processes, OrderedDictionary<string, string[]>? Messages, string[]? Causes, ScenarioFileDocument[]? Scenarios);

/// <summary>A scenario as it stands in the file.</summary>
/// <param name="Name">The scenario's name.</param>
/// <param name="Delivered">The messages that each process delivered, in order.</param>
internal sealed record ScenarioFileDocument(string? Name, OrderedDictionary<string, string[]>? Delivered);

/// <summary>Reads a table.</summary>
internal static class TableFile
{
    /// <summary>The longest file that is read, in bytes.</summary>
    public const int MostBytes = 1 << 22;

    private const string Page = "docs/orders.md";

    /// <summary>Reads a table from a file.</summary>
    /// <exception cref="StartRefusedException">
    /// The file cannot be read or makes no sense; the message names the file and the fault.
    /// </exception>
    public static DeliveryTable Read(string path)
    {
        byte[] bytes = NamedFile.Read(path, MostBytes).OrThrow(unread => Refused(path, $"cannot be read: {unread}"));
        TableFileDocument document = WrittenJson.Read(bytes, ToolsJson.Strict.TableFileDocument, Page)
            .OrThrow(damage => Refused(path, $"is not a table: {damage}"));
        if (document is not { Messages: not null, Scenarios: not null })
            throw Refused(path, $"is not a table: it needs \"messages\" and \"scenarios\"");
        return Make(document).OrThrow(reason => Refused(path, reason));
    }

    private static Parsed<DeliveryTable> Make(TableFileDocument document)
    {
        ImmutableArray<Sender> senders = [.. document.Messages!.Select(one => new Sender(one.Key, [.. one.Value ?? []]))];
        if (!SendPlan.Make(senders).TryGet(out SendPlan? plan, out Sentence? reason))
            return reason;
        var causes = ImmutableArray.CreateBuilder<Cause>();
        foreach (string text in document.Causes ?? [])
        {
            if (!Cause.ReadChain(text ?? "").TryGet(out ImmutableArray<Cause> chain, out reason))
                return reason;
            causes.AddRange(chain);
        }
        OrderedDictionary<string, string[]> nothing = [];
        (string, IEnumerable<KeyValuePair<string, string[]>>)[] scenarios = [.. document.Scenarios!.Select(one =>
            (one?.Name ?? "", (one?.Delivered ?? nothing).Select(row => KeyValuePair.Create(row.Key, row.Value ?? []))))];
        // A process that only delivers has to be declared: otherwise a slip of the pen would be a new process.
        IEnumerable<string> processes = document.Processes ?? senders.Select(sender => sender.Name);
        return DeliveryTable.Make(plan, [.. processes], causes.ToImmutable(), scenarios);
    }

    private static StartRefusedException Refused(string path, Sentence problem) =>
        new($"{"election orders table"}: {Quoted.Of(path)} {PrintableText.Within(problem)}");
}
