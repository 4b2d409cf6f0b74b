using System.Runtime.InteropServices;
using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.GraphQL.Validation;

/// <summary>
/// Which fragments a selection set spreads, and which an operation reaches; each is found once a run.
/// </summary>
internal sealed class FragmentReferences(ValidationContext context)
{
    private readonly Dictionary<SelectionSet, FragmentSpread[]> _spreads = [];
    private readonly Dictionary<OperationDefinition, List<FragmentDefinition>> _reached = [];

    /// <summary>
    /// All spreads within a selection set, at any depth, in the order in which graphql-js meets them.
    /// </summary>
    public FragmentSpread[] SpreadsIn(SelectionSet selectionSet)
    {
        ref var spreads = ref CollectionsMarshal.GetValueRefOrAddDefault(_spreads, selectionSet, out _);
        return spreads ??= FindSpreads(selectionSet);
    }

    /// <summary>The fragments that an operation spreads, directly or through others, nearest first.</summary>
    public List<FragmentDefinition> ReachedBy(OperationDefinition operation)
    {
        ref var reached = ref CollectionsMarshal.GetValueRefOrAddDefault(_reached, operation, out _);
        return reached ??= FindReached([operation]);
    }

    /// <summary>The fragments that any of the operations spreads.</summary>
    public List<FragmentDefinition> ReachedBy(IReadOnlyList<OperationDefinition> operations) =>
        operations.Count == 1 ? ReachedBy(operations[0]) : FindReached(operations);

    private List<FragmentDefinition> FindReached(IReadOnlyList<OperationDefinition> operations)
    {
        var reached = new List<FragmentDefinition>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var operation in operations)
            Follow(operation.SelectionSet);
        // The list grows while it is walked: nearest first.
        for (var i = 0; i < reached.Count; i++)
            Follow(reached[i].SelectionSet);
        return reached;

        void Follow(SelectionSet selectionSet)
        {
            var spreads = SpreadsIn(selectionSet);
            context.SpendFragmentWork(spreads.Length);
            foreach (var spread in spreads)
            {
                if (seen.Add(spread.Name) && context.FindFragment(spread.Name) is { } fragment)
                    reached.Add(fragment);
            }
        }
    }

    private static FragmentSpread[] FindSpreads(SelectionSet selectionSet)
    {
        List<FragmentSpread>? spreads = null;
        var ahead = new Stack<SelectionSet>();
        ahead.Push(selectionSet);
        while (ahead.TryPop(out var set))
        {
            foreach (var selection in set.Selections)
            {
                switch (selection)
                {
                    case FragmentSpread spread:
                        (spreads ??= []).Add(spread);
                        break;
                    case Field { SelectionSet: { } inner }:
                        ahead.Push(inner);
                        break;
                    case InlineFragment inline:
                        ahead.Push(inline.SelectionSet);
                        break;
                }
            }
        }

        return spreads?.ToArray() ?? [];
    }
}
