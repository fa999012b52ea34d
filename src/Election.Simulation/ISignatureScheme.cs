using Election.Groups.Model;
using Election.Voting.Statements;

namespace Election.Simulation;

/// <summary>How simulated nodes sign. Pure: the simulation itself adds the time that signing and checking take.</summary>
public interface ISignatureScheme
{
    /// <summary>The number that statements signed so carry.</summary>
    SignatureAlgorithm Algorithm { get; }

    /// <summary>The public key of a node; always the same for the same id.</summary>
    PublicKey KeyOf(MemberId id);

    /// <summary>Signs for the holder of a key.</summary>
    /// <param name="signer">The signer's public key; the scheme knows what belongs to it.</param>
    /// <param name="message">What is signed.</param>
    /// <returns><see cref="SignatureFormat.SizeBytes"/> bytes.</returns>
    byte[] Sign(PublicKey signer, ReadOnlySpan<byte> message);

    /// <summary>Whether <paramref name="signature"/> is the signer's over the message. Never throws.</summary>
    bool Verify(PublicKey signer, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature);
}
