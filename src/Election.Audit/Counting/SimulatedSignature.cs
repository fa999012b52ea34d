namespace Election.Audit.Counting;

/// <summary>Checks a signature of the simulator's stand-in (algorithm 255). A caller that passes one does not ask for proof.</summary>
/// <param name="key">The 64 bytes of the signer's key.</param>
/// <param name="message">The signed bytes.</param>
/// <param name="signature">The 64 bytes of the signature.</param>
public delegate bool SimulatedSignature(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature);
