using Election.Groups.Layers.Barrier;
using Election.Groups.Model;
using Election.Node.Commands;
using Election.Node.Files;
using Election.Node.Rolls;
using Election.Node.Running;
using Election.Runtime;
using Election.Runtime.Storage;

namespace Election.Node.Local;

/// <summary>
/// A run without a barrier needs what the barrier would have brought about: a START that every member has signed. Whoever starts all nodes
/// of a run can make it, since all keys are in its folder; nodes that are started by hand cannot.
/// </summary>
internal static class StartForAll
{
    /// <summary>The name of START in the run folder.</summary>
    public const string FileName = "start.bin";

    private const int MostBytes = 1 << 20;

    /// <summary>Draws the keys and writes START; does nothing where the nodes meet at the barrier.</summary>
    /// <exception cref="StartRefusedException">The election is not well formed, or a key cannot be written.</exception>
    public static void Prepare(LocalSettings settings, RunFolder folder)
    {
        if (!settings.Plan.HasNoBarrier)
            return;
        var keys = new List<(MemberId Id, NodeKey Key)>();
        try
        {
            foreach (MemberId node in settings.Ids.Order())
            {
                using var data = DataFolder.Open(folder.Within(node.Text));
                keys.Add((node, KeyStore.LoadOrCreate(data.KeyPath)));
            }
            MemberId? chair = settings.Plan.Chair ?? (settings.HasScreens ? settings.Ids[0] : null);
            byte[] context = ElectionManifest.Fresh(settings.Election, chair,
                settings.Plan.Terminals.IsEmpty ? [] : RollReader.Read(folder.Within(SharedVoter.RollName))).Encode();
            var proposal = new Proposal([.. keys.Select(one => new Member(one.Id, one.Key.PublicKey))], context);
            var start = GivenStart.Make(proposal, (key, message) => keys.First(one => one.Key.PublicKey.Equals(key)).Key.Sign(message));
            File.WriteAllBytes(folder.Within(FileName), start.Body.ToArray());
        }
        finally
        {
            foreach ((_, NodeKey key) in keys)
                key.Dispose();
        }
    }

    /// <summary>Reads START.</summary>
    /// <exception cref="StartRefusedException">The file cannot be read, or holds none.</exception>
    public static GivenStart Read(string path)
    {
        if (!NamedFile.TryRead(path, MostBytes, out byte[] body, out string reason))
            throw new StartRefusedException($"{NodeOptions.GivenStartName}: {Quoted.Of(path)} cannot be read: {reason}");
        return GivenStart.TryRead(body, out GivenStart? start)
            ? start! : throw new StartRefusedException($"{NodeOptions.GivenStartName}: {Quoted.Of(path)} holds no START");
    }
}
