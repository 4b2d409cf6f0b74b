using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Validation.Rules;

/// <summary>
/// §5.3.2 #sec-Field-Selection-Merging: fields of one response key can be merged (FieldsInSetCanMerge,
/// SameResponseShape).
/// <para>
/// The fields of each selection set are compared in pairs: among themselves, with those of the fragments that it
/// spreads, and those of fragments with each other. No pair of a set and a fragment, or of two fragments, is compared
/// twice, and all comparisons of a run together have a bound, so that no document costs more than milliseconds.
/// </para>
/// </summary>
internal sealed class FieldSelectionMerging(ValidationContext context)
{
    /// <summary>Steps of one run, by what they cost; together some milliseconds.</summary>
    private const int MaxComparisons = 100_000;

    /// <summary>
    /// More conflicts of one pair of selection sets change nothing: neither are they reported, nor do they fit a
    /// message.
    /// </summary>
    private const int MaxConflicts = Validator.MaxErrors + 1;

    private readonly Dictionary<(SelectionSet, NamedType?), CollectedFields> _collected = [];
    private readonly Dictionary<FragmentDefinition, CollectedFields> _collectedOfFragments = [];

    /// <summary>
    /// Pairs of <see cref="CollectedFields.Number"/> that were compared, and whether only as fields of objects that
    /// cannot be the same, which compares less.
    /// </summary>
    private readonly Dictionary<(int Set, int Fragment), bool> _comparedWithFragment = [];
    private readonly Dictionary<(int, int), bool> _comparedFragments = [];
    private int _comparisons;

    /// <param name="type">Null where it is unknown.</param>
    public void Check(SelectionSet selectionSet, CompositeType? type)
    {
        if (HasDistinctFieldsOnly(selectionSet))
            return;
        var conflicts = new List<FieldConflict>();
        var collected = Collect(selectionSet, type);
        CompareWithin(conflicts, collected);
        var fragments = collected.Fragments;
        for (var i = 0; i < fragments.Count && !IsOver(conflicts); i++)
        {
            var fragment = Collect(fragments[i]);
            CompareWithFragment(conflicts, false, collected, fragment);
            for (var j = i + 1; j < fragments.Count && !IsOver(conflicts); j++)
                CompareFragments(conflicts, false, fragment, Collect(fragments[j]));
        }

        foreach (var conflict in conflicts)
        {
            context.Report(
                $"Fields \"{FieldConflict.Abbreviate(conflict.ResponseKey)}\" conflict because {conflict.Reason}. "
                + "Use different aliases on the fields to fetch both if this was intentional.",
                [.. conflict.Starts1, .. conflict.Starts2]);
        }
    }

    /// <summary>Most selection sets: nothing to compare, and nothing to collect.</summary>
    private static bool HasDistinctFieldsOnly(SelectionSet selectionSet)
    {
        var selections = selectionSet.Selections;
        if (selections.Length > Uniqueness.FewItems)
            return false;
        for (var i = 0; i < selections.Length; i++)
        {
            if (selections[i] is not Field field)
                return selections is [FragmentSpread];
            for (var j = 0; j < i; j++)
            {
                if (((Field)selections[j]).ResponseKey == field.ResponseKey)
                    return false;
            }
        }

        return true;
    }

    private void CompareWithin(List<FieldConflict> conflicts, CollectedFields collected)
    {
        foreach (var group in collected.Groups)
        {
            if (group.Count == 1 || AreSameLeaf(group))
                continue;
            for (var i = 0; i < group.Count; i++)
            {
                for (var j = i + 1; j < group.Count; j++)
                {
                    if (IsOver(conflicts))
                        return;
                    Compare(conflicts, false, group[i], group[j]);
                }
            }
        }
    }

    /// <summary>
    /// Whether all are one and the same field, without arguments or selection: no pair of them can conflict.
    /// </summary>
    private static bool AreSameLeaf(List<CollectedField> group)
    {
        foreach (var field in group)
        {
            if (!field.IsSimpleLeaf || field.ParentType != group[0].ParentType || field.Node.Name != group[0].Node.Name)
                return false;
        }

        return true;
    }

