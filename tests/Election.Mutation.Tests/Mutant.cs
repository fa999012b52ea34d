namespace Election.Mutation.Tests;

/// <summary>The rule of the core that is broken on this thread: one at a time, or none.</summary>
internal static class Mutant
{
    [ThreadStatic]
    private static string? s_name;

    /// <summary>True if this is the broken rule. Called from the mutated sources.</summary>
    public static bool Is(string name) => s_name == name;

    /// <summary>Breaks a rule while a function runs on this thread.</summary>
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
