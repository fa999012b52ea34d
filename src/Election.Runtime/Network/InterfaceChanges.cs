using System.Net.NetworkInformation;

namespace Election.Runtime.Network;

/// <summary>The interfaces of this machine as they change.</summary>
internal interface IInterfaceChanges : IDisposable
{
    /// <summary>Starts calling back, from any thread, when an interface or an address comes, goes or changes. Called once.</summary>
    void Begin(Action changed);

    /// <summary>Returns the interface as it is now; null while it is absent, down or without an address.</summary>
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
            // The interface went away while it was being described: it is absent.
            return null;
        }
    }

    /// <summary>Stops the callbacks.</summary>
    public void Dispose()
    {
        NetworkChange.NetworkAddressChanged -= OnAddress;
        NetworkChange.NetworkAvailabilityChanged -= OnAvailability;
    }

    private void OnAddress(object? sender, EventArgs args) => _changed!();

    private void OnAvailability(object? sender, NetworkAvailabilityEventArgs args) => _changed!();
}
