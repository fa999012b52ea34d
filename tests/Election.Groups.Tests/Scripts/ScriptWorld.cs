using System.Globalization;
using System.Text.RegularExpressions;
using System.Text;
using Election.Groups.Model;
using Election.Groups.Stack;
using Election.Groups.Tests.Support;

namespace Election.Groups.Tests.Scripts;

/// <summary>
/// The nodes of one script, the datagrams under way between them, and the clock. The verbs are listed in Scripts/README.md.
/// </summary>
internal sealed partial class ScriptWorld
{
    private const int MaxStepsPerAdvance = 10_000;

    private readonly List<ScriptNode> _nodes = [];
    private readonly List<Copy> _copies = [];
    private readonly List<Request> _requests = [];
    private readonly HashSet<string> _auto = [];
    private readonly List<string> _lines = [];
    private FrameText _text = new([], isAtomic: true);
    private Instant _now;
    private int _datagrams;

    /// <summary>Carries out one command line and returns its output.</summary>
    public IEnumerable<string> Run(string line)
    {
        _lines.Clear();
        string[] words = [.. Word().Matches(line).Select(match => match.Value)];
        string[] names = [.. words.Skip(1).TakeWhile(word => !word.Contains('=') && word[0] != '"')];
        switch (words[0])
        {
            case "group":
                Group(names[0], names[1..], Options(words));
                break;
            case "start":
                Start(names, Options(words));
                break;
            case "send" or "submit" or "submit-final":
                foreach (string text in words.Skip(2))
                    Step(Node(names[0]), node => node.Send(Encoding.UTF8.GetBytes(text.Trim('"')), words[0] == "submit-final", _now), "");
                break;
            case "deliver":
                foreach (Copy copy in Take(words[1]))
                    Step(copy.To, node => node.OnDatagram(copy.Datagram, _now), $"takes #{copy.Number}");
                break;
            case "drop":
                foreach (IGrouping<int, Copy> lost in Take(words[1]).GroupBy(copy => copy.Number))
                    _lines.Add($"#{lost.Key} is lost on its way to {string.Join(" ", lost.Select(copy => copy.To.Name))}");
                break;
            case "advance":
                Advance(_now + Time(words[1]));
                break;
            case "pass":
                Pass(_now + Time(words[1]));
                break;
            case "journalled" or "sign" or "verify":
                Answer(names.Length == 0 ? _nodes : [.. names.Select(Node)], request => request.Verb == words[0]);
                break;
            case "auto":
                _auto.UnionWith(names);
                break;
            case "crash":
                foreach (string name in names)
                    Crash(Node(name));
                break;
            default:
                Look(words[0], names);
                break;
        }
        return [.. _lines];
    }

    // The verbs that move nothing in the world, and the one that ends it.
    private void Look(string verb, string[] names)
    {
        switch (verb)
        {
            case "reset":
                Reset();
                break;
            case "state":
                _lines.AddRange(_nodes.Where(node => !node.HasCrashed).Select(node => $"{node.Name}: {node.State}"));
                break;
            case "counters":
                _lines.AddRange(names.Select(name => $"{name}: {CountersOf((StackNode)Node(name))}"));
                break;
            default:
                throw new FormatException($"a script has no verb {verb}");
        }
    }

    private static string CountersOf(StackNode node)
    {
        GroupCounter[] quiet = [GroupCounter.DatagramsTaken, GroupCounter.DatagramsSent, GroupCounter.BytesSent];
        IEnumerable<string> moved = Enum.GetValues<GroupCounter>().Except(quiet).Where(counter => node.Stack.Counters[counter] != 0)
            .Select(counter => $"{counter} {node.Stack.Counters[counter]}");
        return string.Join(", ", moved.DefaultIfEmpty("nothing"));
    }

