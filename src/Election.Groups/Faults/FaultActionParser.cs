using System.Collections.Immutable;
using Election.Groups.Model;
using static Election.Groups.Faults.FaultSpecParser;

namespace Election.Groups.Faults;

/// <summary>Reads the <c>what</c> of a specification.</summary>
internal static class FaultActionParser
{
    private const string Kinds =
        "loss=P, dup=P, corrupt=P, reorder=P, delay=T, drop, partition=A/B, start-delay=T, crash, restart@+T, lose-journal, pause@T+T";

    public static Parsed<FaultAction> Read(string part)
    {
        int mark = part.AsSpan().IndexOfAny('=', '@');
        string name = mark < 0 ? part : part[..mark];
        string? value = mark >= 0 && part[mark] == '=' ? part[(mark + 1)..] : null;
        string? moment = mark >= 0 && part[mark] == '@' ? part[(mark + 1)..] : null;
        return name switch
        {
            "loss" or "dup" or "corrupt" or "reorder" => ReadChance(name, value, part),
            "delay" => ReadDelay(value, part),
            "drop" => Alone(part, name, new DropAction()),
            "partition" => ReadPartition(value, part),
            "start-delay" => ReadStartDelay(value, part),
            "crash" => ReadCrash(part, moment),
            "restart" => ReadRestart(moment, part),
            "lose-journal" => Alone(part, name, new LoseJournalAction()),
            "pause" => ReadPause(moment, part),
            "byzantine" when value == "equivocate" => new EquivocateAction(),
            "byzantine" => Sentence.Of($"{Quote(part)} is no such fault; write byzantine=equivocate."),
            _ when LooksCutOff(part) => Sentence.Of($"{Quote(part)} is not a fault; if > and more came after it, the shell took that away: "
                + $"put the whole specification in quotes."),
            _ => Sentence.Of($"{Quote(part)} is not a fault; write {Kinds} or byzantine=equivocate."),
        };
    }

    // What a shell leaves of --fault n1>n2:drop: it writes the program's output to a file called n2:drop.
    private static bool LooksCutOff(string part) =>
        part is "leader" or "all" or "*" || (MemberId.Read(part).TryGet(out _) && char.IsAsciiDigit(part[^1]));

    private static Parsed<FaultAction> Alone(string part, string name, FaultAction action) =>
        part == name ? action : Sentence.Of($"{Quote(part)} says too much; write {name} alone.");

    private static Parsed<FaultAction> ReadChance(string name, string? value, string part)
    {
        if (value is null)
            return Sentence.Of($"{Quote(part)} lacks its chance; write {name}=10% or {name}=0.1.");
        if (!Probability.TryParse(value, out Probability chance))
            return Sentence.Of($"{Quote(value)} in {Quote(part)} is not a chance; write 0% to 100%, or 0 to 1, not finer than 0.0001%.");
        return name switch
        {
            "loss" => new LossAction(chance),
            "dup" => new DuplicateAction(chance),
            "corrupt" => new CorruptAction(chance),
            _ => new ReorderAction(chance),
        };
    }

    private static Parsed<FaultAction> ReadDelay(string? value, string part)
    {
        if (value is null)
            return Sentence.Of($"{Quote(part)} lacks its time; write delay=20ms or delay=20ms+-5ms.");
        int sign = value.IndexOf("+-", StringComparison.Ordinal);
        TimeSpan jitter = TimeSpan.Zero;
        if (!ReadTime(sign < 0 ? value : value[..sign], part).TryGet(out TimeSpan delay, out Sentence? reason)
            || (sign >= 0 && !ReadTime(value[(sign + 2)..], part).TryGet(out jitter, out reason)))
            return reason;
        return jitter <= delay ? new DelayAction(delay, jitter)
            : Sentence.Of($"{Quote(part)} would deliver before it was sent; the part after +- must not exceed the delay.");
    }

    private static Parsed<FaultAction> ReadPartition(string? value, string part)
    {
        if (string.IsNullOrEmpty(value))
            return Sentence.Of($"{Quote(part)} lacks its groups; write partition=n1,n2/n3,n4.");
        string[] groups = value.Split('/');
        if (groups.Length < 2)
            return Sentence.Of($"{Quote(part)} has one group only; write two or more with '/' between them.");
        var seen = new HashSet<MemberId>();
        var built = ImmutableArray.CreateBuilder<ImmutableArray<MemberId>>(groups.Length);
        foreach (string group in groups)
        {
            var ids = ImmutableArray.CreateBuilder<MemberId>();
            foreach (string text in group.Split(','))
            {
                if (!MemberId.Read(text).TryGet(out MemberId id, out Sentence? why))
                    return Sentence.Of($"{Quote(text)} in {Quote(part)} names no node: {why}.");
                if (!seen.Add(id))
                    return Sentence.Of($"{Quote(text)} stands twice in {Quote(part)}; a node is on one side only.");
                ids.Add(id);
            }
            built.Add(ids.ToImmutable());
        }
        return new PartitionAction(built.ToImmutable());
    }

    private static Parsed<FaultAction> ReadStartDelay(string? value, string part) => value is null
        ? Sentence.Of($"{Quote(part)} lacks its time; write start-delay=2s.")
        : ReadTime(value, part).Map(FaultAction (delay) => new StartDelayAction(delay));

    private static Parsed<FaultAction> ReadCrash(string part, string? moment) => moment switch
    {
        null => Alone(part, "crash", new CrashAction(null, null)),
        "" => Sentence.Of($"{Quote(part)} lacks its moment; write crash@order=3 or crash@2s."),
        [>= '0' and <= '9', ..] => ReadTime(moment, part).Map(FaultAction (time) => new CrashAction(null, time)),
        _ => ReadEvent(moment).Map(FaultAction (e) => new CrashAction(e, null)),
    };

    private static Parsed<FaultAction> ReadRestart(string? moment, string part) => moment is ['+', .. var after]
        ? ReadTime(after, part).Map(FaultAction (time) => new RestartAction(time))
        : Sentence.Of($"{Quote(part)} lacks the time since the crash; write restart@+2s.");

    private static Parsed<FaultAction> ReadPause(string? moment, string part)
    {
        int plus = moment?.IndexOf('+', StringComparison.Ordinal) ?? -1;
        if (moment is null || plus < 0)
            return Sentence.Of($"{Quote(part)} lacks when and for how long; write pause@2s+500ms.");
        if (!ReadTime(moment[..plus], part).TryGet(out TimeSpan time, out Sentence? reason)
            || !ReadTime(moment[(plus + 1)..], part).TryGet(out TimeSpan length, out reason))
            return reason;
        return new PauseAction(time, length);
    }
}
