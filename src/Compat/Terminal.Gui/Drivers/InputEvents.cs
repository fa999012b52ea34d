namespace Terminal.Gui.Drivers;

/// <summary>Where input goes once it is understood.</summary>
internal sealed record InputEvents(Action<Key> Key, Action<Mouse> Mouse, Action<string> Paste);
