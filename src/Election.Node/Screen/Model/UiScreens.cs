using System.Collections.Immutable;
using System.Diagnostics;

namespace Election.Node.Screen.Model;

/// <summary>What can be looked at. The numbers are the keys.</summary>
internal enum UiScreen
{
    /// <summary>The question, the vote and the tally.</summary>
    Election = 1,

    /// <summary>The barrier and the members.</summary>
    Members = 2,

    /// <summary>Statements on their way.</summary>
    Delivery = 3,

    /// <summary>The members' results, side by side.</summary>
    Compare = 4,

    /// <summary>The links and the faults.</summary>
    Network = 5,

    /// <summary>What the node said.</summary>
    Log = 6,
}

/// <summary>The screens' words.</summary>
internal static class UiScreens
{
    /// <summary>All screens, in order.</summary>
    public static ImmutableArray<UiScreen> All { get; } =
        [UiScreen.Election, UiScreen.Members, UiScreen.Delivery, UiScreen.Compare, UiScreen.Network, UiScreen.Log];

    /// <summary>All their keys, in a few characters.</summary>
    public static string Keys { get; } = $"{All[0].Number()}-{All[^1].Number()}";

    /// <summary>The screen's key.</summary>
    public static char Number(this UiScreen screen) => (char)('0' + (int)screen);

    /// <summary>The screen's name.</summary>
    public static Sentence Title(this UiScreen screen) => screen switch
    {
        UiScreen.Election => $"Election",
        UiScreen.Members => $"Members",
        UiScreen.Delivery => $"Delivery",
        UiScreen.Compare => $"Compare",
        UiScreen.Network => $"Network",
        UiScreen.Log => $"Log",
        _ => throw new UnreachableException(),
    };

    /// <summary>The screen of a key; null when it is no screen's.</summary>
    public static UiScreen? OfNumber(char key)
    {
        foreach (UiScreen screen in All)
        {
            if (screen.Number() == key)
                return screen;
        }
        return null;
    }

    /// <summary>The screen that comes <paramref name="steps"/> later, around the end.</summary>
    public static UiScreen Step(this UiScreen screen, int steps) => All[(All.IndexOf(screen) + steps + All.Length) % All.Length];
}
