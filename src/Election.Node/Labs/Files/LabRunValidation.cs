using System.Globalization;
using System.Net;
using Election.Runtime.Network;

namespace Election.Node.Labs.Files;

/// <summary>The rules that a lab's run must keep by itself.</summary>
internal static class LabRunValidation
{
    /// <summary>The most elections that a <c>share</c> may hold.</summary>
    public const int MostSeeds = 10_000;

    private const int MostHops = 255;
    private const int MostName = 100;

    /// <summary>The first rule that the run breaks, in one clause; null if it keeps all.</summary>
    public static Sentence? Objection(LabRunSpec run)
    {
        // The name is also the name of a folder.
        if (run.Name.Length is 0 or > MostName || !run.Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            return $"a run cannot be called '{run.Name}': a name is letters, digits, '-' and '_'";
        return Inner(run) is { } problem ? Sentence.Of($"run {run.Name}: {problem}") : null;
    }

    private static Sentence? Inner(LabRunSpec run) => run switch
    {
        ElectionRunSpec election => LabOptionValidation.Objection([.. election.Options, .. election.Sim ?? [], .. election.Live ?? []]),
        ShareRunSpec share => LabWords.Objection("seeds", share.Seeds, 1, MostSeeds) ?? LabOptionValidation.Objection(share.Options),
        CountRunSpec count => count.Causes?.Contains(null!) == true ? Sentence.Of($"causes holds a null")
            : LabWords.Objection("order", count.Order, LabWords.CountedOrders),
        TableRunSpec table => IsPlainFile(table.File) ? null
            : Sentence.Of($"file is '{table.File}', but must be the name of a file in the lab's folder"),
        ReachRunSpec reach => Cases(reach),
        _ => null,
    };

    private static bool IsPlainFile(string file) =>
        file.Length is > 0 and <= MostName && file[0] != '.' && file.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    private static Sentence? Cases(ReachRunSpec reach)
    {
        if (reach.Cases.Contains(null!))
            return $"cases holds a null";
        if (reach.Cases.GroupBy(one => one.Name).FirstOrDefault(group => group.Count() > 1)?.Key is { } twice)
            return $"'{twice}' is named twice";
        foreach (ReachCaseSpec one in reach.Cases)
        {
            if (Case(one) is { } problem)
                return $"case {one.Name}: {problem}";
        }
        return null;
    }

    private static Sentence? Case(ReachCaseSpec one) =>
        LabWords.Objection("port", one.Port, 1, IPEndPoint.MaxPort)
        ?? LabWords.Objection("ttl", one.Ttl, 0, MostHops)
        ?? LabWords.Objection("hops", one.Hops, 0, MostHops)
        ?? Group("to", one.To)
        ?? (one.Joined is null ? null : Group("joined", WithPort(one.Joined)));

    private static Sentence? Group(string field, string text) => MulticastGroup.Read(text).Refusal is { } reason
        ? Sentence.Of($"{field}: {reason}") : null;

    private static string WithPort(string address) =>
        string.Create(CultureInfo.InvariantCulture, $"{(address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address)}:1");
}
