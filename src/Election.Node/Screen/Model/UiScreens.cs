using System.Collections.Immutable;
using System.Diagnostics;

namespace Election.Node.Screen.Model;

/// <summary>The screens. Their numbers are their keys.</summary>
internal enum UiScreen
{
    /// <summary>The question, the vote and the tally.</summary>
    Election = 1,

    /// <summary>The barrier and the members.</summary>
    Members = 2,

    /// <summary>Statements on their way to the tally.</summary>
    Delivery = 3,

    /// <summary>The members' results, side by side.</summary>
    Compare = 4,

    /// <summary>The links and the faults.</summary>
    Network = 5,

    /// <summary>The node's notices.</summary>
    Log = 6,
}

/// <summary>Names and keys of the screens.</summary>
internal static class UiScreens
{
    /// <summary>All screens, in order.</summary>
    public static ImmutableArray<UiScreen> All { get; } =
        [UiScreen.Election, UiScreen.Members, UiScreen.Delivery, UiScreen.Compare, UiScreen.Network, UiScreen.Log];

    /// <summary>The range of all keys, such as <c>1-6</c>.</summary>
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

    /// <summary>The screen of a key; null if the key has none.</summary>
    public static UiScreen? OfNumber(char key)
    {
        foreach (UiScreen screen in All)
        {
            if (screen.Number() == key)
                return screen;
        }
        return null;
    }

    /// <summary>The screen <paramref name="steps"/> further on, wrapping around.</summary>
    public static UiScreen Step(this UiScreen screen, int steps) => All[(All.IndexOf(screen) + steps + All.Length) % All.Length];
}
