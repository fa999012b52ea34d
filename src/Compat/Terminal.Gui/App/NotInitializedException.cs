namespace Terminal.Gui.App;

/// <summary>Something was asked of an application before <see cref="IApplication.Init"/>.</summary>
public class NotInitializedException(string memberName)
    : InvalidOperationException($"{memberName} needs an application that has been initialised: call Init first.");
