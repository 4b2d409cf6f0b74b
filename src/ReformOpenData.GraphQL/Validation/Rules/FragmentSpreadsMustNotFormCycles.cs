using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.GraphQL.Validation.Rules;

/// <summary>
/// §5.5.2.2 #sec-Fragment-Spreads-Must-Not-Form-Cycles. A depth-first search that enters each fragment once; it keeps
/// its own stack, since a chain of fragments is as long as the document allows.
/// </summary>
internal sealed class FragmentSpreadsMustNotFormCycles(ValidationContext context)
{
    /// <summary>Fragments that the message about a cycle names, and places that it gives.</summary>
    private const int MostToldOfCycle = 20;

    private readonly HashSet<string> _visited = new(StringComparer.Ordinal);

    /// <summary>Where on the path each fragment that is being searched was entered.</summary>
    private readonly Dictionary<string, int> _depths = new(StringComparer.Ordinal);

    /// <summary>The fragments being searched, each with its spreads and the one to look at next.</summary>
    private readonly List<(string Name, FragmentSpread[] Spreads, int Next)> _path = [];

    public void Check(FragmentDefinition fragment)
    {
        Enter(fragment);
        while (_path.Count > 0)
        {
            var (name, spreads, next) = _path[^1];
            if (next == spreads.Length)
            {
                _depths.Remove(name);
                _path.RemoveAt(_path.Count - 1);
                continue;
            }

            _path[^1] = (name, spreads, next + 1);
            var spread = spreads[next];
            if (_depths.TryGetValue(spread.Name, out var depth))
                Report(spread, depth);
            else if (context.FindFragment(spread.Name) is { } target)
                Enter(target);
        }
    }

    private void Enter(FragmentDefinition fragment)
    {
        if (!_visited.Add(fragment.Name))
            return;
        var spreads = context.FragmentReferences.SpreadsIn(fragment.SelectionSet);
        if (spreads.Length == 0)
            return;
        _depths[fragment.Name] = _path.Count;
        _path.Add((fragment.Name, spreads, 0));
    }

    private void Report(FragmentSpread last, int depth)
    {
        var length = _path.Count - depth;
        // Each fragment of the path has stepped over the spread that it went on by.
        var cycle = _path.Skip(depth).Take(MostToldOfCycle).Select(step => step.Spreads[step.Next - 1]).ToList();
        var names = cycle.Take(length - 1).Select(spread => $"\"{spread.Name}\"");
        var via = length == 1 ? "" : $" via {string.Join(", ", names)}";
        if (length > MostToldOfCycle)
            via += $" and {length - 1 - MostToldOfCycle} more";
        context.Report(
            $"Cannot spread fragment \"{last.Name}\" within itself{via}.",
            cycle.Select(spread => spread.Start).ToArray());
    }
}
