using System.Collections;
using System.Collections.ObjectModel;
using System.Collections.Specialized;

namespace Terminal.Gui.Views;

/// <summary>Rows that are the texts of a collection, and change with it.</summary>
public class ListWrapper<T> : IListDataSource
{
    private readonly ObservableCollection<T> _source;
    private readonly HashSet<int> _marks = [];

    /// <summary>The rows of this collection; none if it is null.</summary>
    public ListWrapper(ObservableCollection<T>? source)
    {
        _source = source ?? [];
        _source.CollectionChanged += OnChanged;
    }

    /// <inheritdoc/>
    public event NotifyCollectionChangedEventHandler? CollectionChanged;

    /// <inheritdoc/>
    public int Count => _source.Count;

    /// <inheritdoc/>
    public int MaxItemLength => _source.Count == 0 ? 0 : _source.Max(item => TextOf(item).GetColumns());

    /// <inheritdoc/>
    public bool SuspendCollectionChangedEvent { get; set; }

    /// <inheritdoc/>
    public bool IsMarked(int item) => _marks.Contains(item);

    /// <inheritdoc/>
    public void SetMark(int item, bool value) => _ = value ? _marks.Add(item) : _marks.Remove(item);

    /// <inheritdoc/>
    public IList ToList() => _source;

    /// <inheritdoc/>
    public void Render(ListView listView, bool selected, int item, int col, int row, int width, int viewportX = 0)
    {
        ArgumentNullException.ThrowIfNull(listView);
        listView.Move(col, row);
        listView.AddStr(TextFormatter.ClipOrPad(Scrolled(TextOf(_source[item]), viewportX), width));
    }

    /// <summary>Lets go of the collection.</summary>
    public void Dispose()
    {
        _source.CollectionChanged -= OnChanged;
        GC.SuppressFinalize(this);
    }

    private static string TextOf(T item) => item?.ToString() ?? string.Empty;

    private static string Scrolled(string text, int columns)
    {
        if (columns == 0)
            return text;
        var gone = 0;
        return string.Concat(GraphemeHelper.GetGraphemes(text).SkipWhile(character => (gone += character.GetColumns()) <= columns));
    }

    private void OnChanged(object? sender, NotifyCollectionChangedEventArgs e)
    {
        if (!SuspendCollectionChangedEvent)
            CollectionChanged?.Invoke(this, e);
    }
}
