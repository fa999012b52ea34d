using Election.Groups.Model;

namespace Election.Voting.Statements;

/// <summary>Verifies a signature; never throws. Outside the simulator it is <see cref="EcdsaP256.Verify"/>.</summary>
public delegate bool SignatureVerifier(PublicKey key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature);
