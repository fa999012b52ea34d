namespace Terminal.Gui.Drawing;

/// <summary>A view asks what attribute to draw a role in; a handler that answers sets Result and Handled.</summary>
public class VisualRoleEventArgs(in VisualRole role, Attribute? result) : ResultEventArgs<Attribute?>(result)
{
    /// <summary>The role.</summary>
    public VisualRole Role { get; } = role;
}
