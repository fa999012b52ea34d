#pragma warning disable CA1710 // The package calls it so.
namespace Terminal.Gui.Input;

/// <summary>
/// A key press: a <see cref="Drivers.KeyCode"/> with modifiers. Two keys are equal when their codes are; <see cref="Handled"/> does not
/// count.
/// </summary>
public partial class Key : EventArgs, IEquatable<Key>
{
    /// <summary>No key.</summary>
    public Key() : this(KeyCode.Null)
    {
    }

    /// <summary>The key with this code.</summary>
    public Key(KeyCode k) => KeyCode = k;

    /// <summary>A copy, with <see cref="Handled"/> as it stands.</summary>
    public Key(Key key)
    {
        ArgumentNullException.ThrowIfNull(key);
        KeyCode = key.KeyCode;
        Handled = key.Handled;
    }

    /// <summary>The key that types this character; an upper-case Latin letter is the letter with Shift.</summary>
    public Key(char ch) => KeyCode = ch switch
    {
        >= 'A' and <= 'Z' => (KeyCode)ch | KeyCode.ShiftMask,
        >= 'a' and <= 'z' => (KeyCode)(ch - 'a' + 'A'),
        _ => (KeyCode)ch,
    };

    /// <summary>The key named, such as <c>q</c>, <c>F1</c> or <c>Ctrl+C</c>.</summary>
    /// <exception cref="ArgumentException">The text names no key.</exception>
    public Key(string str)
    {
        if (!TryParse(str, out var key))
            throw new ArgumentException($"'{str}' names no key.", nameof(str));
        KeyCode = key.KeyCode;
    }

    /// <summary>The key that types this code point.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no Unicode scalar value.</exception>
    public Key(int value)
    {
        if (!Rune.IsValid(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, "A key types a Unicode scalar value.");
        KeyCode = value <= char.MaxValue ? new Key((char)value).KeyCode : (KeyCode)value;
    }

    /// <summary>The code, modifiers included.</summary>
    public KeyCode KeyCode { get; init; }

    /// <summary>Set by whoever acted on the key: nobody else should.</summary>
    public bool Handled { get; set; }

    /// <summary>Whether Alt is held.</summary>
    public bool IsAlt => (KeyCode & KeyCode.AltMask) != 0;

    /// <summary>Whether Ctrl is held.</summary>
    public bool IsCtrl => (KeyCode & KeyCode.CtrlMask) != 0;

    /// <summary>Whether Shift is held.</summary>
    public bool IsShift => (KeyCode & KeyCode.ShiftMask) != 0;

    /// <summary>Whether this is a Latin letter without Alt and Ctrl.</summary>
    public bool IsKeyCodeAtoZ => !IsAlt && !IsCtrl && (KeyCode & ~KeyCode.ShiftMask) is >= KeyCode.A and <= KeyCode.Z;

    /// <summary>Whether there is a key beneath the modifiers.</summary>
    public bool IsValid => Bare != KeyCode.Null;

    /// <summary>This key without Alt.</summary>
    public Key NoAlt => new(this) { KeyCode = KeyCode & ~KeyCode.AltMask };

    /// <summary>This key without Ctrl.</summary>
    public Key NoCtrl => new(this) { KeyCode = KeyCode & ~KeyCode.CtrlMask };

    /// <summary>This key without Shift.</summary>
    public Key NoShift => new(this) { KeyCode = KeyCode & ~KeyCode.ShiftMask };

    /// <summary>This key with Alt.</summary>
    public Key WithAlt => new(this) { KeyCode = KeyCode | KeyCode.AltMask };

    /// <summary>This key with Ctrl.</summary>
    public Key WithCtrl => new(this) { KeyCode = KeyCode | KeyCode.CtrlMask };

    /// <summary>This key with Shift.</summary>
    public Key WithShift => new(this) { KeyCode = KeyCode | KeyCode.ShiftMask };

    /// <summary>What the key types, or the default rune if it types nothing.</summary>
    public Rune AsRune
    {
        get
        {
            if (IsAlt || IsCtrl || Bare is KeyCode.Null or > KeyCode.MaxCodePoint)
                return default;
            var typed = IsKeyCodeAtoZ && !IsShift ? (uint)Bare - 'A' + 'a' : (uint)Bare;
            return Rune.IsValid(typed) ? new Rune(typed) : default;
        }
    }

    /// <summary>What the key types as text; empty if it types nothing.</summary>
    public string AsGrapheme => AsRune == default ? string.Empty : AsRune.ToString();

    internal KeyCode Bare => KeyCode & ~(KeyCode.ShiftMask | KeyCode.CtrlMask | KeyCode.AltMask);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Key other && other.KeyCode == KeyCode;

    bool IEquatable<Key>.Equals(Key? other) => Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => KeyCode.GetHashCode();
}
