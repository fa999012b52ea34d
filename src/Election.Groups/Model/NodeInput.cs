namespace Election.Groups.Model;

/// <summary>The kinds of input to a node.</summary>
public enum InputKind
{
    /// <summary>Time has passed: a deadline may be due.</summary>
    Timer,

    /// <summary>Makes the input for a datagram that arrived.</summary>
    Datagram,

    /// <summary>The operator, or the node's own program, gave a command.</summary>
    Command,

    /// <summary>A signature requested by a <see cref="EffectKind.Sign"/> effect is ready.</summary>
    Signed,

    /// <summary>A verification requested by a <see cref="EffectKind.Verify"/> effect is done.</summary>
    Verified,

    /// <summary>Journal records are durable.</summary>
    Journalled,

    /// <summary>A record read back from the journal, before any other input.</summary>
    Recovered,
}

/// <summary>A command of the operator or of the node's own program. Each program layer derives its own closed set.</summary>
public abstract record NodeCommand;

/// <summary>
/// One input to a node, as data. The memory of <see cref="Bytes"/> belongs to the caller and is valid only during the call: a node that
/// needs it later copies it.
/// </summary>
public readonly struct NodeInput
{
    private NodeInput(InputKind kind, ReadOnlyMemory<byte> bytes = default, EffectToken token = default, bool valid = false,
        ulong journalSequence = 0, JournalRecordKind record = default, NodeCommand? command = null)
    {
        Kind = kind;
        Bytes = bytes;
        Token = token;
        Valid = valid;
        JournalSequence = journalSequence;
        Record = record;
        Command = command;
    }

    /// <summary>The kind of input.</summary>
    public InputKind Kind { get; }

    /// <summary>The datagram, the signature, or the recovered record's bytes.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Identifies the effect that this answers (<see cref="InputKind.Signed"/>, <see cref="InputKind.Verified"/>).</summary>
    public EffectToken Token { get; }

    /// <summary>The outcome of a verification.</summary>
    public bool Valid { get; }

    /// <summary>Every record up to and including this one is durable (<see cref="InputKind.Journalled"/>).</summary>
    public ulong JournalSequence { get; }

    /// <summary>The kind of a recovered record.</summary>
    public JournalRecordKind Record { get; }

    /// <summary>The command.</summary>
    public NodeCommand? Command { get; }

    /// <summary>Makes the input for time that has passed.</summary>
    public static NodeInput Timer() => new(InputKind.Timer);

    /// <summary>Makes the input for a datagram that arrived.</summary>
    public static NodeInput Datagram(ReadOnlyMemory<byte> datagram) => new(InputKind.Datagram, datagram);

    /// <summary>Makes the input for a command.</summary>
    public static NodeInput Of(NodeCommand command) => new(InputKind.Command, command: command);

    /// <summary>
    /// Makes the input for a finished signature; <paramref name="signature"/> has <see cref="SignatureFormat.SizeBytes"/> bytes.
    /// </summary>
    public static NodeInput Signed(EffectToken token, ReadOnlyMemory<byte> signature) => new(InputKind.Signed, signature, token);

    /// <summary>Makes the input for a finished verification.</summary>
    public static NodeInput Verified(EffectToken token, bool valid) => new(InputKind.Verified, token: token, valid: valid);

    /// <summary>
    /// Makes the input for durable records: this sequence number and all before it. The runtime may skip numbers (group commit).
    /// </summary>
    public static NodeInput Journalled(ulong sequence) => new(InputKind.Journalled, journalSequence: sequence);

    /// <summary>Makes the input for a record read back at start-up; records come in the order they were written.</summary>
    public static NodeInput Recovered(JournalRecordKind kind, ReadOnlyMemory<byte> bytes) => new(InputKind.Recovered, bytes, record: kind);
}
