using System.Collections.Immutable;
using Election.Node.Screen.Model;
using Election.Node.Screen.Pictures;
using Election.Node.Talk.Language;
using Election.Voting.Core;

namespace Election.Node.Screen.Views;

/// <summary>
/// Pictures of the screen for the documentation: sample elections, drawn by the library as on a terminal of 80×24. Always the same.
/// </summary>
internal static class SamplePictures
{
    private const int Width = 80;
    private const int Height = 24;

    private static readonly ImmutableArray<(string Name, string Phase, UiScreen Screen, char? Key, Sentence Title)> s_all =
    [
        ("screen", "voted", UiScreen.Election, null, $"The screen of a node while the vote is open"),
        ("screen-vote", "open", UiScreen.Election, 'b', $"The screen asks before it casts a vote"),
        ("screen-certified", "certified", UiScreen.Election, null, $"The screen of a node whose election is certified"),
        ("screen-diverged", "diverged", UiScreen.Compare, null, $"The screen shows where two results differ"),
        ("screen-members", "open", UiScreen.Members, null, $"The screen shows who is a member and what each has done"),
        ("screen-delivery", "blocked", UiScreen.Delivery, null, $"The screen shows what is held back without a majority"),
    ];

    /// <summary>Draws all pictures as SVG, each with its file name.</summary>
    public static IEnumerable<(string FileName, string Svg)> All(Language language)
    {
        foreach ((string name, string phase, UiScreen screen, char? key, Sentence title) in s_all)
        {
            var settings = new UiSettings { Id = SampleScreens.Id(1), Role = NodeRole.Voter, Language = language };
            UiModel model = SampleScreens.Model(phase, settings) with { Screen = screen };
            if (key is { } pressed)
                model = UiUpdate.Apply(model, new KeyPressed(UiKey.Of(pressed))).Model;
            yield return (name + ".svg", SvgPicture.Of(Draw(model), language.Say(title)));
        }
    }

    private static ScreenPicture Draw(UiModel model)
    {
        using var screen = new HeadlessScreen(model, new Mailbox(), _ => { }, () => model.Now, Width, Height);
        return screen.Picture();
    }
}
