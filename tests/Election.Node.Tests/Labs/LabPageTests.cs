using Election.Node.Labs.Files;
using Election.Node.Labs.Marks;
using Election.Node.Labs;
using Election.Node.Talk.Language;
using Election.Node.Talk;
using Election.Node.Tests.Commands;

namespace Election.Node.Tests.Labs;

/// <summary>
/// Every lab, with the seed it ships with, passes without asking anything, and its page shows what it really printed. After an intended
/// change, UPDATE_LABS=1 rewrites the pages; read the difference before you commit it.
/// </summary>
public sealed class LabPageTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public static TheoryData<string> Numbers => [.. LabFiles.Numbers];

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task A_lab_passes_with_its_own_seed_and_its_pages_show_what_it_prints(string number)
    {
        Lab lab = LabFiles.One(number);
        foreach (Language language in Language.All)
        {
            Typed run = await Typed.Async("lab", "run", number, "--labs", LabFiles.Folder, "--out", _temp.Within(language.Code), "--lang",
                language.Code);
            Assert.True(run.Code == ExitCode.Success, run.Out + run.Error);
            string path = lab.PageIn(language);
            string page = await File.ReadAllTextAsync(path);
            string expected = Between(page, "run", "```\n" + run.Out + "```\n");
            expected = Between(expected, "questions", LabPages.QuestionsOf(lab.Document, LabText.In(language)));
            if (Environment.GetEnvironmentVariable("UPDATE_LABS") == "1")
                await File.WriteAllTextAsync(path, expected);
            else
                Assert.Equal(expected, page);
        }
    }

    [Fact]
    public void Every_lab_has_a_page_a_goal_and_questions()
    {
        foreach (string number in LabFiles.Numbers)
        {
            Lab lab = LabFiles.One(number);
            Assert.NotEmpty(lab.Document.Questions);
            AssertPage(lab, Language.English, ["What to type", "Predict first", "What you see", "Questions", "Why"]);
            AssertPage(lab, Language.Spanish, ["Qué escribir", "Prediga primero", "Lo que se ve", "Preguntas", "Por qué"]);
        }
    }

    public void Dispose() => _temp.Dispose();

    private static void AssertPage(Lab lab, Language language, string[] headings)
    {
        string page = File.ReadAllText(lab.PageIn(language));
        Assert.StartsWith($"# {lab.Number} {lab.Document.Title.In(language)}\n", page, StringComparison.Ordinal);
        Assert.All(headings, heading => Assert.Contains($"\n## {heading}\n", page, StringComparison.Ordinal));
        // A question about a verdict or a witness is fair only if the page says what prints it.
        Assert.All(lab.Document.Questions.Select(question => question.Answer).Where(answer => answer is FindingKey or WitnessKey), answer =>
            Assert.Contains($"\nelection trace check runs/lab-{lab.Number}/{answer.Run}\n", page, StringComparison.Ordinal));
    }

    private static string Between(string page, string mark, string text)
    {
        string begin = $"<!-- {mark} -->\n";
        int from = page.IndexOf(begin, StringComparison.Ordinal);
        Assert.True(from >= 0, $"The page has no {begin.Trim()}.");
        int to = page.IndexOf("<!-- end -->", from, StringComparison.Ordinal);
        return page[..(from + begin.Length)] + text + page[to..];
    }
}
