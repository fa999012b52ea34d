using Election.Groups.Model;
using Election.Runtime.Network;

namespace Election.Runtime.Hosting;

/// <summary>The inputs of one turn of the loop, in reused memory.</summary>
internal sealed class InputBatch
{
    /// <summary>The largest number of inputs in one turn, so that deadlines and effects never wait for long.</summary>
    internal const int MaxInputs = 64;

    private readonly NodeInput[] _inputs = new NodeInput[MaxInputs];
    private readonly DatagramBuffer?[] _buffers = new DatagramBuffer?[MaxInputs];

    internal int Count { get; private set; }

    internal bool HasRoom => Count < MaxInputs;

    internal ref readonly NodeInput this[int index] => ref _inputs[index];

    internal void Add(in NodeInput input) => _inputs[Count++] = input;

    internal void Add(DatagramBuffer datagram)
    {
        _buffers[Count] = datagram;
        Add(NodeInput.Datagram(datagram.Memory));
    }

    /// <summary>Clears the inputs and returns the datagrams' buffers to their pool.</summary>
    internal void Clear()
    {
        for (int i = 0; i < Count; i++)
        {
            _buffers[i]?.Release();
            _buffers[i] = null;
        }
        Array.Clear(_inputs, 0, Count);
        Count = 0;
    }
}
