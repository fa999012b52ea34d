using static Election.Groups.Faults.FaultSpecParser;

namespace Election.Groups.Faults;

/// <summary>Objects to specifications that the grammar allows but that could mean nothing.</summary>
internal static class FaultValidation
{
    /// <summary>Returns the objection, in one sentence, or null.</summary>
    public static Sentence? Objection(FaultSpec spec) => spec.What switch
    {
        _ when spec.When is UntilWhen && !HeldLinks.Obeys(spec) =>
            $"{Text(spec.When)} has no place before {Text(spec.What)}: "
                + $"only a drop or a partition lasts until an event, which is deliver=K.",
        PartitionAction when spec.Where != FaultWhere.Everywhere =>
            $"{Text(spec.Where)} has no place before a partition, which names its nodes itself; leave it out.",
        NodeAction when spec.Where is LinkWhere =>
            $"{Text(spec.Where)} is a link, and {Text(spec.What)} happens to a node; write a node's id, leader or all.",
        StartDelayAction when spec.Where is NodeWhere { Node.Kind: FaultNodeKind.Leader } =>
            $"'leader' cannot start late, as nobody leads before the start; write a node's id.",
        CrashAction { Event: null, Time: null } when spec.When is WindowWhen window =>
            $"{Text(window)} is a window, and a crash happens once; write crash@{FaultTime.ToText(window.From)}.",
        CrashAction { Event: null, Time: null } => null,
        EquivocateAction when spec.When is not AlwaysWhen =>
            $"{Text(spec.When)} has no place before {Text(spec.What)}: who lies does so with every vote; leave it out.",
        EquivocateAction when spec.Where is NodeWhere { Node.Kind: FaultNodeKind.Leader } =>
            $"'leader' cannot equivocate, as it is a voter that does, whoever leads; write a node's id.",
        NodeAction when spec.When is not AlwaysWhen =>
            $"{Text(spec.When)} has no place before {Text(spec.What)}, which says itself when it happens; leave it out.",
        _ => null,
    };

    private static string Text(object part) => Quote(part.ToString()!);
}
