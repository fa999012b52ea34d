namespace Terminal.Gui.Drivers;

/// <summary>The drivers there are. Here that is one; the package has two more for some systems.</summary>
public static class DriverRegistry
{
    /// <summary>Whether there is a driver of this name, in any case.</summary>
    public static bool IsRegistered(string name) => string.Equals(name, Names.ANSI, StringComparison.OrdinalIgnoreCase);

    /// <summary>Names of drivers.</summary>
#pragma warning disable CA1034, CA1707 // The package has it here and so.
    public static class Names
    {
        /// <summary>The one that speaks ANSI escape sequences, everywhere.</summary>
        public const string ANSI = "ansi";
    }
#pragma warning restore CA1034, CA1707
}
