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
/// Makes START for a run without a barrier, signed by every member. This takes all keys of the run, and works for nodes that are started by
/// hand too.
/// </summary>
internal static class StartForAll
{
    /// <summary>The name of START in the run folder.</summary>
    public const string FileName = "start.bin";

    private const string TakenName = "start-taken";

    private const int MostBytes = 1 << 20;

    /// <summary>Draws the keys and writes START; does nothing if the nodes meet at the barrier.</summary>
    /// <exception cref="StartRefusedException">The election is malformed, or a key cannot be written.</exception>
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

    /// <summary>Creates the folder, the keys and START, and prints the command that starts each node by hand.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="StartRefusedException">The folder cannot be used, or the election is malformed.</exception>
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
    /// Refuses a second part in the election of a START. A node takes part in it once: without the journal of its vote it would vote again.
    /// </summary>
    /// <param name="start">The START given to the node.</param>
    /// <param name="dataFolder">The node's folder, in which its part is recorded.</param>
    /// <exception cref="StartRefusedException">The node took part in this election before, and does not resume it now.</exception>
    public static void RefuseSecondTime(GivenStart start, string dataFolder)
    {
        string note = Path.Combine(dataFolder, TakenName), id = start.Proposal.Id.ToString();
        if (File.Exists(note) && File.ReadAllText(note) == id)
        {
            throw new StartRefusedException(
                $"{Flags.Start}: this node has already taken part in that election: make another START with election local "
                + $"--no-barrier --prepare");
        }
        File.WriteAllText(note, id);
    }

    /// <summary>Reads START from a file.</summary>
    /// <exception cref="StartRefusedException">The file cannot be read, or does not contain a START.</exception>
    public static GivenStart Read(string path)
    {
        byte[] body = NamedFile.Read(path, MostBytes).OrThrow(reason =>
            new StartRefusedException($"{Flags.Start}: {Quoted.Of(path)} cannot be read: {reason}"));
        return GivenStart.TryRead(body, out GivenStart? start)
            ? start! : throw new StartRefusedException($"{Flags.Start}: {Quoted.Of(path)} does not contain a START");
    }
}
