using Election.Groups.Model;
using Election.Node.Talk.Rolls;
using Election.Runtime.Storage;

namespace Election.Node.Runs.Local;

/// <summary>
/// Prepares the roll of a run in which one voter has several terminals. Every node's key is drawn before the nodes start; the keys of the
/// further terminals stay off the roll, because the voter's own key signs there.
/// </summary>
internal static class SharedVoter
{
    /// <summary>The name of the roll in the run folder.</summary>
    public const string RollName = "roll.json";

    /// <summary>The file of a node's private key.</summary>
    public static string KeyOf(RunFolder folder, MemberId node) => DataFolder.KeyPathIn(folder.Within(node.Text));

    /// <summary>Draws the keys and writes the roll; does nothing if every node has its own voter.</summary>
    public static void Prepare(LocalSettings settings, RunFolder folder)
    {
        if (settings.Plan.Terminals.IsEmpty)
            return;
        var voters = new List<RollEntry>();
        foreach (MemberId node in settings.Ids)
        {
            using var data = DataFolder.Open(folder.Within(node.Text));
            using NodeKey key = KeyStore.LoadOrCreate(data.KeyPath);
            if (settings.Plan.VoterAt(node) == node)
                voters.Add(new RollEntry { Name = node.Text, Key = key.PublicKey.ToString(), GivenWeight = 1 });
        }
        folder.Write(RollName, new RollDocument { Schema = RollDocument.SchemaName, Voters = [.. voters] }.ToLine() + "\n");
    }
}
