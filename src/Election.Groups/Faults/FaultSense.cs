using static Election.Groups.Faults.FaultSpecParser;

namespace Election.Groups.Faults;

/// <summary>Objects to specifications that the grammar allows but that could mean nothing.</summary>
internal static class FaultSense
{
    /// <summary>What is wrong, as a clause, or null.</summary>
    public static string? Objection(FaultSpec spec) => spec.What switch
    {
        PartitionAction when spec.Where != FaultWhere.Everywhere =>
            $"{Quote(spec.Where.ToString()!)} has no place before a partition, which names its nodes itself; leave it out",
        NodeAction when spec.Where is LinkWhere =>
            $"{Quote(spec.Where.ToString()!)} is a link, and {Quote(spec.What.ToString()!)} happens to a node; write a node's id, leader or all",
        StartDelayAction when spec.Where is NodeWhere { Node.Kind: FaultNodeKind.Leader } =>
            "'leader' cannot start late, as nobody leads before the start; write a node's id",
        CrashAction { Event: null, Time: null } when spec.When is WindowWhen =>
            $"{Quote(spec.When.ToString()!)} is a window, and a crash happens once; write crash@{FaultTime.ToText(((WindowWhen)spec.When).From)}",
        CrashAction { Event: null, Time: null } or EquivocateAction => null,
        NodeAction when spec.When is not AlwaysWhen =>
            $"{Quote(spec.When.ToString()!)} has no place before {Quote(spec.What.ToString()!)}, which says itself when it happens; leave it out",
        _ => null,
    };
}
