using Election.Node.Talk.Language;

namespace Election.Node.Labs.Files;

/// <summary>A lab: its document and where it stands.</summary>
/// <param name="Number">Two digits, as in <c>04</c>.</param>
/// <param name="Folder">Its folder.</param>
/// <param name="Document">Its <c>lab.json</c>.</param>
internal sealed record Lab(string Number, string Folder, LabDocument Document)
{
    /// <summary>The folder's name, as in <c>04-table</c>.</summary>
    public string Name => Path.GetFileName(Folder);

    /// <summary>The lab's page in a language, in English where there is no other.</summary>
    public string PageIn(Language language)
    {
        string own = Path.Combine(Folder, $"README.{language.Code}.md");
        return File.Exists(own) ? own : Path.Combine(Folder, "README.md");
    }
}
