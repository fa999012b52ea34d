using System.Collections.Immutable;
using Election.Groups.Model;
using static Election.Groups.Faults.FaultSpecParser;

namespace Election.Groups.Faults;

/// <summary>Reads the <c>what</c> of a specification.</summary>
internal static class FaultActionParser
{
    private const string Kinds =
        "loss=P, dup=P, corrupt=P, reorder=P, delay=T, drop, partition=A/B, start-delay=T, crash, restart@+T, lose-journal, pause@T+T";

    public static bool TryParse(string part, out FaultAction? action, out Sentence reason)
    {
        int mark = part.AsSpan().IndexOfAny('=', '@');
        string name = mark < 0 ? part : part[..mark];
        string? value = mark >= 0 && part[mark] == '=' ? part[(mark + 1)..] : null;
        string? moment = mark >= 0 && part[mark] == '@' ? part[(mark + 1)..] : null;
        action = null;
        switch (name)
        {
            case "loss":
            case "dup":
            case "corrupt":
            case "reorder":
                return TryChance(name, value, part, out action, out reason);
            case "delay":
                return TryDelay(value, part, out action, out reason);
            case "drop":
                action = new DropAction();
                return NoMore(part, name, out reason);
            case "partition":
                return TryPartition(value, part, out action, out reason);
            case "start-delay":
                return TryStartDelay(value, part, out action, out reason);
            case "crash":
                return TryCrash(part, moment, out action, out reason);
            case "restart":
                return TryRestart(moment, part, out action, out reason);
            case "lose-journal":
                action = new LoseJournalAction();
                return NoMore(part, name, out reason);
            case "pause":
                return TryPause(moment, part, out action, out reason);
            case "byzantine":
                action = new EquivocateAction();
                return value == "equivocate"
                    ? Fine(out reason)
                    : Refuse($"{Quote(part)} is no such fault; write byzantine=equivocate.", out reason);
            default:
                return LooksCutOff(part)
                    ? Refuse($"{Quote(part)} is no fault; if > and more came after it, the shell took that away: put the whole "
                        + $"specification in quotes.",
                        out reason)
                    : Refuse($"{Quote(part)} is no fault; write {Kinds} or byzantine=equivocate.", out reason);
        }
    }

    // What a shell leaves of --fault n1>n2:drop: it writes the program's output to a file called n2:drop.
    private static bool LooksCutOff(string part) =>
        part is "leader" or "all" or "*" || (MemberId.TryParse(part, out _, out _) && char.IsAsciiDigit(part[^1]));

    private static bool Fine(out Sentence reason)
    {
        reason = Sentence.None;
        return true;
    }

    private static bool NoMore(string part, string name, out Sentence reason) =>
        part == name ? Fine(out reason) : Refuse($"{Quote(part)} says too much; write {name} alone.", out reason);

    private static bool TryChance(string name, string? value, string part, out FaultAction? action, out Sentence reason)
    {
        action = null;
        if (value is null)
            return Refuse($"{Quote(part)} lacks its chance; write {name}=10% or {name}=0.1.", out reason);
        if (!Probability.TryParse(value, out Probability chance))
            return Refuse($"{Quote(value)} in {Quote(part)} is no chance; write 0% to 100%, or 0 to 1, not finer than 0.0001%.",
                out reason);
        action = name switch
        {
            "loss" => new LossAction(chance),
            "dup" => new DuplicateAction(chance),
            "corrupt" => new CorruptAction(chance),
            _ => new ReorderAction(chance),
        };
        return Fine(out reason);
    }

