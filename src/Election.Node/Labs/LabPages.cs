using System.Text;
using Election.Node.Labs.Files;
using Election.Node.Labs.Marks;
using Election.Node.Talk;
using Election.Runtime;

namespace Election.Node.Labs;

/// <summary><c>election lab list</c> and <c>show</c>.</summary>
internal static class LabPages
{
    // The program prints the text between two marks, and a test compares it.
    private const string Mark = "<!--";

    /// <summary>Prints a line for each lab, or a document. Returns exit code 0.</summary>
    public static int List(IEnumerable<Lab> labs, bool isJson, LabText text, TextTerminal terminal)
    {
        if (isJson)
        {
            terminal.Out.WriteLine(new LabListDocument([.. labs.Select(lab => Describe(lab, text))]).ToLine());
            return ExitCode.Success;
        }
        foreach (Lab lab in labs)
            terminal.Out.WriteLine($"{lab.Number}  {lab.Document.Title.In(text.Language)}: {lab.Document.Goal.In(text.Language)}");
        return ExitCode.Success;
    }

    /// <summary>Prints a lab's page, or a document. Returns exit code 0.</summary>
    public static int Show(Lab lab, bool isJson, LabText text, TextTerminal terminal)
    {
        if (isJson)
            terminal.Out.WriteLine(Describe(lab, text).ToLine());
        else
        {
            string page = lab.PageIn(text.Language);
            if (!File.Exists(page))
                throw new StartRefusedException($"lab {lab.Number} has no page: its folder holds no README.md");
            foreach (string line in File.ReadLines(page).Where(line => !line.StartsWith(Mark, StringComparison.Ordinal)))
                terminal.Out.WriteLine(line);
        }
        return ExitCode.Success;
    }

    /// <summary>A lab's questions, as its page shows them.</summary>
    internal static string QuestionsOf(LabDocument lab, LabText text)
    {
        var lines = new StringBuilder();
        foreach (LabQuestion question in lab.Questions)
        {
            lines.Append(text.Say("question", question.Id, question.Ask.In(text.Language))).Append('\n');
            foreach ((string letter, LabTitle choice) in question.Choices ?? [])
                lines.Append(text.Say("choice", letter, choice.In(text.Language))).Append('\n');
        }
        return lines.ToString();
    }

    private static ListedLab Describe(Lab lab, LabText text) => new(lab.Number, lab.Name, lab.Document.Title.In(text.Language),
        lab.Document.Goal.In(text.Language),
        new OrderedDictionary<string, string>(lab.Document.Questions.Select(one => KeyValuePair.Create(one.Id,
            one.Ask.In(text.Language)))));
}
