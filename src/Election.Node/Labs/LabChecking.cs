using Election.Node.Labs.Files;
using Election.Node.Labs.Marks;
using Election.Node.Labs.Runs;
using Election.Node.Talk;
using Election.Runtime;

namespace Election.Node.Labs;

/// <summary><c>election lab check</c>: marks one student's answers to one lab, without giving the right ones away.</summary>
internal static class LabChecking
{
    /// <summary>Marks them.</summary>
    /// <param name="lab">The lab.</param>
    /// <param name="path">The answers' file.</param>
    /// <param name="seed">The seed that was typed; null for what the file says.</param>
    /// <param name="seedFor">Whose seed; null for what the file says.</param>
    /// <param name="isJson">Whether to print a document.</param>
    /// <param name="text">In which language.</param>
    /// <param name="terminal">Where to.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The exit code: 0 all right, 1 some wrong.</returns>
    /// <exception cref="StartRefusedException">The answers cannot be read, or are to another lab.</exception>
    public static int Run(
        Lab lab, string path, ulong? seed, string? seedFor, bool isJson, LabText text, TextTerminal terminal,
        CancellationToken cancellation)
    {
        if (!AnswerFile.TryRead(path, out AnswersDocument? answers, out Sentence reason))
            throw new StartRefusedException($"election lab check: {Quoted.Of(path)} cannot be marked: {reason}");
        if (answers!.Lab is { } other && other.PadLeft(2, '0') != lab.Number)
            throw new StartRefusedException($"election lab check: {Quoted.Of(path)} answers lab {Quoted.Of(other)}, not {lab.Number}");
        if (answers.Unasked(lab, text) is { } note)
            terminal.Error.WriteLine(note);
        bool isTyped = seed is not null || seedFor is not null;
        if ((isTyped ? seedFor : answers.SeedFor) is { } student)
            seed = LabSeed.For(student, lab, text, cancellation)
                ?? throw new StartRefusedException($"{text.Say("no-seed-for", student, LabSeed.MostDraws)}");
        ulong held = seed ?? answers.Seed ?? lab.Document.Seed;
        var mark = LabMark.Of(lab, answers, new LabRunner(lab, held), cancellation);
        Print(lab, held, mark, isJson, text, terminal);
        return mark.Points == mark.Questions.Length ? ExitCode.Success : ExitCode.Violated;
    }

    private static void Print(Lab lab, ulong seed, LabMark mark, bool isJson, LabText text, TextTerminal terminal)
    {
        if (isJson)
        {
            terminal.Out.WriteLine(LabMarkDocument.From(lab.Number, seed, mark).ToLine());
            return;
        }
        foreach (QuestionMark one in mark.Questions)
        {
            string answer = one.Answer.Length == 0 ? text.Say("no-answer") : Election.Node.Talk.Plain.PrintableText.Of(one.Answer);
            terminal.Out.WriteLine(one.IsRight ? text.Say("right", one.Question) : text.Say("wrong", one.Question, answer));
        }
        terminal.Out.WriteLine(text.Say("points", mark.Points, mark.Questions.Length));
    }
}
