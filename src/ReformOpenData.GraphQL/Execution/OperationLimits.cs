using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.GraphQL.Execution;

/// <summary>
/// Measures the operations of a document with fragments expanded, before anything else looks at it: each fragment is
/// measured once, so that the time is that of the text, whatever it expands to.
/// </summary>
internal sealed class OperationLimits
{
    /// <summary>
    /// Selection sets within each other, those of fragments within fragments included: the code that executes an
    /// operation recurses so deep, and no deeper. A chain of fragments adds no level to the selection, whose depth has
    /// a limit of its own.
    /// </summary>
    private const int MostNesting = 1_000;

    private readonly Limits _limits;
    private readonly Dictionary<string, FragmentDefinition> _fragments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Measure> _measured = new(StringComparer.Ordinal);

    private OperationLimits(Document document, Limits limits)
    {
        _limits = limits;
        foreach (var definition in document.Definitions)
        {
            if (definition is FragmentDefinition fragment)
                _fragments.TryAdd(fragment.Name, fragment);
        }
    }

    /// <summary>
    /// The first limit that an operation of the document exceeds; and the most fields of any of them.
    /// </summary>
    public static GraphQLError? Check(Document document, Limits limits, out long fields)
    {
        var measuring = new OperationLimits(document, limits);
        foreach (var fragment in measuring._fragments.Values)
            measuring.MeasureWithThoseBelow(fragment);
        fields = 0;
        foreach (var definition in document.Definitions)
        {
            if (definition is not OperationDefinition operation)
                continue;
            var measure = measuring.MeasureOf(operation.SelectionSet);
            measure.Directives = Add(measure.Directives, operation.Directives.Length);
            fields = Math.Max(fields, measure.Fields);
            if (measuring.Exceeded(measure) is { } exceeded)
                return exceeded with { Locations = [document.Source.Locate(operation)] };
        }

        return null;
    }

    private GraphQLError? Exceeded(Measure measure)
    {
        if (measure.Depth > _limits.Depth)
            return Error("levels of selection sets", "Depth", _limits.Depth, measure.Depth, ErrorCode.DepthLimit);
        if (measure.Nesting > MostNesting)
        {
            return GraphQLError.OverLimit(
                ErrorCode.DepthLimit,
                $"The operation has {measure.Nesting} selection sets within each other, fragments within fragments "
                + $"included; the limit is {MostNesting}.",
                MostNesting,
                measure.Nesting);
        }

        if (measure.Fields > _limits.Fields)
            return Error(Expanded("fields"), "Fields", _limits.Fields, measure.Fields, ErrorCode.FieldLimit);
        if (measure.Aliases > _limits.Aliases)
            return Error(Expanded("aliases"), "Aliases", _limits.Aliases, measure.Aliases, ErrorCode.AliasLimit);
        return measure.Directives > _limits.Directives
            ? Error(
                Expanded("directives"), "Directives", _limits.Directives, measure.Directives, ErrorCode.DirectiveLimit)
            : null;

        static string Expanded(string what) => $"{what}, with fragments expanded";
    }

    private static GraphQLError Error(string what, string limit, long most, long asked, string code) =>
        GraphQLError.OverLimit(
            code,
            $"The operation has {(asked == long.MaxValue ? "countless" : $"{asked}")} {what}; "
            + $"the limit ({limit}) is {most}.",
            most,
            asked);

    /// <summary>
    /// Measures a fragment after those that it spreads. It keeps its own stack, since a chain of fragments is as long
    /// as the document allows.
    /// </summary>
    private void MeasureWithThoseBelow(FragmentDefinition first)
    {
        var path = new Stack<FragmentDefinition>();
        path.Push(first);
        while (path.TryPeek(out var fragment))
        {
            // A fragment that spreads itself finds this; validation reports it.
            if (_measured.TryAdd(fragment.Name, default))
            {
                PushSpreads(fragment.SelectionSet, path);
                continue;
            }

            path.Pop();
            if (_measured[fragment.Name].Nesting > 0)
                continue;
            var measure = MeasureOf(fragment.SelectionSet);
            measure.Directives = Add(measure.Directives, fragment.Directives.Length);
            _measured[fragment.Name] = measure;
        }
    }

    private void PushSpreads(SelectionSet selectionSet, Stack<FragmentDefinition> path)
    {
        foreach (var selection in selectionSet.Selections)
        {
            if (selection is Field { SelectionSet: { } below })
                PushSpreads(below, path);
            else if (selection is InlineFragment inline)
                PushSpreads(inline.SelectionSet, path);
            else if (selection is FragmentSpread spread && !_measured.ContainsKey(spread.Name)
                && _fragments.TryGetValue(spread.Name, out var fragment))
                path.Push(fragment);
        }
    }

    /// <summary>The fragments that the selection set spreads are measured already.</summary>
    private Measure MeasureOf(SelectionSet selectionSet)
    {
        var sum = new Measure { Depth = 1, Nesting = 1 };
        foreach (var selection in selectionSet.Selections)
        {
            sum.Directives = Add(sum.Directives, selection.Directives.Length);
            switch (selection)
            {
                case Field field:
                    sum.Fields = Add(sum.Fields, 1);
                    sum.Aliases = Add(sum.Aliases, field.Alias is null ? 0 : 1);
                    if (field.SelectionSet is { } below)
                        sum.Include(MeasureOf(below), levels: 1);
                    break;
                case InlineFragment inline:
                    sum.Include(MeasureOf(inline.SelectionSet), levels: 0);
                    break;
                case FragmentSpread spread:
                    sum.Include(_measured.GetValueOrDefault(spread.Name), levels: 0);
                    break;
            }
        }

        return sum;
    }

    private static long Add(long a, long b) => a > long.MaxValue - b ? long.MaxValue : a + b;

    private struct Measure
    {
        public long Fields;
        public long Aliases;
        public long Directives;
        public int Depth;
        public int Nesting;

        public void Include(Measure other, int levels)
        {
            Fields = Add(Fields, other.Fields);
            Aliases = Add(Aliases, other.Aliases);
            Directives = Add(Directives, other.Directives);
            Depth = Math.Max(Depth, other.Depth + levels);
            Nesting = Math.Max(Nesting, other.Nesting + 1);
        }
    }
}
