using System.Collections.Immutable;

namespace Election.Node.Screen.Model;

/// <summary>One row of the key table.</summary>
/// <param name="Command">What it asks for.</param>
/// <param name="Keys">The keys, each of which will do; none for a family that <see cref="KeyTable.Find"/> knows (numbers, letters).</param>
/// <param name="Shown">The keys in the help.</param>
/// <param name="What">What it does, in the help.</param>
/// <param name="Hint">What it does, in one word of the status bar; null for what is not hinted at.</param>
/// <param name="IsOffered">Whether it means something now.</param>
internal sealed record KeyBinding(UiCommand Command, ImmutableArray<UiKey> Keys,
    Sentence Shown, Sentence What, Sentence? Hint, Func<UiModel, bool> IsOffered);

/// <summary>
/// Every key and what it asks for: the one source of the reactions, of the help and of the status bar's hints. Small letters choose,
/// capitals command; <c>q</c> is no choice's letter. Letters are the same in every language; keys with names are called what is written on
/// them there.
/// </summary>
internal static class KeyTable
{
    /// <summary>The letters of the choices, in order. A choice beyond them is reached with the arrows.</summary>
    public const string ChoiceLetters = "abcdefghijklmnoprstuvwxyz";

    /// <summary>All rows, in the order of the help.</summary>
    public static ImmutableArray<KeyBinding> All { get; } =
    [
        Row(UiCommand.Help, [UiKey.Of('?')], Letters("?"), $"show this help", $"help", _ => true),
        Row(UiCommand.ShowScreen, [], Letters(UiScreens.Keys), $"show a screen: {Screens()}", $"screens", _ => true),
        Row(UiCommand.NextScreen, [Key(UiKeyKind.Right)], $"Right", $"show the next screen", null, _ => true),
        Row(UiCommand.PreviousScreen, [Key(UiKeyKind.Left)], $"Left", $"show the screen before", null, _ => true),
        Row(UiCommand.NextPane, [Key(UiKeyKind.Tab)], Letters("Tab"), $"go to the next pane", null, _ => true),
        Row(UiCommand.PreviousPane, [Key(UiKeyKind.BackTab)], $"Shift+Tab", $"go to the pane before", null, _ => true),
        Row(UiCommand.Up, [Key(UiKeyKind.Up)], $"Up", $"one row up", null, _ => true),
        Row(UiCommand.Down, [Key(UiKeyKind.Down)], $"Down", $"one row down", null, _ => true),
        Row(UiCommand.PageUp, [Key(UiKeyKind.PageUp)], $"PgUp", $"ten rows up", null, _ => true),
        Row(UiCommand.PageDown, [Key(UiKeyKind.PageDown)], $"PgDn", $"ten rows down", null, _ => true),
        Row(UiCommand.First, [Key(UiKeyKind.Home)], $"Home", $"to the first row", null, _ => true),
        Row(UiCommand.Last, [Key(UiKeyKind.End)], $"End", $"to the last row", null, _ => true),
        Row(UiCommand.ChooseByLetter, [], Letters("a-z"), $"vote for the choice with this letter; asks first", $"vote",
            model => model.CanVote),
        Row(UiCommand.Choose, [Key(UiKeyKind.Enter)], $"Enter", $"vote for the choice that is pointed at; asks first", null,
            model => model.CanVote),
        Row(UiCommand.Abstain, [UiKey.Of('A')], Letters("A"), $"abstain; asks first", $"abstain", model => model.CanVote),
        Row(UiCommand.StartWithPresent, [UiKey.Of('S')], Letters("S"), $"chair: start with those present; asks first", $"start",
            model => model.CanStartWithPresent),
        Row(UiCommand.CloseVote, [UiKey.Of('C')], Letters("C"), $"chair: close the vote; asks first", $"close", model => model.CanClose),
        Row(UiCommand.Filter, [UiKey.Of('/')], Letters("/"), $"show only rows that hold a text; an empty text shows all", $"filter",
            _ => true),
        Row(UiCommand.AddFault, [UiKey.Of('F')], Letters("F"),
            $"let something go wrong at this node, for example loss=30% (docs/faults.md); none ends it", $"fault",
            model => model.CanAddFaults),
        Row(UiCommand.Cancel, [Key(UiKeyKind.Escape)], Letters("Esc"), $"take back a question, a prompt or a filter", null, _ => true),
        Row(UiCommand.Quit, [UiKey.Of('q'), Key(UiKeyKind.Interrupt)], Letters("q Ctrl+C"),
            $"leave; asks while a vote is not counted, and twice forces", $"quit", _ => true),
    ];

    /// <summary>What a key asks for now; null when it means nothing.</summary>
    public static KeyBinding? Find(UiModel model, UiKey key)
    {
        foreach (KeyBinding row in All)
        {
            bool isMeant = row.Command switch
            {
                UiCommand.ShowScreen => UiScreens.OfNumber(key.Letter) is not null,
                UiCommand.ChooseByLetter => model.Screen == UiScreen.Election && model.ChoiceOf(key) is not null,
                _ => row.Keys.Contains(key),
            };
            if (isMeant && row.IsOffered(model))
                return row;
        }
        return null;
    }

    private static KeyBinding Row(UiCommand command, ImmutableArray<UiKey> keys,
        Sentence shown, Sentence what, Sentence? hint, Func<UiModel, bool> isOffered) =>
        new(command, keys, shown, what, hint, isOffered);

    private static UiKey Key(UiKeyKind kind) => new(kind);

    private static Sentence Letters(string keys) => $"{keys}";

    private static Sentence Screens() =>
        UiWords.List(UiScreens.All.Select(screen => Sentence.Of($"{screen.Number()} {screen.Title()}")));
}