    private void CompareBetween(
        List<FieldConflict> conflicts,
        bool areMutuallyExclusive,
        CollectedFields collected1,
        CollectedFields collected2)
    {
        if (collected2.Groups.Count == 0 || !Spend(collected1.Groups.Count))
            return;
        foreach (var group1 in collected1.Groups)
        {
            if (collected2.Find(group1[0].Node.ResponseKey) is not { } group2)
                continue;
            foreach (var field1 in group1)
            {
                foreach (var field2 in group2)
                {
                    if (IsOver(conflicts))
                        return;
                    Compare(conflicts, areMutuallyExclusive, field1, field2);
                }
            }
        }
    }

    /// <summary>
    /// Fields of a set with those of a fragment, and of the fragments that it spreads. Depth first on a stack of its
    /// own: a chain of fragments is as long as the document allows.
    /// </summary>
    private void CompareWithFragment(
        List<FieldConflict> conflicts, bool areMutuallyExclusive, CollectedFields collected, CollectedFields first)
    {
        if (collected.Groups.Count == 0)
            return;
        var ahead = new Stack<CollectedFields>();
        ahead.Push(first);
        while (!IsOver(conflicts) && ahead.TryPop(out var fragment))
        {
            if (!Spend(1))
                return;
            if (fragment == collected
                || !IsNew(_comparedWithFragment, (collected.Number, fragment.Number), areMutuallyExclusive))
                continue;
            CompareBetween(conflicts, areMutuallyExclusive, collected, fragment);
            for (var i = fragment.Fragments.Count - 1; i >= 0; i--)
                ahead.Push(Collect(fragment.Fragments[i]));
        }
    }

    /// <summary>
    /// Fields of two fragments, and of the fragments that either spreads with the other; depth first as well.
    /// </summary>
    private void CompareFragments(
        List<FieldConflict> conflicts, bool areMutuallyExclusive, CollectedFields first1, CollectedFields first2)
    {
        var ahead = new Stack<(CollectedFields, CollectedFields)>();
        ahead.Push((first1, first2));
        while (!IsOver(conflicts) && ahead.TryPop(out var pair))
        {
            if (!Spend(2))
                return;
            var (fragment1, fragment2) = pair;
            if (fragment1 == fragment2
                || WasCompared(_comparedFragments, (fragment2.Number, fragment1.Number), areMutuallyExclusive)
                || !IsNew(_comparedFragments, (fragment1.Number, fragment2.Number), areMutuallyExclusive))
                continue;
            CompareBetween(conflicts, areMutuallyExclusive, fragment1, fragment2);
            for (var i = fragment1.Fragments.Count - 1; i >= 0; i--)
                ahead.Push((Collect(fragment1.Fragments[i]), fragment2));
            for (var i = fragment2.Fragments.Count - 1; i >= 0; i--)
                ahead.Push((fragment1, Collect(fragment2.Fragments[i])));
        }
    }

    private void CompareSelectionSets(
        List<FieldConflict> conflicts, bool areMutuallyExclusive, CollectedField field1, CollectedField field2)
    {
        if (!context.CanGoDeeper() || !Spend(3))
            return;
        var collected1 = Collect(field1.Node.SelectionSet!, field1.Definition?.Type.Named);
        var collected2 = Collect(field2.Node.SelectionSet!, field2.Definition?.Type.Named);
        CompareBetween(conflicts, areMutuallyExclusive, collected1, collected2);
        foreach (var fragment in collected2.Fragments)
            CompareWithFragment(conflicts, areMutuallyExclusive, collected1, Collect(fragment));
        foreach (var fragment in collected1.Fragments)
            CompareWithFragment(conflicts, areMutuallyExclusive, collected2, Collect(fragment));
        foreach (var fragment1 in collected1.Fragments)
        {
            foreach (var fragment2 in collected2.Fragments)
            {
                if (IsOver(conflicts))
                    return;
                CompareFragments(conflicts, areMutuallyExclusive, Collect(fragment1), Collect(fragment2));
            }
        }
    }

