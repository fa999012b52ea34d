using Election.Groups.Model;

namespace Election.Runtime.Hosting;

/// <summary>
/// Limits an observer to ten snapshots a second: publications that come faster are delayed and merged, and the latest is never lost.
/// </summary>
internal sealed class PublicationPace
{
    /// <summary>The least time between two publications.</summary>
    internal static readonly TimeSpan LeastGap = TimeSpan.FromMilliseconds(100);

    private readonly Action? _publish;
    private Instant _next = Instant.Zero;
    private bool _isOwed;

    internal PublicationPace(Action? publish) => _publish = publish;

    /// <summary>The time at which a delayed publication is due; null if none is.</summary>
    internal Instant? Due => _isOwed ? _next : null;

    /// <summary>Records that there is news to publish.</summary>
    internal void Owe() => _isOwed = _publish is not null;

    /// <summary>Publishes if there is news and a publication is due.</summary>
    internal void PublishIfDue(Instant now)
    {
        if (_isOwed && now >= _next)
            Publish(now);
    }

    /// <summary>Publishes the final state, whatever the pace.</summary>
    internal void PublishLast(Instant now)
    {
        if (_publish is not null)
            Publish(now);
    }

    private void Publish(Instant now)
    {
        _isOwed = false;
        _next = now + LeastGap;
        _publish!();
    }
}
