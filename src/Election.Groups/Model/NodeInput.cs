namespace Election.Groups.Model;

/// <summary>What can happen to a node.</summary>
public enum InputKind
{
    /// <summary>Nothing but time passed: a deadline may be due.</summary>
    Timer,

    /// <summary>A datagram arrived.</summary>
    Datagram,

    /// <summary>The operator, or the node's own program, wants something.</summary>
    Command,

    /// <summary>A signature that a <see cref="EffectKind.Sign"/> effect asked for is ready.</summary>
    Signed,

    /// <summary>A check that a <see cref="EffectKind.Verify"/> effect asked for is done.</summary>
    Verified,

    /// <summary>Journal records are durable.</summary>
    Journalled,

    /// <summary>A record read back from the journal, before anything else is fed to the node.</summary>
    Recovered,
}

/// <summary>A wish of the operator or of the node's own program. Each program layer derives its own closed set.</summary>
public abstract record NodeCommand;

/// <summary>
/// One thing that happened, as data. Memory in <see cref="Bytes"/> belongs to the caller and is read only during the call: whoever
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

    /// <summary>What happened.</summary>
    public InputKind Kind { get; }

    /// <summary>The datagram, the signature, or the recovered record's bytes.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Which effect this answers (<see cref="InputKind.Signed"/>, <see cref="InputKind.Verified"/>).</summary>
    public EffectToken Token { get; }

    /// <summary>The outcome of a verification.</summary>
    public bool Valid { get; }

    /// <summary>Every record up to and including this one is durable (<see cref="InputKind.Journalled"/>).</summary>
    public ulong JournalSequence { get; }

    /// <summary>The kind of a recovered record.</summary>
    public JournalRecordKind Record { get; }

    /// <summary>The command.</summary>
    public NodeCommand? Command { get; }

    /// <summary>Time passed.</summary>
    public static NodeInput Timer() => new(InputKind.Timer);

    /// <summary>A datagram arrived.</summary>
    public static NodeInput Datagram(ReadOnlyMemory<byte> datagram) => new(InputKind.Datagram, datagram);

    /// <summary>A command was given.</summary>
    public static NodeInput Of(NodeCommand command) => new(InputKind.Command, command: command);

    /// <summary>A signature is ready; <paramref name="signature"/> has <see cref="SignatureFormat.SizeBytes"/> bytes.</summary>
    public static NodeInput Signed(EffectToken token, ReadOnlyMemory<byte> signature) => new(InputKind.Signed, signature, token);

    /// <summary>A signature was checked.</summary>
    public static NodeInput Verified(EffectToken token, bool valid) => new(InputKind.Verified, token: token, valid: valid);

    /// <summary>The record with this sequence number and all before it are durable. The runtime may skip numbers (group commit).</summary>
    public static NodeInput Journalled(ulong sequence) => new(InputKind.Journalled, journalSequence: sequence);

    /// <summary>A record read back at start-up, in the order it was written.</summary>
    public static NodeInput Recovered(JournalRecordKind kind, ReadOnlyMemory<byte> bytes) => new(InputKind.Recovered, bytes, record: kind);
}
