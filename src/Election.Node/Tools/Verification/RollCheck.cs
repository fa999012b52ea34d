using System.Text.Json;
using Election.Audit;
using Election.Node.Talk.Rolls;

namespace Election.Node.Tools.Verification;

/// <summary>
/// Holds the voters of a transcript against a roll. The second reader has compared every byte of the header with what is signed, so its
/// readable <c>roll</c> can be taken at its word. Voters are keys and weights; their order and their names do not matter here.
/// </summary>
internal static class RollCheck
{
    private const int KeyDigits = 12;

    /// <summary>What is wrong, in one clause, or null.</summary>
    /// <param name="transcript">The bytes of a valid transcript.</param>
    /// <param name="report">What the second reader says of it.</param>
    /// <param name="roll">The roll.</param>
    public static Sentence? Problem(ReadOnlySpan<byte> transcript, AuditReport report, RollDocument roll)
    {
        if (!report.HasRoll)
            return $"its election has an open roll, and not the one that was given";
        SortedDictionary<string, long> wanted = new(StringComparer.Ordinal), found = VotersOf(transcript);
        foreach (RollEntry entry in roll.Voters)
            wanted[entry.Key.ToLowerInvariant()] = entry.Weight;
        foreach ((string key, long weight) in found)
        {
            if (!wanted.TryGetValue(key, out long expected))
                return $"its voter with the key {key[..KeyDigits]}… is not on the roll";
            if (expected != weight)
                return $"its voter with the key {key[..KeyDigits]}… has the weight {weight}, and {expected} on the roll";
        }
        string? missing = wanted.Keys.FirstOrDefault(key => !found.ContainsKey(key));
        return missing is null
            ? null : Sentence.Of(
                $"the voter with the key {missing[..Math.Min(KeyDigits, missing.Length)]}… is on the roll and not in its election");
    }

    private static SortedDictionary<string, long> VotersOf(ReadOnlySpan<byte> transcript)
    {
        var voters = new SortedDictionary<string, long>(StringComparer.Ordinal);
        using var header = JsonDocument.Parse(transcript[..transcript.IndexOf((byte)'\n')].ToArray());
        foreach (JsonElement voter in header.RootElement.GetProperty("roll").EnumerateArray())
            voters[voter.GetProperty("key").GetString()!] = voter.GetProperty("weight").GetInt64();
        return voters;
    }
}
