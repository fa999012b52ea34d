using System.Collections.Concurrent;
using Election.Groups.Model;
using Election.Voting.Statements;

namespace Election.Runtime.Storage;

/// <summary>
/// Checks signatures and keeps the keys it has taken in: taking one in costs several checks. From any thread; each key is kept once for
/// each thread that was ever at it at the same time.
/// </summary>
public sealed class VerifyingKeys : IDisposable
{
    /// <summary>The most keys that are kept; one that comes later is taken in for every check.</summary>
    public const int MaxKeys = 1024;

    private readonly ConcurrentDictionary<PublicKey, ConcurrentBag<EcdsaP256Key>> _kept = new();

    /// <summary>Keys that are kept.</summary>
    internal int Count => _kept.Count;

    /// <summary>As <see cref="EcdsaP256.Verify"/>.</summary>
    public bool Verify(PublicKey key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (!_kept.TryGetValue(key, out ConcurrentBag<EcdsaP256Key>? bag))
        {
            if (_kept.Count >= MaxKeys)
                return EcdsaP256.Verify(key, message, signature);
            bag = _kept.GetOrAdd(key, static _ => []);
        }
        if (!bag.TryTake(out EcdsaP256Key? taken))
            taken = EcdsaP256Key.TryTake(key);
        if (taken is null)
            return false;
        bool valid = taken.Verify(message, signature);
        bag.Add(taken);
        return valid;
    }

    /// <summary>Lets go of the keys. A check that is under way keeps its own, which goes with the process's memory.</summary>
    public void Dispose()
    {
        foreach (ConcurrentBag<EcdsaP256Key> bag in _kept.Values)
        {
            while (bag.TryTake(out EcdsaP256Key? key))
                key.Dispose();
        }
    }
}
