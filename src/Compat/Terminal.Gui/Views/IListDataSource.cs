using System.Collections;
using System.Collections.Specialized;

namespace Terminal.Gui.Views;

/// <summary>The rows of a list.</summary>
public interface IListDataSource : IDisposable
{
    /// <summary>There are other rows.</summary>
    event NotifyCollectionChangedEventHandler CollectionChanged;

    /// <summary>How many rows there are.</summary>
    int Count { get; }

    /// <summary>Columns of the longest.</summary>
    int MaxItemLength { get; }

    /// <summary>Whether to keep quiet about other rows.</summary>
    bool SuspendCollectionChangedEvent { get; set; }

    /// <summary>Whether a row is marked. (The list here has no marks.)</summary>
    bool IsMarked(int item);

    /// <summary>Marks a row. (The list here has no marks.)</summary>
    void SetMark(int item, bool value);

    /// <summary>The rows.</summary>
    IList ToList();

    /// <summary>Draws a row, filling the width; <paramref name="viewportX"/> columns of it are scrolled away.</summary>
    void Render(ListView listView, bool selected, int item, int col, int row, int width, int viewportX = 0);
}
