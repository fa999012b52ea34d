using System.Collections.Immutable;
using Election.Groups.Model;
using Election.Runtime;
using Election.Voting.Setup;

namespace Election.Node.Talk.Rolls;

/// <summary>Reads the voters of an election from a roll file.</summary>
internal static class RollReader
{
    /// <summary>Reads a roll with at least one voter.</summary>
    /// <exception cref="StartRefusedException">The file is not a roll, or an entry is not a voter; the message names it.</exception>
    public static ImmutableArray<Voter> Read(string path)
    {
        var roll = RollDocument.Load(path);
        if (roll.Voters.IsEmpty)
            throw new StartRefusedException($"--roll: {path} lists no voters: omit --roll to let every node vote");
        ImmutableArray<Voter> voters = [.. roll.Voters.Select((entry, i) => VoterOf(path, entry, i + 1))];
        RefuseDoubles(path, voters);
        return voters;
    }

    private static void RefuseDoubles(string path, ImmutableArray<Voter> voters)
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        var keys = new Dictionary<PublicKey, int>();
        for (int i = 0; i < voters.Length; i++)
        {
            (string name, PublicKey key) = (voters[i].Name, voters[i].Key);
            if (!names.TryAdd(name, i + 1))
                throw Refused(path, i + 1, $"the name '{name}' already belongs to voter {names[name]}: give each voter a different name");
            if (!keys.TryAdd(key, i + 1))
                throw Refused(path, i + 1, $"the key already belongs to voter {keys[key]}: list each voter once");
        }
    }

    private static Voter VoterOf(string path, RollEntry entry, int number)
    {
        string name = Names.Normalise(entry.Name, $"a voter's name").OrThrow(reason => Refused(path, number, reason));
        if (entry.Key.Length != 2 * PublicKey.SizeBytes || !entry.Key.All(char.IsAsciiHexDigit))
            throw Refused(path, number, $"a key has {2 * PublicKey.SizeBytes} hexadecimal digits, as election keygen prints it");
        if (entry.Weight is < 1 or > Voter.MaxWeight)
            throw Refused(path, number, $"a weight must be from 1 to {Voter.MaxWeight}, not {entry.Weight}");
        return new Voter(name, new PublicKey(Convert.FromHexString(entry.Key)), entry.Weight);
    }

    private static StartRefusedException Refused(string path, int number, Sentence reason) =>
        new($"--roll: {Quoted.Of(path)}, voter {number}: {reason}");
}
