namespace Terminal.Gui;

/// <summary>A view, such as a button, that can be what Enter means where nothing else takes it.</summary>
public interface IAcceptTarget
{
    /// <summary>Whether it is.</summary>
    bool IsDefault { get; set; }
}
