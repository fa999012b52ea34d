using Election.Groups.Model;

namespace Election.Voting.Statements;

/// <summary>Checks a signature; never throws. <see cref="EcdsaP256.Verify"/> is the one outside the simulator.</summary>
public delegate bool SignatureVerifier(PublicKey key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature);
