using Election.Groups.Model;
using Election.Node.Screen.Model;
using Election.Node.Screen.Pictures;
using Election.Voting.Core;

namespace Election.Node.Tests.Screen;

/// <summary>Sample nodes that each differ from <see cref="SampleScreens"/> in one respect.</summary>
internal static class Variants
{
    /// <summary>The node with other choices: none has a vote, one has one, and so on.</summary>
    public static NodePicture WithChoices(this NodePicture picture, params string[] choices) => picture with
    {
        Snapshot = picture.Snapshot with { Choices = [.. choices], Counts = [.. choices.Select((_, i) => (long)i)] },
    };

    /// <summary>The diverged node when n4 closed at another index.</summary>
    public static NodePicture WithCloseOfN4(this NodePicture picture, ulong index)
    {
        ResultView theirs = picture.Detail.Difference!.Value.Second with { CloseIndex = new LogIndex(index) };
        return picture with
        {
            Detail = picture.Detail with
            {
                Results = picture.Detail.Results.RemoveAt(3).Add(theirs),
                Difference = (picture.Detail.Results[0], theirs),
            },
        };
    }
}
