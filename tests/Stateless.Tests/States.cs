namespace Stateless.Tests;

/// <summary>The states of the machines under test. Inner and Innermost are used as substates, one inside the other.</summary>
public enum State
{
    Idle,
    Busy,
    Outer,
    Inner,
    Innermost,
    Sibling,
}

/// <summary>The triggers of the machines under test.</summary>
public enum Trigger
{
    Go,
    Back,
    Again,
    Tell,
}
