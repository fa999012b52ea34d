using Election.Groups.Model;

namespace Election.Runtime.Hosting;

/// <summary>Gives an onlooker at most ten snapshots a second: what comes faster is put off and merged; the latest is never lost.</summary>
internal sealed class PublicationPace
{
    /// <summary>The least time between two publications.</summary>
    internal static readonly TimeSpan LeastGap = TimeSpan.FromMilliseconds(100);

    private readonly Action? _publish;
    private Instant _next = Instant.Zero;
    private bool _isOwed;

    internal PublicationPace(Action? publish) => _publish = publish;

    /// <summary>When a put-off publication is due; null when none is.</summary>
    internal Instant? Due => _isOwed ? _next : null;

    /// <summary>Notes that there is something to see.</summary>
    internal void Owe() => _isOwed = _publish is not null;

    /// <summary>Publishes if something is owed and the time has come.</summary>
    internal void PublishIfDue(Instant now)
    {
        if (_isOwed && now >= _next)
            Publish(now);
    }

    /// <summary>Publishes the end, whatever the pace.</summary>
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
