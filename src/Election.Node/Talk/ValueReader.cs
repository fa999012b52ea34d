namespace Election.Node.Talk;

/// <summary>Reads a value from the operator's text, or says in one clause what is wrong with it.</summary>
internal delegate bool ValueReader<T>(string text, out T? value, out Sentence reason);
