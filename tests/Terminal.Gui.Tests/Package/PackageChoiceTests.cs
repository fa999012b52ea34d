using System.Reflection;
using Terminal.Gui.App;

namespace Terminal.Gui.Tests;

public class PackageChoiceTests
{
    [Fact]
    public void The_package_is_used_exactly_where_the_feed_has_it()
    {
        var feedHasIt = typeof(PackageChoiceTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "FeedHasTerminalGui").Value;

        // The package's interface has much that the subset's lacks, this for one.
        var isPackage = typeof(IApplication).GetProperty("Popovers") is not null;

        Assert.Equal(string.Equals(feedHasIt, "true", StringComparison.OrdinalIgnoreCase), isPackage);
    }
}
