using Stateless.Reflection;

namespace Stateless.Graph;

/// <summary>Names of states as Mermaid accepts them: without white space, colon or hyphen, and one for each state.</summary>
internal sealed class MermaidNames
{
    private readonly Dictionary<string, string> _aliasOf = new(StringComparer.Ordinal);
    private readonly List<(string Alias, string Name)> _aliases = [];

    public MermaidNames(IReadOnlyCollection<StateInfo> states)
    {
        var taken = states.Select(state => state.ToString()).ToHashSet(StringComparer.Ordinal);
        foreach (var state in states)
        {
            var name = state.ToString();
            var plain = string.Concat(name.Where(c => !char.IsWhiteSpace(c) && c is not (':' or '-')));
            if (plain == name) continue;

            var alias = plain;
            for (var count = 1; !taken.Add(alias); count++) alias = $"{plain}_{count}";
            _aliasOf.Add(name, alias);
            _aliases.Add((alias, name));
        }
    }

    /// <summary>The states that needed another name, in drawing order.</summary>
    public IReadOnlyList<(string Alias, string Name)> Aliases => _aliases;

    public string Of(StateInfo state) => _aliasOf.GetValueOrDefault(state.ToString(), state.ToString());
}
