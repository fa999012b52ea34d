using System.Text.Json;
using Election.Audit;
using Election.Node.Talk.Rolls;

namespace Election.Node.Tools.Verification;

/// <summary>
/// Compares the voters of a transcript with a roll. The second reader has compared every byte of the header with what is signed, so its
/// readable <c>roll</c> can be trusted. Voters are keys and weights; their order and names do not matter here.
/// </summary>
internal static class RollCheck
{
    private const int KeyDigits = 12;

    /// <summary>The first difference, in one clause; null if there is none.</summary>
    /// <param name="transcript">The bytes of a valid transcript.</param>
    /// <param name="report">The second reader's report on it.</param>
    /// <param name="roll">The roll that the operator gave.</param>
    public static Sentence? Problem(ReadOnlySpan<byte> transcript, AuditReport report, RollDocument roll)
    {
        if (!report.HasRoll)
            return $"its election has an open roll, not the one that was given";
        SortedDictionary<string, long> wanted = new(StringComparer.Ordinal), found = VotersOf(transcript);
        foreach (RollEntry entry in roll.Voters)
            wanted[entry.Key.ToLowerInvariant()] = entry.Weight;
        foreach ((string key, long weight) in found)
        {
            if (!wanted.TryGetValue(key, out long expected))
                return $"its voter with the key {key[..KeyDigits]}… is not on the roll";
            if (expected != weight)
                return $"its voter with the key {key[..KeyDigits]}… has weight {weight}, but {expected} on the roll";
        }
        string? missing = wanted.Keys.FirstOrDefault(key => !found.ContainsKey(key));
        return missing is null
            ? null : Sentence.Of(
                $"the voter with the key {missing[..Math.Min(KeyDigits, missing.Length)]}… is on the roll, but not in its election");
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
