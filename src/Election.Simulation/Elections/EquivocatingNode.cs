using Election.Groups.Model;
using Election.Voting.Core;
using Election.Voting.Statements;

namespace Election.Simulation.Elections;

/// <summary>
/// A node whose voter lies, for the fault <c>byzantine=equivocate</c>. For each vote that the node signs, its voter signs a second one for
/// the next choice under the same number. The group gets both, the honest one first, each in a datagram of its own. The node inside stays
/// honest.
/// </summary>
public sealed class EquivocatingNode : INode
{
    private readonly INode _node;
    private readonly int _choices;
    private readonly List<Lie> _lies = [];
    private ulong _signatures;

    /// <summary>Wraps an honest node.</summary>
    /// <param name="node">The node of an election; it obeys <see cref="SubmitSigned"/>.</param>
    /// <param name="choices">The number of choices; with one choice there is no lie to tell.</param>
    public EquivocatingNode(INode node, int choices)
    {
        _node = node;
        _choices = choices;
    }

    /// <inheritdoc/>
    public Instant? NextDeadline => _node.NextDeadline;

    /// <inheritdoc/>
    public Standing Standing => _node.Standing;

    /// <inheritdoc/>
    public void Step(in NodeInput input, Instant now, Outbox outbox)
    {
        if (input.Kind == InputKind.Signed && input.Token.Owner == EffectOwner.Script)
        {
            EffectToken token = input.Token;
            _lies.Find(lie => lie.Number == token.Number)?.Sign(input.Bytes.Span);
        }
        else
        {
            int before = outbox.Effects.Length;
            _node.Step(input, now, outbox);
            for (int i = before, last = outbox.Effects.Length; i < last; i++)
                LieAbout(outbox.Effects[i], outbox);
        }
        // The step that submitted the honest vote has packed it into a datagram; a step of its own packs the lie into another.
        while (_lies.Count > 0 && _lies[0] is { Signed: { } signed } first && _node.Standing.Submitted > first.Submitted)
        {
            _lies.RemoveAt(0);
            _node.Step(NodeInput.Of(new SubmitSigned(signed)), now, outbox);
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
        _lies.Add(new Lie(other, ++_signatures, _node.Standing.Submitted));
        outbox.Sign(new EffectToken(EffectOwner.Script, _signatures), other.SignedBytes(), effect.Key);
    }

    /// <param name="statement">The statement of the lie.</param>
    /// <param name="number">The number of the request for its signature.</param>
    /// <param name="submitted">The number of statements that the node had submitted when it signed the honest vote.</param>
    private sealed class Lie(Statement statement, ulong number, long submitted)
    {
        public ulong Number { get; } = number;

        public long Submitted { get; } = submitted;

        public SignedStatement? Signed { get; private set; }

        public void Sign(ReadOnlySpan<byte> signature) => Signed = new SignedStatement(statement, signature);
    }
}
