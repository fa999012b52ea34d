using System.Collections.Immutable;
using Election.Node.Labs.Files;
using Election.Node.Labs.Runs;

namespace Election.Node.Labs.Marks;

/// <summary>The mark for one question.</summary>
/// <param name="Question">Its id.</param>
/// <param name="IsRight">True if the answer is right and scores a point.</param>
/// <param name="Answer">The answer; empty if there was none.</param>
internal sealed record QuestionMark(string Question, bool IsRight, string Answer);

/// <summary>The marks for a lab: one point for every right answer.</summary>
/// <param name="Questions">The mark for each question.</param>
internal sealed record LabMark(ImmutableArray<QuestionMark> Questions)
{
    /// <summary>The number of right answers.</summary>
    public int Points => Questions.Count(one => one.IsRight);

    /// <summary>Marks answers.</summary>
    /// <param name="lab">The lab.</param>
    /// <param name="answers">The answers. Those to questions that the lab does not have are ignored.</param>
    /// <param name="runs">The runner of the lab, with the seed that the answers are about.</param>
    /// <param name="cancellation">Ends the runs early.</param>
    public static LabMark Of(Lab lab, AnswersDocument answers, LabRunner runs, CancellationToken cancellation) =>
        new([.. lab.Document.Questions.Select(question =>
        {
            string answer = answers.Answers.TryGetValue(question.Id, out System.Text.Json.JsonElement given) ? AnswerText.Of(given) : "";
            LabEvidence? evidence = question.Answer.Run is { } run && answer.Length > 0 ? runs.Simulate(run, cancellation) : null;
            bool isRight = answer.Length > 0 && question.Answer.IsRight(lab.Number, question.Id, answer, evidence);
            return new QuestionMark(question.Id, isRight, answer);
        })]);
}
