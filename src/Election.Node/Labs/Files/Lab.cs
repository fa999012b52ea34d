using Election.Node.Talk.Language;

namespace Election.Node.Labs.Files;

/// <summary>A lab: its document and its folder.</summary>
/// <param name="Number">Two digits, as in <c>04</c>.</param>
/// <param name="Folder">The path of its folder.</param>
/// <param name="Document">Its <c>lab.json</c>.</param>
internal sealed record Lab(string Number, string Folder, LabDocument Document)
{
    /// <summary>The folder's name, as in <c>04-table</c>.</summary>
    public string Name => Path.GetFileName(Folder);

    /// <summary>The path of the lab's page in a language; of the English page if there is no other.</summary>
    public string PageIn(Language language)
    {
        string own = Path.Combine(Folder, $"README.{language.Code}.md");
        return File.Exists(own) ? own : Path.Combine(Folder, "README.md");
    }
}
