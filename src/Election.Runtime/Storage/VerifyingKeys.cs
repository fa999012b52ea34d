using System.Collections.Concurrent;
using Election.Groups.Model;
using Election.Voting.Statements;

namespace Election.Runtime.Storage;

/// <summary>
/// Verifies signatures and keeps the imported keys, because importing one costs several verifications. May be used from any thread; each
/// key is kept once for each thread that ever used it at the same time.
/// </summary>
public sealed class VerifyingKeys : IDisposable
{
    /// <summary>The largest number of keys kept; any further key is imported for every verification.</summary>
    public const int MaxKeys = 1024;

    private readonly ConcurrentDictionary<PublicKey, ConcurrentBag<EcdsaP256Key>> _kept = new();

    /// <summary>The number of keys kept.</summary>
    internal int Count => _kept.Count;

    /// <summary>Verifies a signature as <see cref="EcdsaP256.Verify"/> does.</summary>
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

    /// <summary>Disposes the keys. A verification under way keeps its own key, which is freed with the process's memory.</summary>
    public void Dispose()
    {
        foreach (ConcurrentBag<EcdsaP256Key> bag in _kept.Values)
        {
            while (bag.TryTake(out EcdsaP256Key? key))
                key.Dispose();
        }
    }
}