    private static bool TryDelay(string? value, string part, out FaultAction? action, out Sentence reason)
    {
        action = null;
        if (value is null)
            return Refuse($"{Quote(part)} lacks its time; write delay=20ms or delay=20ms+-5ms.", out reason);
        int sign = value.IndexOf("+-", StringComparison.Ordinal);
        TimeSpan jitter = TimeSpan.Zero;
        if (!TryTime(sign < 0 ? value : value[..sign], part, out TimeSpan delay, out reason))
            return false;
        if (sign >= 0 && !TryTime(value[(sign + 2)..], part, out jitter, out reason))
            return false;
        if (jitter > delay)
            return Refuse($"{Quote(part)} would deliver before it was sent; the part after +- must not exceed the delay.", out reason);
        action = new DelayAction(delay, jitter);
        return true;
    }

    private static bool TryPartition(string? value, string part, out FaultAction? action, out Sentence reason)
    {
        action = null;
        if (string.IsNullOrEmpty(value))
            return Refuse($"{Quote(part)} lacks its groups; write partition=n1,n2/n3,n4.", out reason);
        string[] groups = value.Split('/');
        if (groups.Length < 2)
            return Refuse($"{Quote(part)} has one group only; write two or more with '/' between them.", out reason);
        var seen = new HashSet<MemberId>();
        var built = ImmutableArray.CreateBuilder<ImmutableArray<MemberId>>(groups.Length);
        foreach (string group in groups)
        {
            var ids = ImmutableArray.CreateBuilder<MemberId>();
            foreach (string text in group.Split(','))
            {
                if (!MemberId.TryParse(text, out MemberId id, out Sentence why))
                    return Refuse($"{Quote(text)} in {Quote(part)} names no node: {why}.", out reason);
                if (!seen.Add(id))
                    return Refuse($"{Quote(text)} stands twice in {Quote(part)}; a node is on one side only.", out reason);
                ids.Add(id);
            }
            built.Add(ids.ToImmutable());
        }
        action = new PartitionAction(built.ToImmutable());
        return Fine(out reason);
    }

    private static bool TryStartDelay(string? value, string part, out FaultAction? action, out Sentence reason)
    {
        action = null;
        if (value is null)
            return Refuse($"{Quote(part)} lacks its time; write start-delay=2s.", out reason);
        if (!TryTime(value, part, out TimeSpan delay, out reason))
            return false;
        action = new StartDelayAction(delay);
        return true;
    }

    private static bool TryCrash(string part, string? moment, out FaultAction? action, out Sentence reason)
    {
        action = new CrashAction(null, null);
        if (moment is null)
            return NoMore(part, "crash", out reason);
        action = null;
        if (moment.Length > 0 && char.IsAsciiDigit(moment[0]))
        {
            if (!TryTime(moment, part, out TimeSpan time, out reason))
                return false;
            action = new CrashAction(null, time);
            return true;
        }
        if (moment.Length == 0)
            return Refuse($"{Quote(part)} lacks its moment; write crash@order=3 or crash@2s.", out reason);
        if (!TryEvent(moment, out FaultEvent e, out reason))
            return false;
        action = new CrashAction(e, null);
        return true;
    }

    private static bool TryRestart(string? moment, string part, out FaultAction? action, out Sentence reason)
    {
        action = null;
        if (moment is null || !moment.StartsWith('+'))
            return Refuse($"{Quote(part)} lacks the time since the crash; write restart@+2s.", out reason);
        if (!TryTime(moment[1..], part, out TimeSpan after, out reason))
            return false;
        action = new RestartAction(after);
        return true;
    }

    private static bool TryPause(string? moment, string part, out FaultAction? action, out Sentence reason)
    {
        action = null;
        int plus = moment?.IndexOf('+', StringComparison.Ordinal) ?? -1;
        if (moment is null || plus < 0)
            return Refuse($"{Quote(part)} lacks when and for how long; write pause@2s+500ms.", out reason);
        if (!TryTime(moment[..plus], part, out TimeSpan time, out reason))
            return false;
        if (!TryTime(moment[(plus + 1)..], part, out TimeSpan length, out reason))
            return false;
        action = new PauseAction(time, length);
        return true;
    }
}
