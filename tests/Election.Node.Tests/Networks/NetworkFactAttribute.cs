namespace Election.Node.Tests.Networks;

/// <summary>A test that builds a network of its own out of Linux network namespaces; where that cannot be done it is skipped, and says why.</summary>
internal sealed class NetworkFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Obstacle = new(FindObstacle);

    public NetworkFactAttribute() => Skip = Obstacle.Value;

    private static string? FindObstacle()
    {
        if (!OperatingSystem.IsLinux())
            return "needs the network namespaces of Linux";
        if (!Environment.IsPrivilegedProcess)
            return "needs root, to make network namespaces";
        try
        {
            using var namespaceOfItsOwn = new NetworkNamespace("probe");
            namespaceOfItsOwn.Ip("link", "add", "va", "type", "veth", "peer", "name", "vb");
            return null;
        }
        catch (Exception failure) when (failure is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return $"needs 'ip netns' with veth interfaces: {failure.Message.ReplaceLineEndings(" ")}";
        }
    }
}
