using System.Net.NetworkInformation;

namespace Election.Runtime.Network;

/// <summary>The interfaces of this machine as they change.</summary>
internal interface IInterfaceChanges : IDisposable
{
    /// <summary>Calls back, from any thread, when an interface or an address came, went or changed. Called once.</summary>
    void Begin(Action changed);

    /// <summary>The interface as it is now; null while it is absent, down or without an address.</summary>
    LocalInterface? Now(LocalInterface last);
}

/// <summary>The platform's own events; on Linux they come by netlink (RFC 3549) from the process's network namespace.</summary>
internal sealed class InterfaceChanges : IInterfaceChanges
{
    private Action? _changed;

    /// <inheritdoc/>
    public void Begin(Action changed)
    {
        _changed = changed;
        NetworkChange.NetworkAddressChanged += OnAddress;
        NetworkChange.NetworkAvailabilityChanged += OnAvailability;
    }

    /// <inheritdoc/>
    public LocalInterface? Now(LocalInterface last)
    {
        try
        {
            return last.Now();
        }
        catch (NetworkInformationException)
        {
            // An interface that goes while it is described: it is absent.
            return null;
        }
    }

    /// <summary>Ends the calls.</summary>
    public void Dispose()
    {
        NetworkChange.NetworkAddressChanged -= OnAddress;
        NetworkChange.NetworkAvailabilityChanged -= OnAvailability;
    }

    private void OnAddress(object? sender, EventArgs args) => _changed!();

    private void OnAvailability(object? sender, NetworkAvailabilityEventArgs args) => _changed!();
}
