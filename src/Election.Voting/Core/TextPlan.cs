using Election.Groups.Model;

namespace Election.Voting.Core;

/// <summary>
/// The numbered texts that a node sends in a weaker order, for the study of that order: 1 of K, 2 of K, …, at moments drawn by the node's
/// seed.
/// </summary>
internal sealed class TextPlan
{
    /// <summary>Texts of one node at most.</summary>
    public const int MaxTexts = 1000;

    private static readonly TimeSpan s_least = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan s_most = TimeSpan.FromMilliseconds(25);

    private readonly MemberId _self;
    private readonly int _count;
    private readonly SplitMix64 _random;
    private int _sent;

    /// <summary>Plans <paramref name="count"/> texts from <paramref name="openedAt"/> on.</summary>
    public TextPlan(MemberId self, int count, ulong seed, Instant openedAt)
    {
        _self = self;
        _count = count;
        _random = new SplitMix64(seed ^ self.Tag.Value);
        Due = count == 0 ? Instant.Never : openedAt + _random.NextBetween(s_least, s_most);
    }

    /// <summary>The time of the next text; never once all are sent.</summary>
    public Instant Due { get; private set; }

    /// <summary>An earlier life sent so many.</summary>
    public void Restore(int sent)
    {
        _sent = Math.Min(_count, Math.Max(_sent, sent));
        if (_sent == _count)
            Due = Instant.Never;
    }

    /// <summary>The text that is due.</summary>
    public string Text => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{_self} says {_sent + 1} of {_count}");

    /// <summary>The text that was due was sent, or waits for another turn.</summary>
    public void Advance(Instant now, bool isSent)
    {
        _sent += isSent ? 1 : 0;
        Due = _sent == _count ? Instant.Never : now + _random.NextBetween(s_least, s_most);
    }
}
