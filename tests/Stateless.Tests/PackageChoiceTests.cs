using System.Reflection;

namespace Stateless.Tests;

public class PackageChoiceTests
{
    [Fact]
    public void The_package_is_used_exactly_where_the_feed_has_it()
    {
        var feedHasIt = typeof(PackageChoiceTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "FeedHasStateless").Value;

        // The package's assembly carries a strong name, the subset's does not.
        var isPackage = typeof(StateMachine<,>).Assembly.GetName().GetPublicKeyToken() is { Length: > 0 };

        Assert.Equal(string.Equals(feedHasIt, "true", StringComparison.OrdinalIgnoreCase), isPackage);
    }
}
