using Election.Groups.Model;

namespace Election.Voting.Statements;

/// <summary>The kinds of statement. The numbers are part of its layout.</summary>
public enum StatementKind : byte
{
    /// <summary>A member: voting begins. The first statement of an atomic log.</summary>
    Open = 1,

    /// <summary>A voter: my vote.</summary>
    Vote = 2,

    /// <summary>A voter: present, but voting for no choice. Counts for turnout, in no choice's tally.</summary>
    Abstain = 3,

    /// <summary>A member: voting ends. The last statement of an atomic log.</summary>
    Close = 4,

    /// <summary>A member: the result of my count. Never in the log.</summary>
    Result = 5,
}

/// <summary>The signature algorithms. The numbers are part of the statement's layout.</summary>
public enum SignatureAlgorithm : byte
{
    /// <summary>ECDSA on P-256 with SHA-256, r ‖ s, s in the lower half of the order (FIPS 186-5; IEEE P1363 form).</summary>
    EcdsaP256Sha256 = 1,

    /// <summary>The simulator's deterministic stand-in, which proves nothing and is refused everywhere else.</summary>
    SimulationStandIn = 255,
}

/// <summary>The words for statements in documents.</summary>
public static class StatementText
{
    private static readonly WordTable<SignatureAlgorithm> s_algorithms = new("ecdsa-p256-sha256", "simulation-stand-in");
    private static readonly WordTable<StatementKind> s_kinds = new("open", "vote", "abstain", "close", "result");

    /// <summary>Returns the word, in lower case.</summary>
    public static string ToText(this StatementKind kind) => s_kinds[kind];

    /// <summary>Returns the word, in lower case.</summary>
    public static string ToText(this SignatureAlgorithm algorithm) => s_algorithms[algorithm];
}
