using Election.Groups.Wire;

namespace Election.Groups.Stack;

/// <summary>
/// Messages of members that have passed the barrier, heard by a node that has answered but not passed yet. In a weaker order nobody need
/// send them again: without this a vote would be lost that the network did not lose, and nobody may vote before everybody can hear.
/// </summary>
internal sealed class EarlyFrames
{
    /// <summary>Messages kept; further ones are lost, as on the network.</summary>
    public const int MaxFrames = 1024;

    private readonly List<(DatagramHeader Header, ulong Number, byte[] Body)> _frames = [];

    /// <summary>Keeps a DATA frame. Returns whether there was room.</summary>
    public bool TryAdd(in DatagramHeader header, ulong number, ReadOnlySpan<byte> body)
    {
        if (_frames.Count == MaxFrames)
            return false;
        _frames.Add((header, number, body.ToArray()));
        return true;
    }

    /// <summary>Gives and forgets what was kept, oldest first.</summary>
    public (DatagramHeader Header, ulong Number, byte[] Body)[] Take()
    {
        (DatagramHeader Header, ulong Number, byte[] Body)[] taken = [.. _frames];
        _frames.Clear();
        return taken;
    }
}
