using Election.Groups.Model;
using Election.Voting.Statements;

namespace Election.Simulation;

/// <summary>The signature scheme of simulated nodes. Pure: the simulation itself adds the time that signing and verifying take.</summary>
public interface ISignatureScheme
{
    /// <summary>The algorithm number in statements signed with this scheme.</summary>
    SignatureAlgorithm Algorithm { get; }

    /// <summary>Returns the public key of a node; always the same for the same id.</summary>
    PublicKey KeyOf(MemberId id);

    /// <summary>Signs for the holder of a key.</summary>
    /// <param name="signer">The signer's public key; the scheme knows the matching private key.</param>
    /// <param name="message">The message to sign.</param>
    /// <returns><see cref="SignatureFormat.SizeBytes"/> bytes.</returns>
    byte[] Sign(PublicKey signer, ReadOnlySpan<byte> message);

    /// <summary>True if <paramref name="signature"/> is the signer's signature of the message. Never throws.</summary>
    bool Verify(PublicKey signer, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature);
}
