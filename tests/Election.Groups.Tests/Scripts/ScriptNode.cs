using Election.Groups.Model;

namespace Election.Groups.Tests.Scripts;

/// <summary>A node under a script's control: real layers, and a log of what they told their user.</summary>
internal abstract class ScriptNode(string name)
{
    public string Name { get; } = name;

    public Outbox Outbox { get; } = new();

    /// <summary>What the layers told their user since the script last looked.</summary>
    public List<string> Told { get; } = [];

    public bool HasCrashed { get; set; }

    public abstract PublicKey Key { get; }

    public abstract Instant NextDeadline { get; }

    public abstract string State { get; }

    public abstract void OnDatagram(ReadOnlySpan<byte> datagram, Instant now);

    public abstract void OnTimer(Instant now);

    /// <summary>Broadcasts, or submits, a text.</summary>
    public abstract void Send(ReadOnlySpan<byte> text, bool isFinal, Instant now);

    public virtual void OnJournalled(ulong sequence, Instant now) => throw new NotSupportedException("this layer has no journal");

    public virtual void OnSigned(ReadOnlyMemory<byte> signature, Instant now) =>
        throw new NotSupportedException("this layer signs nothing");

    public virtual void OnVerified(EffectToken token, bool valid, Instant now) =>
        throw new NotSupportedException("this layer checks nothing");
}
