using Election.Node.Labs.Files;
using Election.Node.Labs.Marks;
using Election.Node.Labs.Runs;
using Election.Node.Talk;
using Election.Runtime;

namespace Election.Node.Labs;

/// <summary><c>election lab check</c>: marks one student's answers to one lab without revealing the right ones.</summary>
internal static class LabChecking
{
    /// <summary>Marks a file of answers and prints the marks.</summary>
    /// <param name="lab">The lab.</param>
    /// <param name="path">The answers' file.</param>
    /// <param name="seed">The seed that was typed; null to use the one in the file.</param>
    /// <param name="seedFor">The student whose seed to use; null to use the one in the file.</param>
    /// <param name="isJson">True to print a JSON document instead of sentences.</param>
    /// <param name="text">The sentences of the reader's language.</param>
    /// <param name="terminal">Receives the marks.</param>
    /// <param name="cancellation">Ends the runs early.</param>
    /// <returns>The exit code: 0 if all answers are right, 1 if some are wrong.</returns>
    /// <exception cref="StartRefusedException">The answers cannot be read, or are to another lab.</exception>
    public static int Run(
        Lab lab, string path, ulong? seed, string? seedFor, bool isJson, LabText text, TextTerminal terminal,
        CancellationToken cancellation)
    {
        AnswersDocument answers = AnswerFile.Read(path).OrThrow(reason =>
            new StartRefusedException($"election lab check: {Quoted.Of(path)} cannot be marked: {reason}"));
        if (answers.Lab is { } other && other.PadLeft(2, '0') != lab.Number)
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
