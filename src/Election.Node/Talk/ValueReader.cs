using Election.Groups.Model;

namespace Election.Node.Talk;

/// <summary>Reads a value from the operator's text, or gives one clause that states what is wrong with it.</summary>
internal delegate Parsed<T> ValueReader<T>(string text)
    where T : notnull;
