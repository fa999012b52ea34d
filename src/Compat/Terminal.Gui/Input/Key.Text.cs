namespace Terminal.Gui.Input;

public partial class Key
{
    private static readonly (string Name, KeyCode Mask)[] Modifiers =
        [("Ctrl", KeyCode.CtrlMask), ("Alt", KeyCode.AltMask), ("Shift", KeyCode.ShiftMask)];

    /// <summary>
    /// The name of the key: modifiers with <c>+</c>, then what it types or is called. A letter with no other modifier shows Shift by its
    /// case.
    /// </summary>
    public override string ToString()
    {
        if (KeyCode == KeyCode.Null)
            return "Null";
        var text = new System.Text.StringBuilder();
        foreach (var (name, mask) in Modifiers)
        {
            if ((KeyCode & mask) != 0 && !(mask == KeyCode.ShiftMask && IsKeyCodeAtoZ))
                text.Append(name).Append('+');
        }
        return Bare == KeyCode.Null ? text.ToString(0, text.Length - 1) : text.Append(BareName()).ToString();
    }

    /// <summary>Reads a name as <see cref="ToString()"/> writes it; names and modifiers in any case.</summary>
    public static bool TryParse(string text, out Key key)
    {
        key = Empty;
        if (string.IsNullOrEmpty(text))
            return true;
        var modifiers = KeyCode.Null;
        var rest = text;
        while (TakeModifier(ref rest, out var mask))
            modifiers |= mask;
        if (!TryParseBare(rest, out var bare))
            return false;
        if (modifiers != KeyCode.Null && bare.IsKeyCodeAtoZ)
            bare = bare.NoShift;
        key = new Key(bare.KeyCode | modifiers);
        return true;
    }

    private string BareName()
    {
        if (Bare is >= KeyCode.A and <= KeyCode.Z)
            return ((char)((uint)Bare + (KeyCode == Bare ? 'a' - 'A' : 0))).ToString();
        if (Bare is > KeyCode.Space and < KeyCode.A)
            return ((char)Bare).ToString();
        return Enum.GetName(Bare) ?? (Rune.IsValid((uint)Bare) ? new Rune((uint)Bare).ToString() : "Null");
    }

    private static bool TakeModifier(ref string rest, out KeyCode taken)
    {
        foreach (var (name, mask) in Modifiers)
        {
            if (rest.Length > name.Length + 1 && rest[name.Length] == '+' && rest.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                rest = rest[(name.Length + 1)..];
                taken = mask;
                return true;
            }
        }
        taken = KeyCode.Null;
        return false;
    }

    private static bool TryParseBare(string name, out Key key)
    {
        key = Empty;
        if (Rune.TryGetRuneAt(name, 0, out var rune) && rune.Utf16SequenceLength == name.Length)
            key = new Key(rune.Value);
        else if (Enum.TryParse<KeyCode>(name, ignoreCase: true, out var code) && Enum.IsDefined(code) && !char.IsAsciiDigit(name[0]))
            key = new Key(code);
        else
            return false;
        return key.IsValid;
    }
}
