namespace Election.Node.Runs.Local;

/// <summary>Quotes a word for this system's shell: sh, or PowerShell on Windows.</summary>
internal static class ShellWord
{
    /// <summary>The word, in quotes if the shell would change it otherwise.</summary>
    public static string Of(string text)
    {
        if (text.Length > 0
            && text.All(c => char.IsLetterOrDigit(c) || c is ':' or ',' or '.' or '/' or '=' or '_' or '-' or '+' or '%' or '@'))
            return text;
        return OperatingSystem.IsWindows()
            ? "\"" + text.Replace("\"", "`\"", StringComparison.Ordinal) + "\""
            : "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
    }
}
