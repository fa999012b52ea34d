namespace Election.Mutation.Tests;

/// <summary>Which rule of the core is broken on this thread: one at a time, or none.</summary>
internal static class Mutant
{
    [ThreadStatic]
    private static string? s_name;

    /// <summary>Whether this is the rule that is broken. Called from the mutated sources.</summary>
    public static bool Is(string name) => s_name == name;

    /// <summary>Breaks a rule while something runs on this thread.</summary>
    public static T Breaking<T>(string? name, Func<T> run)
    {
        s_name = name;
        try
        {
            return run();
        }
        finally
        {
            s_name = null;
        }
    }
}
