using System.Security.Cryptography;
using System.Text;
using Election.Groups.Model;
using Election.Voting.Statements;

namespace Election.Simulation;

/// <summary>
/// A deterministic stand-in for a signature scheme: SHA-256(1 ‖ key ‖ message) ‖ SHA-256(2 ‖ key ‖ message). Equal inputs give equal
/// bytes, which ECDSA does not, so that two runs of one seed are byte-identical. It protects nothing: anyone can compute it. Outside the
/// simulator its algorithm number is refused.
/// </summary>
public sealed class StandInSignatures : ISignatureScheme
{
    private const string KeyDomain = "election-simulation-key/1\0";

    /// <summary>The single instance: there is nothing to configure.</summary>
    public static StandInSignatures Instance { get; } = new();

    /// <inheritdoc/>
    public SignatureAlgorithm Algorithm => SignatureAlgorithm.SimulationStandIn;

    /// <summary>
    /// Returns the key of a simulated node: two digests of its id, so that it is the same in every run and for every seed.
    /// </summary>
    public PublicKey KeyOf(MemberId id)
    {
        Span<byte> key = stackalloc byte[PublicKey.SizeBytes];
        byte[] name = Encoding.ASCII.GetBytes(KeyDomain + id.Text);
        SHA256.HashData([1, .. name], key);
        SHA256.HashData([2, .. name], key[SHA256.HashSizeInBytes..]);
        return new PublicKey(key);
    }

    /// <inheritdoc/>
    public byte[] Sign(PublicKey signer, ReadOnlySpan<byte> message)
    {
        var signature = new byte[SignatureFormat.SizeBytes];
        Half(1, signer, message, signature);
        Half(2, signer, message, signature.AsSpan(SHA256.HashSizeInBytes));
        return signature;
    }

    /// <inheritdoc/>
    public bool Verify(PublicKey signer, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        signature.SequenceEqual(Sign(signer, message));

    private static void Half(byte number, PublicKey key, ReadOnlySpan<byte> message, Span<byte> half)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([number]);
        hash.AppendData(key.Bytes);
        hash.AppendData(message);
        hash.GetHashAndReset(half);
    }
}
