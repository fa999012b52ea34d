using Election.Groups.Model;
using Election.Voting.Statements;

namespace Election.Voting.Core;

/// <summary>
/// A node whose voter lies: for each vote that the node signs, it signs another under the same number, for the next choice, and hands both
/// to the group, the honest one first and each in a datagram of its own. The node inside is honest, and nothing else of it is changed. It is
/// built for the fault <c>byzantine=equivocate</c> and for nothing else.
/// </summary>
public sealed class EquivocatingNode : INode
{
    private readonly int _choices;
    private readonly List<Lie> _lies = [];
    private ulong _signatures;

    /// <summary>Wraps a node.</summary>
    /// <param name="core">The honest node.</param>
    /// <param name="choices">How many choices there are; with one there is nothing else to say.</param>
    public EquivocatingNode(NodeCore core, int choices)
    {
        Core = core;
        _choices = choices;
    }

    /// <summary>The honest node.</summary>
    public NodeCore Core { get; }

    /// <inheritdoc/>
    public Instant? NextDeadline => Core.NextDeadline;

    /// <summary>The node of an election at the heart of what is driven; null for none.</summary>
    public static NodeCore? CoreOf(INode? node) => node as NodeCore ?? (node as EquivocatingNode)?.Core;

    /// <inheritdoc/>
    public void Step(in NodeInput input, Instant now, Outbox outbox)
    {
        if (input.Kind == InputKind.Signed && input.Token.Owner == EffectOwner.Script)
        {
            foreach (Lie lie in _lies)
                lie.Signed = lie.Number == input.Token.Number ? new SignedStatement(lie.Statement, input.Bytes.Span) : lie.Signed;
        }
        else
        {
            int before = outbox.Effects.Length;
            Core.Step(input, now, outbox);
            for (int i = before, last = outbox.Effects.Length; i < last; i++)
                LieAbout(outbox.Effects[i], outbox);
        }
        // The step that submitted the vote has put it into a datagram, and this one makes another.
        while (_lies.Count > 0 && _lies[0] is { Signed: { } signed } first && Core.StatementsSubmitted > first.Submitted)
        {
            _lies.RemoveAt(0);
            Core.Step(NodeInput.Of(new SubmitSigned(signed)), now, outbox);
        }
    }

    private void LieAbout(in Effect effect, Outbox outbox)
    {
        if (effect.Kind != EffectKind.Sign || effect.Token.Owner != EffectOwner.Statement || _choices < 2
            || !Statement.TryDecode(effect.Bytes.Span, out Statement? vote) || vote!.Kind != StatementKind.Vote)
        {
            return;
        }
        Statement other = Statement.Vote(
            vote.Algorithm, vote.ElectionId, vote.Signer, vote.Sequence, vote.Previous, (vote.Choice + 1) % _choices);
        _lies.Add(new Lie(other, ++_signatures, Core.StatementsSubmitted));
        outbox.Sign(new EffectToken(EffectOwner.Script, _signatures), other.SignedBytes(), effect.Key);
    }

    private sealed class Lie(Statement statement, ulong number, long submitted)
    {
        public Statement Statement { get; } = statement;

        public ulong Number { get; } = number;

        // What the node had submitted when it signed the vote.
        public long Submitted { get; } = submitted;

        public SignedStatement? Signed { get; set; }
    }
}
