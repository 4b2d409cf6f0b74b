using System.Collections.Immutable;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Validation.Rules;

/// <summary>
/// §5.2.4.1 #sec-Single-Root-Field: a subscription selects one field, no introspection field, and nothing at its root
/// depends on @skip or @include (CollectSubscriptionFields).
/// </summary>
internal sealed class SingleRootField(ValidationContext context)
{
    public void Check(OperationDefinition operation)
    {
        if (operation.Operation != OperationType.Subscription || context.Schema.SubscriptionType is not { } type)
            return;
        var collected = new Collected(context, type);
        collected.Add(operation.SelectionSet);
        var subject = operation.Name is { } name ? $"Subscription \"{name}\"" : "Anonymous Subscription";
        if (collected.Conditions.Count > 0)
        {
            context.Report(
                $"{subject} must not use `@skip` or `@include` directives in the top level selection.",
                collected.Conditions.ToArray());
            return;
        }

        if (collected.Groups.Count == 0)
            context.Report($"{subject} must select one top level field.", operation.SelectionSet.Start);
        else if (collected.Groups.Count > 1)
            context.Report(
                $"{subject} must select only one top level field.",
                Starts(collected.Groups.Skip(1).SelectMany(group => group)));
        foreach (var group in collected.Groups)
        {
            if (group[0].Name.StartsWith("__", StringComparison.Ordinal))
                context.Report($"{subject} must not select an introspection top level field.", Starts(group));
        }
    }

    private static int[] Starts(IEnumerable<Field> fields) => [.. fields.Select(field => field.Start)];

    private sealed class Collected(ValidationContext context, ObjectType type)
    {
        private readonly Dictionary<string, List<Field>> _byResponseKey = new(StringComparer.Ordinal);
        private readonly HashSet<string> _visitedFragments = new(StringComparer.Ordinal);

        public List<List<Field>> Groups { get; } = [];

        /// <summary>Where @skip and @include stand.</summary>
        public List<int> Conditions { get; } = [];

        public void Add(SelectionSet selectionSet)
        {
            if (!context.CanGoDeeper())
                return;
            context.SpendFragmentWork(selectionSet.Selections.Length);
            foreach (var selection in selectionSet.Selections)
            {
                if (HasCondition(selection.Directives))
                    continue;
                switch (selection)
                {
                    case Field field:
                        if (!_byResponseKey.TryGetValue(field.ResponseKey, out var group))
                        {
                            _byResponseKey.Add(field.ResponseKey, group = []);
                            Groups.Add(group);
                        }

                        group.Add(field);
                        break;
                    case InlineFragment inline when Applies(inline.TypeCondition):
                        Add(inline.SelectionSet);
                        break;
                    case FragmentSpread spread:
                        if (context.FindFragment(spread.Name) is { } fragment && Applies(fragment.TypeCondition)
                            && _visitedFragments.Add(spread.Name))
                            Add(fragment.SelectionSet);
                        break;
                }
            }
        }

        /// <summary>Of both directives the @skip is the one to blame.</summary>
        private bool HasCondition(ImmutableArray<Directive> directives)
        {
            foreach (var name in (ReadOnlySpan<string>)["skip", "include"])
            {
                foreach (var directive in directives)
                {
                    if (directive.Name == name)
                    {
                        Conditions.Add(directive.Start);
                        return true;
                    }
                }
            }

            return false;
        }

        private bool Applies(NamedTypeReference? condition) =>
            condition is null
                || (context.Schema.Types.Find(condition.Name) is { } conditionType && type.IsSubTypeOf(conditionType));
    }
}
