using System.ComponentModel;

namespace Terminal.Gui.ViewBase;

/// <summary>
/// A rectangle of the screen with views in it. It is laid out from <see cref="X"/>, <see cref="Y"/>, <see cref="Width"/> and
/// <see cref="Height"/>, draws itself and then what is in it, and gets keys while it or a view in it has the focus.
/// A view belongs to the thread of its application.
/// </summary>
public partial class View : IDisposable, ISupportInitializeNotification
{
    private string _title = string.Empty;

    /// <summary>A view of no size that cannot take the focus.</summary>
    public View()
    {
        Margin = new Margin(this);
        Border = new Border(this);
        Padding = new Padding(this);
        SetUpCommands();
    }

    /// <summary>It has been set up: sizes are known.</summary>
    public event EventHandler? Initialized;

    /// <summary>The title has changed.</summary>
    public event EventHandler<EventArgs<string>>? TitleChanged;

    /// <summary>It has been enabled or disabled.</summary>
    public event EventHandler? EnabledChanged;

    /// <summary>It has been shown or hidden.</summary>
    public event EventHandler? VisibleChanged;

    /// <summary>A name for whoever made it.</summary>
    public string Id { get; set; } = string.Empty;

    /// <summary>Whatever whoever made it wants to find again.</summary>
    public object? Data { get; set; }

    /// <summary>The application it is in, itself or through the view around it.</summary>
    public IApplication? App
    {
        get => field ?? SuperView?.App;
        set;
    }

    /// <summary>Whether it has been set up.</summary>
    public virtual bool IsInitialized { get; set; }

    /// <summary>The title, shown in the border; the character after an underscore is its hot key.</summary>
    public string Title
    {
        get => _title;
        set
        {
            if (_title == value)
                return;
            _title = value ?? string.Empty;
            SetHotKeyFromTitle();
            SetNeedsLayout();
            OnTitleChanged();
            TitleChanged?.Invoke(this, new EventArgs<string>(_title));
        }
    }

    /// <summary>Whether it takes keys and clicks. Sets the same for the views in it.</summary>
    public bool Enabled
    {
        get;
        set
        {
            if (field == value)
                return;
            field = value;
            if (!value)
                GiveUpFocus();
            OnEnabledChanged();
            SetNeedsDraw();
            foreach (var view in _subViews)
                view.Enabled = value;
        }
    } = true;

    /// <summary>Whether it shows.</summary>
    public virtual bool Visible
    {
        get;
        set
        {
            if (field == value)
                return;
            field = value;
            if (!value)
                GiveUpFocus();
            OnVisibleChanged();
            VisibleChanged?.Invoke(this, EventArgs.Empty);
            SetNeedsLayout();
        }
    } = true;

    /// <summary>Sets it up, outer views first. Runnables are, when they begin; views added to one that has been, at once.</summary>
    public virtual void BeginInit()
    {
        foreach (var view in _subViews.ToArray())
        {
            if (!view.IsInitialized)
                view.BeginInit();
        }
    }

    /// <summary>Sets it up, inner views last.</summary>
    public virtual void EndInit()
    {
        if (IsInitialized)
            throw new InvalidOperationException("The view is initialised already.");
        IsInitialized = true;
        foreach (var view in _subViews.ToArray())
        {
            if (!view.IsInitialized)
                view.EndInit();
        }
        SetNeedsLayout();
        Initialized?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Raises <see cref="EnabledChanged"/>.</summary>
    public virtual void OnEnabledChanged() => EnabledChanged?.Invoke(this, EventArgs.Empty);

    /// <summary>Takes it out of the view around it and disposes the views in it.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>What it is, and where.</summary>
    public override string ToString() => $"{GetType().Name}({(Id.Length > 0 ? Id : Title)}){Frame}";

    /// <summary>The title has changed.</summary>
    protected virtual void OnTitleChanged()
    {
    }

    /// <summary>It has been shown or hidden.</summary>
    protected virtual void OnVisibleChanged()
    {
    }

    /// <summary>Disposes the views in it.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        foreach (var view in _subViews.Concat(_paddingViews).ToArray())
        {
            Detach(view);
            view.Dispose();
        }
    }
}