    private void Compare(
        List<FieldConflict> conflicts, bool parentsAreMutuallyExclusive, CollectedField field1, CollectedField field2)
    {
        if (!Spend(2))
            return;
        var key = field1.Node.ResponseKey;
        var areMutuallyExclusive = parentsAreMutuallyExclusive
            || (field1.ParentType != field2.ParentType
                && field1.ParentType is ObjectType && field2.ParentType is ObjectType);
        if (!areMutuallyExclusive && DifferentQuestions(field1.Node, field2.Node) is { } difference)
        {
            conflicts.Add(new FieldConflict(key, difference, [field1.Node.Start], [field2.Node.Start]));
        }
        else if (field1.Definition?.Type is { } type1 && field2.Definition?.Type is { } type2
            && HaveDifferentShape(type1, type2))
        {
            var reason = $"they return conflicting types \"{type1}\" and \"{type2}\"";
            conflicts.Add(new FieldConflict(key, reason, [field1.Node.Start], [field2.Node.Start]));
        }
        else if (field1.Node.SelectionSet is not null && field2.Node.SelectionSet is not null)
        {
            var below = new List<FieldConflict>();
            CompareSelectionSets(below, areMutuallyExclusive, field1, field2);
            if (below.Count > 0)
                conflicts.Add(FieldConflict.Of(field1.Node, field2.Node, below));
        }
    }

    private string? DifferentQuestions(Field field1, Field field2)
    {
        if (field1.Name != field2.Name)
            return $"\"{FieldConflict.Abbreviate(field1.Name)}\" and \"{FieldConflict.Abbreviate(field2.Name)}\" are "
                + "different fields";
        return ArgumentEquality.AreSame(field1.Arguments, field2.Arguments, ref _comparisons)
            ? null
            : "they have differing arguments";
    }

    /// <summary>SameResponseShape, as far as the two types tell.</summary>
    private static bool HaveDifferentShape(GraphQLType type1, GraphQLType type2) => (type1, type2) switch
    {
        (ListType list1, ListType list2) => HaveDifferentShape(list1.OfType, list2.OfType),
        (ListType, _) or (_, ListType) => true,
        (NonNullType nonNull1, NonNullType nonNull2) => HaveDifferentShape(nonNull1.OfType, nonNull2.OfType),
        (NonNullType, _) or (_, NonNullType) => true,
        (NamedType { IsLeafType: true }, _) or (_, NamedType { IsLeafType: true }) => type1 != type2,
        _ => false,
    };

    private CollectedFields Collect(SelectionSet selectionSet, NamedType? parentType)
    {
        if (!_collected.TryGetValue((selectionSet, parentType), out var collected))
        {
            collected = new CollectedFields(context, selectionSet, parentType, _collected.Count);
            _collected.Add((selectionSet, parentType), collected);
        }

        return collected;
    }

    private CollectedFields Collect(FragmentDefinition fragment)
    {
        if (!_collectedOfFragments.TryGetValue(fragment, out var collected))
        {
            collected = Collect(fragment.SelectionSet, context.Schema.Types.Find(fragment.TypeCondition.Name));
            _collectedOfFragments.Add(fragment, collected);
        }

        return collected;
    }

    /// <summary>Marks the pair as compared; false where it was before, just as strictly.</summary>
    private static bool IsNew(Dictionary<(int, int), bool> compared, (int, int) pair, bool areMutuallyExclusive)
    {
        if (WasCompared(compared, pair, areMutuallyExclusive))
            return false;
        compared[pair] = areMutuallyExclusive;
        return true;
    }

    private static bool WasCompared(
        Dictionary<(int, int), bool> compared, (int, int) pair, bool areMutuallyExclusive) =>
        compared.TryGetValue(pair, out var before) && (areMutuallyExclusive || !before);

    private bool IsOver(List<FieldConflict> conflicts) => context.IsAborted || conflicts.Count >= MaxConflicts;

    /// <summary>False where the run has compared too much, and ends.</summary>
    private bool Spend(int comparisons)
    {
        _comparisons += comparisons;
        if (_comparisons > MaxComparisons)
        {
            context.Abort(GraphQLError.OverLimit(
                ErrorCode.FieldLimit,
                $"Validation aborted: comparing the fields of this document takes more than {MaxComparisons:N0} steps.",
                MaxComparisons,
                null));
        }

        return !context.IsAborted;
    }
}
