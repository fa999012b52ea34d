using System.Text;

namespace Election.Groups.Tests.Scripts;

/// <summary>
/// A golden script: comment lines (#) and blank lines for the reader; command lines, each carried out in turn; a line ----; and the output
/// of the commands, up to a blank line. The form is that of the datadriven tests of etcd's raft.
/// </summary>
internal static class ScriptFile
{
    private const string Separator = "----";

    /// <summary>Returns the script with the output of <paramref name="run"/> in place of the expected output.</summary>
    public static string Rerun(string text, Func<string, IEnumerable<string>> run)
    {
        var rewritten = new StringBuilder();
        var effects = new List<string>();
        bool expecting = false;
        foreach (string line in text.TrimEnd('\n').Split('\n'))
        {
            if (expecting && line.Length > 0)
                continue;
            expecting = line == Separator;
            rewritten.Append(line).Append('\n');
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (!expecting)
            {
                effects.AddRange(run(line));
                continue;
            }
            foreach (string effect in effects)
                rewritten.Append(effect).Append('\n');
            effects.Clear();
        }
        if (effects.Count > 0)
            throw new FormatException($"the script's last commands are not followed by {Separator}");
        return rewritten.ToString();
    }
}
