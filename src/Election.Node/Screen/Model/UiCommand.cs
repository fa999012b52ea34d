
namespace Election.Node.Screen.Model;

/// <summary>A command that a person gives to the screen.</summary>
internal enum UiCommand
{
    /// <summary>Show a screen by its number.</summary>
    ShowScreen,

    /// <summary>Show the next screen.</summary>
    NextScreen,

    /// <summary>Show the previous screen.</summary>
    PreviousScreen,

    /// <summary>Go to the next pane.</summary>
    NextPane,

    /// <summary>Go to the previous pane.</summary>
    PreviousPane,

    /// <summary>Move one row up.</summary>
    Up,

    /// <summary>Move one row down.</summary>
    Down,

    /// <summary>Move several rows up.</summary>
    PageUp,

    /// <summary>Move several rows down.</summary>
    PageDown,

    /// <summary>Go to the first row.</summary>
    First,

    /// <summary>Go to the last row.</summary>
    Last,

    /// <summary>Vote for the choice with this letter.</summary>
    ChooseByLetter,

    /// <summary>Vote for the selected choice.</summary>
    Choose,

    Abstain,

    /// <summary>Chair: start without the missing nodes.</summary>
    StartWithPresent,

    /// <summary>Chair: close the vote.</summary>
    CloseVote,

    /// <summary>Show only rows that contain a text.</summary>
    Filter,

    /// <summary>Inject a fault at this node.</summary>
    AddFault,

    /// <summary>Show all keys.</summary>
    Help,

    /// <summary>Leave the screen.</summary>
    Quit,

    /// <summary>Cancel a question, a prompt or a filter.</summary>
    Cancel,
}
