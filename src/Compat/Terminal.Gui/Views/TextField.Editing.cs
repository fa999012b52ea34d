namespace Terminal.Gui.Views;

public partial class TextField
{
    /// <summary>Removes the character before the insertion point. (The argument is the package's and makes no difference here.)</summary>
    public virtual bool DeleteCharLeft(bool usePreTextChangedCursorPos) => Delete(_insertion - 1, 1);

    /// <summary>Removes the character after the insertion point.</summary>
    public virtual bool DeleteCharRight() => Delete(_insertion, 1);

    /// <summary>Removes everything.</summary>
    public bool DeleteAll() => Delete(0, _characters.Count);

    /// <summary>Goes behind the last character.</summary>
    public bool MoveEnd() => GoTo(_characters.Count);

    private void SetUpEditing()
    {
        KeyBindings.Remove(Key.Space);
        Bind(Command.Left, () => GoTo(_insertion - 1), Key.CursorLeft, Key.B.WithCtrl);
        Bind(Command.Right, () => GoTo(_insertion + 1), Key.CursorRight, Key.F.WithCtrl);
        Bind(Command.LeftStart, () => GoTo(0), Key.Home, Key.Home.WithCtrl);
        Bind(Command.RightEnd, () => MoveEnd(), Key.End, Key.End.WithCtrl, Key.E.WithCtrl);
        Bind(Command.WordLeft, () => GoTo(WordStart()), Key.CursorLeft.WithCtrl);
        Bind(Command.WordRight, () => GoTo(WordEnd()), Key.CursorRight.WithCtrl);
        Bind(Command.DeleteCharLeft, () => DeleteCharLeft(false), Key.Backspace);
        Bind(Command.DeleteCharRight, () => DeleteCharRight(), Key.Delete, Key.D.WithCtrl);
        Bind(Command.KillWordLeft, () => Delete(WordStart(), _insertion - WordStart()), Key.Backspace.WithCtrl);
        Bind(Command.CutToEndOfLine, () => Delete(_insertion, _characters.Count - _insertion), Key.K.WithCtrl);
        Bind(Command.DeleteAll, () => DeleteAll(), Key.Delete.WithCtrl.WithShift);
    }

    private void Bind(Command command, Func<bool> does, params Key[] keys)
    {
        AddCommand(command, () => does());
        foreach (var key in keys)
            KeyBindings.ReplaceCommands(key, command);
    }

    private bool GoTo(int place)
    {
        var before = _insertion;
        InsertionPoint = place;
        return _insertion != before;
    }

    /// <summary>Handled even where there is nothing to remove: what edits a field means nothing else while one is edited.</summary>
    private bool Delete(int first, int count)
    {
        if (ReadOnly || first < 0 || count <= 0 || first + count > _characters.Count)
            return true;
        _characters.RemoveRange(first, count);
        _insertion = first < _insertion ? Math.Max(first, _insertion - count) : _insertion;
        Changed();
        return true;
    }

    private int WordStart()
    {
        var place = _insertion;
        while (place > 0 && _characters[place - 1] == " ")
            place--;
        while (place > 0 && _characters[place - 1] != " ")
            place--;
        return place;
    }

    private int WordEnd()
    {
        var place = _insertion;
        while (place < _characters.Count && _characters[place] != " ")
            place++;
        while (place < _characters.Count && _characters[place] == " ")
            place++;
        return place;
    }
}
