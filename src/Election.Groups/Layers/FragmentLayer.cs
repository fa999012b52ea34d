using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Groups.Layers;

/// <summary>
/// Puts fragments together again. Guarantee: what comes out is a frame that one sender cut, whole and unchanged (up to the checksum's
/// strength). A lost piece is filled by the same piece of a later repetition, since equal content has an equal number.
/// </summary>
public sealed class FragmentLayer
{
    /// <summary>Frames under assembly at a time, over all senders; the one touched longest ago makes room.</summary>
    public const int MaxAssemblies = 64;

    private readonly Assembly[] _assemblies = new Assembly[MaxAssemblies];
    private readonly GroupCounters _counters;
    private ulong _clock;

    /// <summary>Assembles for one node.</summary>
    public FragmentLayer(GroupCounters counters) => _counters = counters;

    /// <summary>Takes a piece; when it was the last one missing, gives the whole frame's kind, number and body.</summary>
    public bool TryComplete(NodeTag sender, ulong content, in FragmentFrame piece, out FrameKind kind, out ulong number, out byte[] body)
    {
        kind = piece.Kind;
        number = piece.Number;
        body = [];
        ref Assembly assembly = ref Find(sender, content, piece);
        assembly.Touched = ++_clock;
        if (assembly.Pieces[piece.Index] is not null)
            return false;
        if (assembly.Bytes + piece.Piece.Length > FramePacker.MaxBodyBytes)
        {
            _counters.Add(GroupCounter.Malformed);
            assembly = default;
            return false;
        }
        assembly.Pieces[piece.Index] = piece.Piece.ToArray();
        assembly.Bytes += piece.Piece.Length;
        if (++assembly.Held < assembly.Pieces.Length)
            return false;
        body = new byte[assembly.Bytes];
        int offset = 0;
        foreach (byte[]? part in assembly.Pieces)
        {
            part!.CopyTo(body, offset);
            offset += part.Length;
        }
        assembly = default;
        return true;
    }

    private ref Assembly Find(NodeTag sender, ulong content, in FragmentFrame piece)
    {
        int oldest = 0;
        for (int i = 0; i < MaxAssemblies; i++)
        {
            ref Assembly candidate = ref _assemblies[i];
            if (candidate.Pieces is not null && candidate.Sender == sender && candidate.Content == content
                && candidate.Kind == piece.Kind && candidate.Number == piece.Number && candidate.Pieces.Length == piece.Count)
                return ref candidate;
            if (candidate.Touched < _assemblies[oldest].Touched)
                oldest = i;
        }
        ref Assembly taken = ref _assemblies[oldest];
        if (taken.Pieces is not null)
            _counters.Add(GroupCounter.AssembliesEvicted);
        taken = new Assembly { Sender = sender, Content = content, Kind = piece.Kind, Number = piece.Number,
            Pieces = new byte[piece.Count][] };
        return ref taken;
    }

    private struct Assembly
    {
        public NodeTag Sender;
        public ulong Content;
        public FrameKind Kind;
        public ulong Number;
        public byte[]?[] Pieces;
        public int Held;
        public int Bytes;
        public ulong Touched;
    }
}
