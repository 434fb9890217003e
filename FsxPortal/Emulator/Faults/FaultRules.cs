using System.Text.Json.Nodes;

namespace FsxPortal.Emulator.Faults;

/// <summary>The fault rules in force, oldest first.</summary>
public sealed class FaultRules
{
    private readonly List<FaultRule> _rules = [];
    private int _number;

    /// <summary>Puts rules in force, all of them or none.</summary>
    /// <exception cref="FaultRuleException">One of them is no rule.</exception>
    public IReadOnlyList<FaultRule> Add(IReadOnlyList<JsonNode?> texts)
    {
        lock (_rules)
        {
            var added = texts.Select((text, i) => FaultReader.Read(text, _number + i + 1)).ToList();
            _number += added.Count;
            _rules.AddRange(added);
            return added;
        }
    }

    /// <summary>The rules as they are now.</summary>
    public IReadOnlyList<FaultRule> List()
    {
        lock (_rules)
        {
            return [.. _rules];
        }
    }

    /// <summary>Takes one rule, or all of them, out of force.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Remove(int? id)
    {
        lock (_rules)
        {
            return _rules.RemoveAll(rule => id is null || rule.Id == id) > 0;
        }
    }

    /// <summary>The fault of a request: that of the oldest rule that wants it. The others
    /// count the request, and keep their hits for another.</summary>
    public FaultRule? Hit(FaultTarget target)
    {
        lock (_rules)
        {
            var wanting = _rules.FindAll(rule => rule.Wants(target));
            wanting.FirstOrDefault()?.CountHit();
            return wanting.FirstOrDefault();
        }
    }
}