    private static Dictionary<string, string> Options(string[] words) =>
        words.Where(word => word.Contains('=')).Select(word => word.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1].Trim('"'));

    private static TimeSpan Time(string text) => text.EndsWith("ms", StringComparison.Ordinal)
        ? TimeSpan.FromMilliseconds(double.Parse(text[..^2], CultureInfo.InvariantCulture))
        : TimeSpan.FromSeconds(double.Parse(text.TrimEnd('s'), CultureInfo.InvariantCulture));

    private ScriptNode Node(string name) => _nodes.Single(node => node.Name == name);

    /// <summary>Creates nodes past the barrier, with the requested layers.</summary>
    private void Group(string layers, string[] names, Dictionary<string, string> options)
    {
        var group = new Proposal([.. names.Select(TestGroup.Member)], default);
        ulong seed = ulong.Parse(options.GetValueOrDefault("seed", "1"), CultureInfo.InvariantCulture);
        _text = new FrameText(names, layers is not ("reliable" or "fifo"));
        foreach (string name in names)
        {
            ScriptNode node = layers switch
            {
                "reliable" or "fifo" => new ReliableNode(name, group, layers == "fifo", seed, _now),
                "atomic" or "causal" or "unreliable" =>
                    new StackNode(new StackSetup(name) { Seed = seed, Layers = LayersIn(layers, options) }),
                _ => throw new FormatException($"there are no layers called {layers}"),
            };
            _nodes.Add(node);
            Step(node, added => (added as StackNode)?.Begin(group, _now), "");
        }
    }

    private static OrderStack LayersIn(string order, Dictionary<string, string> options)
    {
        Assert.True(DeliveryOrderText.TryParse(order, out DeliveryOrder known));
        string[] checks = options.TryGetValue("check", out string? named) ? named.Split(',') : [];
        return OrderStack.Of(known, [.. checks.Select(name => LayerTraits.Checks.Single(check => check.Name == name).Kind)]);
    }

    private void Start(string[] names, Dictionary<string, string> options)
    {
        foreach (string name in names)
        {
            var node = new StackNode(new StackSetup(name)
            {
                Id = options.GetValueOrDefault("id", name),
                KeyName = options.GetValueOrDefault("key", name),
                Life = ulong.Parse(options.GetValueOrDefault("life", "1"), CultureInfo.InvariantCulture),
                Expect = int.Parse(options.GetValueOrDefault("expect", "3"), CultureInfo.InvariantCulture),
                Context = options.GetValueOrDefault("context", ""),
                Timeout = Time(options.GetValueOrDefault("timeout", "30s")),
                IsObserver = options.GetValueOrDefault("role", "voter") == "observer",
            });
            _nodes.Add(node);
            _text = new FrameText([.. _nodes.Cast<StackNode>().Select(each => each.Name)], isAtomic: true);
            Step(node, _ => node.Start(_now), "");
        }
    }

    private void Crash(ScriptNode node)
    {
        node.HasCrashed = true;
        _copies.RemoveAll(copy => copy.To == node);
        _requests.RemoveAll(request => request.Node == node);
    }

    /// <summary>Lets time pass from deadline to deadline. What is sent meanwhile stays under way.</summary>
    private void Advance(Instant end)
    {
        for (int step = 0; step < MaxStepsPerAdvance; step++)
        {
            ScriptNode? next = _nodes.Where(node => !node.HasCrashed && node.NextDeadline <= end).MinBy(node => node.NextDeadline);
            if (next is null)
            {
                _now = end;
                return;
            }
            _now = Instant.Max(_now, next.NextDeadline);
            Step(next, node => node.OnTimer(_now), $"at {_now}");
        }
        throw new InvalidOperationException("a node wants its timer without end");
    }

    /// <summary>Lets time pass in which everything sent is lost; only the nodes' own output is shown.</summary>
    private void Pass(Instant end)
    {
        Advance(end);
        _copies.Clear();
        _lines.RemoveAll(line => line.StartsWith("  sends", StringComparison.Ordinal));
        for (int i = _lines.Count - 1; i >= 0; i--)
        {
            bool isBare = _lines[i][0] != ' ' && (i + 1 == _lines.Count || _lines[i + 1][0] != ' ');
            if (isBare)
                _lines.RemoveAt(i);
        }
    }

    private void Reset()
    {
        _nodes.Clear();
        _copies.Clear();
        _requests.Clear();
        _auto.Clear();
        _now = Instant.Zero;
        _datagrams = 0;
    }

    /// <summary>Steps a node, records its output and requests, and gives the answers that come by themselves.</summary>
    private void Step(ScriptNode node, Action<ScriptNode> input, string cause)
    {
        if (node.HasCrashed)
            return;
        input(node);
        int heading = _lines.Count;
        foreach (string told in node.Told)
            _lines.Add("  " + told);
        node.Told.Clear();
        foreach (Effect effect in node.Outbox.Effects.ToArray())
            CarryOut(node, effect);
        node.Outbox.Clear();
        if (_lines.Count > heading || cause.StartsWith("takes", StringComparison.Ordinal))
            _lines.Insert(heading, cause.Length == 0 ? node.Name : $"{node.Name} {cause}");
        Answer([node], request => _auto.Contains(request.Verb));
    }

    private void CarryOut(ScriptNode node, in Effect effect)
    {
        switch (effect.Kind)
        {
            case EffectKind.Send:
                byte[] datagram = effect.Bytes.ToArray();
                _lines.Add($"  sends #{++_datagrams} {_text.Describe(datagram)}");
                foreach (ScriptNode to in _nodes.Where(to => to != node && !to.HasCrashed))
                    _copies.Add(new Copy(_datagrams, node, to, datagram));
                break;
            case EffectKind.Journal:
                _lines.Add($"  writes {effect.Record} to its journal");
                _requests.Add(new Request(node, "journalled", effect));
                break;
            case EffectKind.Sign:
                _requests.Add(new Request(node, "sign", effect));
                break;
            case EffectKind.Verify:
                _requests.Add(new Request(node, "verify", effect));
                break;
            default:
                break;
        }
    }

    private void Answer(IReadOnlyList<ScriptNode> nodes, Predicate<Request> isMeant)
    {
        Request[] meant = [.. _requests.Where(request => nodes.Contains(request.Node) && isMeant(request))];
        foreach (Request request in meant)
        {
            _requests.Remove(request);
            Effect effect = request.Effect;
            Step(request.Node, node =>
            {
                if (effect.Kind == EffectKind.Journal)
                    node.OnJournalled(effect.JournalSequence, _now);
                else if (effect.Kind == EffectKind.Sign)
                    node.OnSigned(TestGroup.Sign(node.Key, effect.Bytes.Span), _now);
                else
                    node.OnVerified(effect.Token, TestGroup.Holds(effect), _now);
            }, effect.Kind == EffectKind.Journal ? $"has {effect.Record} on its disk" : "");
        }
    }

    /// <summary>Takes copies off the wire: all, n1>n2, n1>*, *>n2, #4>n2, #4>*.</summary>
    private List<Copy> Take(string which)
    {
        string[] ends = which == "all" ? ["*", "*"] : which.Split('>');
        List<Copy> taken = [.. _copies.Where(copy => (ends[0] == "*" || ends[0] == copy.From.Name || ends[0] == $"#{copy.Number}")
            && (ends[1] == "*" || ends[1] == copy.To.Name))];
        if (taken.Count == 0)
            _lines.Add("nothing is under way there");
        _copies.RemoveAll(taken.Contains);
        return taken;
    }

    [GeneratedRegex("""[\w-]+="[^"]*"|"[^"]*"|\S+""")]
    private static partial Regex Word();

    private sealed record Copy(int Number, ScriptNode From, ScriptNode To, byte[] Datagram);

    private sealed record Request(ScriptNode Node, string Verb, Effect Effect);
}
