using System.Collections.Immutable;
using Election.Node.Labs.Files;
using Election.Node.Labs.Runs;

namespace Election.Node.Labs.Marks;

/// <summary>The mark for one question.</summary>
/// <param name="Question">Its id.</param>
/// <param name="IsRight">Whether it earns its point.</param>
/// <param name="Answer">What was answered; empty for nothing.</param>
internal sealed record QuestionMark(string Question, bool IsRight, string Answer);

/// <summary>The marks for a lab: a point for every right answer.</summary>
/// <param name="Questions">Question by question.</param>
internal sealed record LabMark(ImmutableArray<QuestionMark> Questions)
{
    /// <summary>How many are right.</summary>
    public int Points => Questions.Count(one => one.IsRight);

    /// <summary>Marks answers.</summary>
    /// <param name="lab">The lab.</param>
    /// <param name="answers">The answers; what the lab does not ask is let be.</param>
    /// <param name="runs">The lab's runs, with the seed that the answers are about.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static LabMark Of(Lab lab, AnswersDocument answers, LabRunner runs, CancellationToken cancellation) =>
        new([.. lab.Document.Questions.Select(question =>
        {
            string answer = answers.Answers.TryGetValue(question.Id, out System.Text.Json.JsonElement given) ? AnswerText.Of(given) : "";
            LabEvidence? evidence = question.Answer.Run is { } run && answer.Length > 0 ? runs.Simulate(run, cancellation) : null;
            bool isRight = answer.Length > 0 && question.Answer.IsRight(lab.Number, question.Id, answer, evidence);
            return new QuestionMark(question.Id, isRight, answer);
        })]);
}
