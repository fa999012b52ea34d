namespace Terminal.Gui.Input;

public partial class Key
{
    /// <summary>Whether both are the same key.</summary>
    public static bool operator ==(Key a, Key b) => a is null ? b is null : a.Equals(b);

    /// <summary>Whether they are different keys.</summary>
    public static bool operator !=(Key? a, Key? b) => a is null ? b is not null : !a.Equals(b);

    /// <summary>What the key types; see <see cref="AsRune"/>.</summary>
    public static explicit operator Rune(Key kea) => kea?.AsRune ?? default;

    /// <summary>The code of the key.</summary>
    public static explicit operator KeyCode(Key key) => key?.KeyCode ?? KeyCode.Null;

    /// <summary>The key with this code.</summary>
    public static implicit operator Key(KeyCode keyCode) => new(keyCode);

    /// <summary>The key that types this character.</summary>
    public static implicit operator Key(char ch) => new(ch);

    /// <summary>The key so named.</summary>
    public static implicit operator Key(string str) => new(str);

    /// <summary>The name of the key; see <see cref="ToString()"/>.</summary>
    public static implicit operator string(Key key) => key?.ToString() ?? string.Empty;
}
