
namespace Election.Node.Screen.Model;

/// <summary>What a person can ask of the screen.</summary>
internal enum UiCommand
{
    /// <summary>Show a screen by its number.</summary>
    ShowScreen,

    /// <summary>Show the next screen.</summary>
    NextScreen,

    /// <summary>Show the screen before.</summary>
    PreviousScreen,

    /// <summary>Go to the next pane.</summary>
    NextPane,

    /// <summary>Go to the pane before.</summary>
    PreviousPane,

    /// <summary>One row up.</summary>
    Up,

    /// <summary>One row down.</summary>
    Down,

    /// <summary>Several rows up.</summary>
    PageUp,

    /// <summary>Several rows down.</summary>
    PageDown,

    /// <summary>To the first row.</summary>
    First,

    /// <summary>To the last row.</summary>
    Last,

    /// <summary>Vote for the choice with this letter.</summary>
    ChooseByLetter,

    /// <summary>Vote for the choice that is pointed at.</summary>
    Choose,

    /// <summary>Abstain.</summary>
    Abstain,

    /// <summary>Chair: begin without those who are missing.</summary>
    StartWithPresent,

    /// <summary>Chair: close the vote.</summary>
    CloseVote,

    /// <summary>Show only rows that hold a text.</summary>
    Filter,

    /// <summary>Let something go wrong.</summary>
    AddFault,

    /// <summary>Show the keys.</summary>
    Help,

    /// <summary>Leave.</summary>
    Quit,

    /// <summary>Take back: a question, a prompt, a filter.</summary>
    Cancel,
}
