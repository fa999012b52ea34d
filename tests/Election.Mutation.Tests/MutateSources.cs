using System.Collections.Generic;
using System.IO;
using System.Linq;
using System;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// A build task that copies sources and makes mutations switchable in the copies. A mutation whose text is not in its file exactly once
/// fails the build, so that none can become stale unnoticed.
/// </summary>
public sealed class MutateSources : Task
{
    private const string Switch = "{on}";

    public ITaskItem[] Sources { get; set; }

    public ITaskItem[] Mutations { get; set; }

    public string Root { get; set; }

    public string Into { get; set; }

    public ITaskItem[] Mutated { get; set; }

    public override bool Execute()
    {
        var texts = new Dictionary<string, string>();
        foreach (ITaskItem source in Sources)
        {
            string full = source.GetMetadata("FullPath");
            texts[full.Substring(Root.Length).Replace('\\', '/')] = File.ReadAllText(full);
        }
        foreach (ITaskItem mutation in Mutations)
            Apply(mutation.GetMetadata("FullPath"), texts);
        Mutated = texts.Select(pair => (ITaskItem)new TaskItem(Write(pair.Key, pair.Value))).ToArray();
        return !Log.HasLoggedErrors;
    }

    // A file is: "promises: …", then once or more "file: path", "was:" and "now:", each of the last two followed by lines.
    private void Apply(string path, Dictionary<string, string> texts)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        string on = "global::Election.Mutation.Tests.Mutant.Is(\"" + name + "\")";
        foreach (string part in File.ReadAllText(path).Replace("\r", "").Split(new[] { "\nfile: " }, StringSplitOptions.None).Skip(1))
        {
            int was = part.IndexOf("\nwas:\n", StringComparison.Ordinal);
            int now = part.IndexOf("\nnow:\n", StringComparison.Ordinal);
            if (was < 0 || now < was)
            {
                Log.LogError("Mutation " + name + ": after 'file: …' come 'was:' and 'now:', each on a line of its own.");
                continue;
            }
            string file = part.Substring(0, was).Trim();
            string old = part.Substring(was + 6, now - was - 6).Trim('\n');
            string changed = part.Substring(now + 6).Trim('\n').Replace(Switch, on);
            if (!texts.TryGetValue(file, out string text) || Count(text, old) != 1 || !changed.Contains(on))
            {
                Log.LogError("", "", "", path, 0, 0, 0, 0, "Mutation " + name + ": " + file + " holds the text of 'was' "
                    + (text is null ? 0 : Count(text, old)) + " times, not once, or 'now' has no " + Switch
                    + ". Bring the mutation up to date.");
                continue;
            }
            texts[file] = text.Replace(old, changed);
        }
    }

    private static int Count(string text, string part) => text.Split(new[] { part }, StringSplitOptions.None).Length - 1;

    // An unchanged file is not written, so that the compiler does not run for nothing.
    private string Write(string file, string text)
    {
        string path = Path.Combine(Into, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path));
        if (!File.Exists(path) || File.ReadAllText(path) != text)
            File.WriteAllText(path, text);
        return path;
    }
}
