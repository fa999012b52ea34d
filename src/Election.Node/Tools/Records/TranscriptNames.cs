using Election.Groups.Model;
using Election.Runtime;
using Election.Runtime.Storage;

namespace Election.Node.Tools.Records;

/// <summary>Turns what a person names into transcripts: files as they are, and an election's code into the transcripts held here.</summary>
internal static class TranscriptNames
{
    /// <summary>Returns the files.</summary>
    /// <param name="names">Files, and codes of elections; a file of that name comes first.</param>
    /// <exception cref="StartRefusedException">No data folder under the current folder holds an election of that code.</exception>
    public static string[] Resolve(IEnumerable<string> names) => [.. names.SelectMany(FilesOf)];

    private static IReadOnlyList<string> FilesOf(string name)
    {
        if (!ElectionTag.IsCode(name) || File.Exists(name))
            return [name];
        string[] files =
            [.. HeldElection.In(HeldElection.DefaultRoot).Where(held => held.Code == name).SelectMany(held => held.Transcripts)];
        return files.Length > 0 ? files : throw new StartRefusedException(
            $"no data folder in {HeldElection.DefaultRoot} holds a transcript of election {name}: see election list");
    }
}
