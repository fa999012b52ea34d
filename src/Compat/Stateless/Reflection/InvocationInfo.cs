namespace Stateless.Reflection;

/// <summary>How a guard or an action is named.</summary>
public sealed class InvocationInfo
{
    private const string Unnamed = "Function";
    private readonly string? _description;

    private InvocationInfo(string? methodName, string? description)
    {
        MethodName = methodName;
        _description = description;
    }

    /// <summary>The name of the method, as the compiler gave it; null when it is not kept.</summary>
    public string? MethodName { get; }

    /// <summary>The description given, else the name of the method, else (a lambda or local function) <c>Function</c>.</summary>
    public string Description => _description ?? (MethodName is null || MethodName.AsSpan().ContainsAny("<>`") ? Unnamed : MethodName);

    internal static InvocationInfo Of(Delegate method, string? description) => new(method.Method.Name, description);

    internal static InvocationInfo OfUnnamed(string? description) => new(methodName: null, description);
}
