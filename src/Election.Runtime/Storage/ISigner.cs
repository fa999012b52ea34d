using Election.Groups.Model;

namespace Election.Runtime.Storage;

/// <summary>Signs with one private key.</summary>
public interface ISigner
{
    /// <summary>The key that verifies the signatures.</summary>
    PublicKey PublicKey { get; }

    /// <summary>Signs a message; may be called from any thread.</summary>
    /// <returns><see cref="SignatureFormat.SizeBytes"/> bytes, different at every call.</returns>
    byte[] Sign(ReadOnlySpan<byte> message);
}
