using System.Diagnostics.CodeAnalysis;

namespace Stateless;

public sealed partial class StateMachine<TState, TTrigger>
{
    private sealed partial class StateNode
    {
        /// <summary>The one rule that applies to a trigger now, of this state or else of the nearest superstate that has one.</summary>
        /// <param name="trigger">The trigger.</param>
        /// <param name="args">What guards see.</param>
        /// <param name="rule">The rule.</param>
        /// <param name="unmetGuards">Empty when found; else those of the topmost state that names the trigger, null if none does.</param>
        public bool TryFind(TTrigger trigger, object?[] args, [NotNullWhen(true)] out TriggerRule? rule, out List<string>? unmetGuards)
        {
            if (TryFindHere(trigger, args, out rule, out unmetGuards)) return true;
            if (Superstate is null) return false;

            var found = Superstate.TryFind(trigger, args, out rule, out var unmetAbove);
            unmetGuards = unmetAbove ?? unmetGuards;
            return found;
        }

        public List<TTrigger> PermittedTriggers(object?[] args)
        {
            var permitted = new List<TTrigger>();
            foreach (var (trigger, rules) in _rules)
            {
                if (rules.Exists(rule => rule.UnmetGuards(args).Count == 0)) permitted.Add(trigger);
            }

            foreach (var trigger in Superstate?.PermittedTriggers(args) ?? [])
            {
                if (!permitted.Contains(trigger)) permitted.Add(trigger);
            }

            return permitted;
        }

        // Every guard is evaluated, also after a rule was found: two that apply at once are a mistake in the configuration.
        private bool TryFindHere(TTrigger trigger, object?[] args, [NotNullWhen(true)] out TriggerRule? rule, out List<string>? unmetGuards)
        {
            rule = null;
            unmetGuards = null;
            if (!_rules.TryGetValue(trigger, out var candidates)) return false;

            unmetGuards = [];
            foreach (var candidate in candidates)
            {
                var unmet = candidate.UnmetGuards(args);
                if (unmet.Count == 0)
                {
                    if (rule is not null) throw Ambiguous(trigger);
                    rule = candidate;
                }

                foreach (var description in unmet)
                {
                    if (!unmetGuards.Contains(description)) unmetGuards.Add(description);
                }
            }

            if (rule is not null) unmetGuards.Clear();
            return rule is not null;
        }

        private InvalidOperationException Ambiguous(TTrigger trigger) =>
            new($"State '{State}' has more than one rule for trigger '{trigger}' whose guards are met. Guards must exclude one another.");
    }
}
