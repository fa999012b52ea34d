using Election.Groups.Layers.Barrier;
using Election.Groups.Model;
using Election.Node.Runs.Settings;
using Election.Node.Runs.Single;
using Election.Node.Talk.Files;
using Election.Node.Talk.Rolls;
using Election.Node.Talk;
using Election.Runtime.Storage;
using Election.Runtime;

namespace Election.Node.Runs.Local;

/// <summary>
/// A run without a barrier needs what the barrier would have brought about: a START that every member has signed. Whoever has all keys of a
/// run in a folder can make it, also for nodes that are started by hand.
/// </summary>
internal static class StartForAll
{
    /// <summary>The name of START in the run folder.</summary>
    public const string FileName = "start.bin";

    private const string TakenName = "start-taken";

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

    /// <summary>Makes the folder, the keys and START, and says how each node is started by hand.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="StartRefusedException">The folder cannot be used, or the election is not well formed.</exception>
    public static int PrepareOnly(LocalSettings settings, TextTerminal terminal)
    {
        using var folder = RunFolder.Claim(settings.Out);
        SharedVoter.Prepare(settings, folder);
        Prepare(settings, folder);
        for (int node = 0; node < settings.Votes.Length; node++)
            terminal.Out.WriteLine(OwnCommand.Node(NodeArguments.ByHand(settings, folder, node)));
        return ExitCode.Success;
    }

    /// <summary>
    /// A START is good for one election, and a node takes part in that once: without the journal in which it voted it would vote again.
    /// </summary>
    /// <param name="start">START.</param>
    /// <param name="dataFolder">The node's folder, in which it is noted.</param>
    /// <exception cref="StartRefusedException">The node has begun this election before, and not come back to it now.</exception>
    public static void RefuseSecondTime(GivenStart start, string dataFolder)
    {
        string note = Path.Combine(dataFolder, TakenName), id = start.Proposal.Id.ToString();
        if (File.Exists(note) && File.ReadAllText(note) == id)
        {
            throw new StartRefusedException(
                $"{Flags.Start}: this node has taken part in that election already: make another START with election local "
                + $"--no-barrier --prepare");
        }
        File.WriteAllText(note, id);
    }

    /// <summary>Reads START.</summary>
    /// <exception cref="StartRefusedException">The file cannot be read, or holds none.</exception>
    public static GivenStart Read(string path)
    {
        byte[] body = NamedFile.Read(path, MostBytes).OrThrow(reason =>
            new StartRefusedException($"{Flags.Start}: {Quoted.Of(path)} cannot be read: {reason}"));
        return GivenStart.TryRead(body, out GivenStart? start)
            ? start! : throw new StartRefusedException($"{Flags.Start}: {Quoted.Of(path)} holds no START");
    }
}
