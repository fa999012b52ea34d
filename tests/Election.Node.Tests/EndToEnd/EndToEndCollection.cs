namespace Election.Node.Tests.EndToEnd;

/// <summary>Tests that start many processes take turns: two at once would only wait for one another's processor.</summary>
[CollectionDefinition(Name)]
public sealed class EndToEndCollection
{
    public const string Name = "end to end";
}
