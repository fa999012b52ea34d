namespace Election.Node.Tests.EndToEnd;

/// <summary>Tests that start many processes take turns: in parallel they would only compete for the processor.</summary>
[CollectionDefinition(Name)]
public sealed class EndToEndCollection
{
    public const string Name = "end to end";
}
