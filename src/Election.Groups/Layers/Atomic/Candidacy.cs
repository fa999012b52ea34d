using Election.Groups.Model;

namespace Election.Groups.Layers.Atomic;

/// <summary>The stage of a candidacy.</summary>
internal enum CandidacyStage
{
    /// <summary>Waits, or does not want to lead.</summary>
    None,

    /// <summary>Asks who would vote for it (pre-vote): nothing is promised, no epoch begins.</summary>
    Asking,

    /// <summary>Asks for votes, which are journalled and given once.</summary>
    Standing,
}

/// <summary>
/// One node's wish to lead: which epoch it asks for, who granted it, and when it asks next. Source: Ongaro, "Consensus: Bridging Theory and
/// Practice", 2014, §§3.4 and 9.6 (pre-vote).
/// </summary>
internal sealed class Candidacy
{
    /// <summary>The number of requests for votes in one epoch; then the candidate gives the epoch up and tries another.</summary>
    public const int MaxRounds = 8;

    private readonly bool[] _granted;
    private readonly int _majority;
    private int _grants;

    /// <summary>Begins without a wish.</summary>
    public Candidacy(int members, int majority)
    {
        _granted = new bool[members];
        _majority = majority;
    }

    /// <summary>The present stage.</summary>
    public CandidacyStage Stage { get; private set; }

    /// <summary>The epoch it wants to lead.</summary>
    public Epoch Epoch { get; private set; }

    /// <summary>The time of its next request.</summary>
    public Instant Due { get; set; } = Instant.Never;

    /// <summary>The number of requests in this stage.</summary>
    public int Rounds { get; set; }

    /// <summary>True if enough members granted the request.</summary>
    public bool HasMajority => _grants >= _majority;

    /// <summary>Enters a stage, with no grants.</summary>
    public void Begin(CandidacyStage stage, Epoch epoch)
    {
        Stage = stage;
        Epoch = epoch;
        Rounds = 0;
        _grants = 0;
        Array.Clear(_granted);
    }

    /// <summary>Gives up until <paramref name="due"/>.</summary>
    public void Wait(Instant due)
    {
        Begin(CandidacyStage.None, Epoch.None);
        Due = due;
    }

    /// <summary>Counts the grant of a member, once.</summary>
    public void Count(Rank member)
    {
        _grants += _granted[member.Value] ? 0 : 1;
        _granted[member.Value] = true;
    }
}
