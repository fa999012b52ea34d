using System.Text;
using Election.Groups.Model;
using Election.Runtime.Hosting;
using Election.Runtime.Storage;
using Election.Runtime.Tests.Support;
using Election.Voting.Statements;

namespace Election.Runtime.Tests.Hosting;

public sealed class SignatureTests
{
    [Fact]
    public void A_signature_that_the_node_asks_for_verifies()
    {
        byte[] message = Encoding.UTF8.GetBytes("motion");
        var verdicts = new List<bool>();
        PublicKey? key = null;
        var node = new SmallNode((_, input, _, outbox) =>
        {
            switch (input.Kind)
            {
                case InputKind.Command:
                    outbox.Sign(new EffectToken(EffectOwner.Statement, 5), message);
                    break;
                case InputKind.Signed:
                    Assert.Equal(new EffectToken(EffectOwner.Statement, 5), input.Token);
                    byte[] signature = input.Bytes.ToArray();
                    outbox.Verify(new EffectToken(EffectOwner.Ordered, 1), key!, message, signature);
                    outbox.Verify(new EffectToken(EffectOwner.Ordered, 0), key!, new byte[6], signature);
                    break;
                case InputKind.Verified:
                    Assert.Equal(input.Valid, input.Token.Number == 1);
                    verdicts.Add(input.Valid);
                    if (verdicts.Count == 2)
                        outbox.Finish();
                    break;
            }
        });
        using var rig = new LoopRig(node);
        key = rig.Key;
        rig.Start();
        rig.Loop.TryPost(new Say("sign"));
        Assert.Equal(LoopEnd.Finished, rig.AwaitEnd().End);
        Assert.Equal([false, true], verdicts.Order());
    }

    [Fact]
    public void A_vote_is_signed_by_the_voters_key_and_everything_else_by_the_nodes()
    {
        byte[] message = Encoding.UTF8.GetBytes("motion");
        using NodeKey own = NodeKey.Draw(), voter = NodeKey.Draw();
        PublicKey?[] asked = [null, own.PublicKey, voter.PublicKey];
        var signatures = new Dictionary<ulong, byte[]>();
        var node = new SmallNode((_, input, _, outbox) =>
        {
            for (int i = 0; i < asked.Length && input.Kind == InputKind.Command; i++)
                outbox.Sign(new EffectToken(EffectOwner.Statement, (ulong)i), message, asked[i]);
            if (input.Kind != InputKind.Signed)
                return;
            signatures[input.Token.Number] = input.Bytes.ToArray();
            if (signatures.Count == asked.Length)
                outbox.Finish();
        });
        using var rig = new LoopRig(node, key: own, voter: voter);
        rig.Start();
        rig.Loop.TryPost(new Say("sign"));
        Assert.Equal(LoopEnd.Finished, rig.AwaitEnd().End);
        Assert.True(EcdsaP256.Verify(own.PublicKey, message, signatures[0]));
        Assert.True(EcdsaP256.Verify(own.PublicKey, message, signatures[1]));
        Assert.True(EcdsaP256.Verify(voter.PublicKey, message, signatures[2]));
    }

    [Fact]
    public void A_key_that_nobody_here_holds_ends_the_node()
    {
        using NodeKey stranger = NodeKey.Draw();
        PublicKey key = stranger.PublicKey;
        using var rig = new LoopRig(
            new SmallNode((_, _, _, outbox) => outbox.Sign(new EffectToken(EffectOwner.Statement, 1), new byte[3], key)));
        rig.Start();
        rig.Loop.TryPost(new Say("sign"));
        LoopOutcome outcome = rig.AwaitEnd();
        Assert.Equal(LoopEnd.Failed, outcome.End);
        Assert.StartsWith("Nobody here holds the key", outcome.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_checks_than_the_pool_may_have_are_done_by_the_loop_itself()
    {
        const int asked = SignatureWorkers.MaxUnderWay + 50;
        using var gate = new ManualResetEventSlim();
        int loopThread = Environment.CurrentManagedThreadId;
        var queue = new InputQueue(new MonotonicClock());
        using NodeKey key = NodeKey.Draw();
        var workers = new SignatureWorkers(key, null, (_, _, _) => Environment.CurrentManagedThreadId == loopThread
            || gate.Wait(Patience.Limit), queue);
        var outbox = new Outbox();
        for (int i = 0; i < asked; i++)
            outbox.Verify(new EffectToken((ulong)i), key.PublicKey, new byte[1], new byte[64]);
        foreach (Effect effect in outbox.Effects)
            workers.Begin(effect);
        Assert.Equal(50, workers.DoneByLoop);
        gate.Set();
        var answered = new HashSet<ulong>();
        var batch = new InputBatch();
        while (answered.Count < asked)
        {
            Assert.True(queue.Wait(Instant.Zero + Patience.Limit, batch));
            Assert.NotEqual(0, batch.Count);
            for (int i = 0; i < batch.Count; i++)
                answered.Add(batch[i].Token.Value);
            batch.Clear();
        }
    }

    [Fact]
    public void Code_that_checks_and_throws_ends_the_loop_loudly()
    {
        var queue = new InputQueue(new MonotonicClock());
        using NodeKey key = NodeKey.Draw();
        var workers = new SignatureWorkers(key, null, (_, _, _) => throw new ArithmeticException("bad curve"), queue);
        var outbox = new Outbox();
        outbox.Verify(default, key.PublicKey, new byte[1], new byte[64]);
        workers.Begin(outbox.Effects[0]);
        NodeFailureException failure = Assert.Throws<NodeFailureException>(() => queue.Wait(null, new InputBatch()));
        Assert.IsType<ArithmeticException>(failure.InnerException);
    }
}
