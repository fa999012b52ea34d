using System.Xml.Linq;
using Election.Node.Screen.Views;
using Election.Node.Talk.Language;
using Election.Node.Talk;
using Election.Node.Tests.Docs;
using Election.Node.Tests.EndToEnd;

namespace Election.Node.Tests.Screen;

public sealed class ScreenPictureTests
{
    [Fact]
    public void The_pictures_of_the_documents_are_of_the_screen_as_it_is()
    {
        foreach ((string name, string svg) in SamplePictures.All(Language.English))
            Generated.Compare($"docs/pictures/{name}", svg);
    }

    [Fact]
    public void A_picture_is_a_document_of_text_and_shapes_and_says_what_it_shows()
    {
        foreach ((_, string svg) in SamplePictures.All(Language.Spanish))
        {
            XElement root = XDocument.Parse(svg).Root!;
            Assert.Equal("svg", root.Name.LocalName);
            Assert.StartsWith("La pantalla", root.Elements().Single(element => element.Name.LocalName == "title").Value);
            string text = string.Concat(root.Descendants().Where(element => element.Name.LocalName == "text")
                .Select(element => element.Value));
            Assert.Contains("código", text);
        }
    }

    [Fact]
    public async Task The_command_writes_the_pictures_into_a_folder()
    {
        using var folder = new TempFolder();
        Ended ended = await ElectionProgram.RunAsync(folder.Path, "screens", "--svg", "new/pictures");
        Assert.True(ended.Code == ExitCode.Success, ended.Error);
        foreach ((string name, string svg) in SamplePictures.All(Language.English))
            Assert.Equal(svg, await File.ReadAllTextAsync(folder.Within("new", "pictures", name)));
        Assert.DoesNotContain('\u001b', ended.Out + ended.Error);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_refused_with_the_flag()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.Within("file"), "");
        Ended ended = await ElectionProgram.RunAsync(folder.Path, "screens", "--svg", "file");
        Assert.Equal(ExitCode.Usage, ended.Code);
        Assert.StartsWith("election: --svg: 'file' cannot be written: ", ended.Error);
    }
}
