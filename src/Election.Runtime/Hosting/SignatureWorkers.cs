using Election.Groups.Model;
using Election.Runtime.Storage;
using Election.Voting.Statements;

namespace Election.Runtime.Hosting;

/// <summary>
/// Verifies signatures on the thread pool, so that other cores do the costly arithmetic while the loop goes on; answers come back in any
/// order. When <see cref="MaxUnderWay"/> are under way the loop verifies the next one itself, and so slows to the pace of the workers. It
/// always signs itself: a node signs little, and a signature takes less time (a third of a verification) than two thread switches.
/// </summary>
internal sealed class SignatureWorkers
{
    /// <summary>The largest number of verifications under way on the pool.</summary>
    internal const int MaxUnderWay = 1024;

    private readonly ISigner _signer;
    private readonly ISigner? _voter;
    private readonly SignatureVerifier _verify;
    private readonly InputQueue _answers;
    private int _underWay;

    internal SignatureWorkers(ISigner signer, ISigner? voter, SignatureVerifier verify, InputQueue answers)
    {
        _signer = signer;
        _voter = voter;
        _verify = verify;
        _answers = answers;
    }

    /// <summary>The number of jobs that the loop did itself.</summary>
    internal long DoneByLoop { get; private set; }

    /// <summary>Carries out a <see cref="EffectKind.Sign"/> or <see cref="EffectKind.Verify"/>.</summary>
    internal void Begin(in Effect effect)
    {
        var job = new Job(this, effect);
        bool isForPool = Interlocked.Increment(ref _underWay) <= MaxUnderWay && effect.Kind == EffectKind.Verify;
        if (isForPool)
            ThreadPool.UnsafeQueueUserWorkItem(job, preferLocal: false);
        else
        {
            DoneByLoop++;
            job.Execute();
        }
    }

    private NodeInput Do(in Effect effect) => effect.Kind == EffectKind.Sign
        ? NodeInput.Signed(effect.Token, SignerOf(effect.Key).Sign(effect.Bytes.Span))
        : NodeInput.Verified(effect.Token, _verify(effect.Key!, effect.Bytes.Span, effect.Signature.Span));

    private ISigner SignerOf(PublicKey? key) => key is null || key.Equals(_signer.PublicKey) ? _signer
        : key.Equals(_voter?.PublicKey) ? _voter!
        : throw new InvalidOperationException($"Nobody here holds the key {key.Fingerprint}.");

    private sealed class Job(SignatureWorkers owner, Effect effect) : IThreadPoolWorkItem
    {
        public void Execute()
        {
            try
            {
                owner._answers.Answer(owner.Do(effect));
            }
#pragma warning disable CA1031 // An exception on the pool would end the process without a word; handed over, it ends the node loudly.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                owner._answers.Failed(failure);
            }
            finally
            {
                Interlocked.Decrement(ref owner._underWay);
            }
        }
    }
}
