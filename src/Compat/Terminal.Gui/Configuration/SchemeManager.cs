using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Terminal.Gui.Configuration;

/// <summary>The schemes by name, shared by every application in the process. Those of <see cref="Schemes"/> are always there.</summary>
public sealed class SchemeManager
{
    private static readonly ConcurrentDictionary<string, Scheme> Known = new(BuiltIn(), StringComparer.OrdinalIgnoreCase);

    private SchemeManager()
    {
    }

    /// <summary>Adds a scheme, or puts it in the place of the one so named.</summary>
    public static void AddScheme(string schemeName, Scheme scheme)
    {
        ArgumentException.ThrowIfNullOrEmpty(schemeName);
        ArgumentNullException.ThrowIfNull(scheme);
        Known[schemeName] = scheme;
    }

    /// <summary>The scheme in this place.</summary>
    public static Scheme GetScheme(Schemes schemeName) => GetScheme(schemeName.ToString());

    /// <summary>The scheme so named.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public static Scheme GetScheme(string schemeName) => Known[schemeName];

    /// <summary>The scheme so named, if there is one.</summary>
    public static bool TryGetScheme(string schemeName, [NotNullWhen(true)] out Scheme? scheme) => Known.TryGetValue(schemeName, out scheme);

    /// <summary>The name of the scheme in this place, as <see cref="View.SchemeName"/> takes it.</summary>
    public static string? SchemesToSchemeName(Schemes schemeName) => Enum.GetName(schemeName);

    private static Dictionary<string, Scheme> BuiltIn() => new()
    {
        [nameof(Schemes.Base)] = new Scheme(new Attribute(Color.None, Color.None)),
        [nameof(Schemes.Accent)] = new Scheme(new Attribute(Color.None, Color.None, TextStyle.Bold)),
        [nameof(Schemes.Dialog)] = new Scheme(new Attribute(Color.White, Color.Blue)),
        [nameof(Schemes.Menu)] = new Scheme(new Attribute(Color.Black, Color.Gray)),
        [nameof(Schemes.Error)] = new Scheme(new Attribute(Color.White, Color.Red)),
    };
}
