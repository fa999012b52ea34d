namespace Stateless.Reflection;

/// <summary>An entry action.</summary>
public sealed class ActionInfo
{
    internal ActionInfo(InvocationInfo method, string? fromTrigger)
    {
        Method = method;
        FromTrigger = fromTrigger;
    }

    /// <summary>How the action is named.</summary>
    public InvocationInfo Method { get; }

    /// <summary>The only trigger after which it runs; null for all.</summary>
    public string? FromTrigger { get; }
}
