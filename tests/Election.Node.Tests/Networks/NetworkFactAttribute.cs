using System.ComponentModel;

namespace Election.Node.Tests.Networks;

/// <summary>
/// A test that builds a network of its own out of Linux network namespaces; where that is impossible it is skipped, with the reason.
/// </summary>
internal sealed class NetworkFactAttribute : FactAttribute
{
    internal static readonly Lazy<string?> Obstacle = new(FindObstacle);

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
            namespaceOfItsOwn.Ip("link", "add", "switch", "type", "bridge");
            namespaceOfItsOwn.Bridge("link");
            namespaceOfItsOwn.Execute("true");
            return null;
        }
        catch (Win32Exception)
        {
            return "needs the commands ip and bridge (iproute2) and nsenter (util-linux)";
        }
        catch (InvalidOperationException failure)
        {
            return $"needs network namespaces with veth interfaces and a bridge: {failure.Message.ReplaceLineEndings(" ")}";
        }
    }
}

/// <summary>The equivalent for a test with cases.</summary>
internal sealed class NetworkTheoryAttribute : TheoryAttribute
{
    public NetworkTheoryAttribute() => Skip = NetworkFactAttribute.Obstacle.Value;
}
