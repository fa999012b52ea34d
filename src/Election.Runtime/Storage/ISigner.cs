using Election.Groups.Model;

namespace Election.Runtime.Storage;

/// <summary>Signs for a node.</summary>
public interface ISigner
{
    /// <summary>The key that signatures verify under.</summary>
    PublicKey PublicKey { get; }

    /// <summary>Signs a message; may be called from any thread.</summary>
    /// <returns><see cref="SignatureFormat.SizeBytes"/> bytes, different at every call.</returns>
    byte[] Sign(ReadOnlySpan<byte> message);
}
