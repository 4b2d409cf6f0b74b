using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.GraphQL.Execution;

/// <summary>
/// Measures the operations of a document with fragments expanded, before anything else looks at it: each fragment is
/// measured once, so that the time is that of the text, whatever it expands to.
/// </summary>
internal sealed class OperationLimits
{
    private readonly Limits _limits;
    private readonly Dictionary<string, FragmentDefinition> _fragments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Measure> _measured = new(StringComparer.Ordinal);
    private int _nesting;
    private bool _isTooDeep;

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
        fields = 0;
        foreach (var definition in document.Definitions)
        {
            if (definition is not OperationDefinition operation)
                continue;
            var measure = measuring.Visit(operation.SelectionSet);
            measure.Directives = Add(measure.Directives, operation.Directives.Length);
            fields = Math.Max(fields, measure.Fields);
            if (measuring.Exceeded(measure) is { } exceeded)
                return exceeded with { Locations = [document.Source.Locate(operation)] };
        }

        return null;
    }

    private GraphQLError? Exceeded(Measure measure)
    {
        if (_isTooDeep || measure.Depth > _limits.Depth)
            return Error("Depth", "levels of selection sets", _limits.Depth, measure.Depth, ErrorCode.DepthLimit);
        if (measure.Fields > _limits.Fields)
            return Error(
                "Fields", "fields, with fragments expanded", _limits.Fields, measure.Fields, ErrorCode.FieldLimit);
        if (measure.Aliases > _limits.Aliases)
            return Error(
                "Aliases", "aliases, with fragments expanded", _limits.Aliases, measure.Aliases, ErrorCode.AliasLimit);
        if (measure.Directives > _limits.Directives)
        {
            return Error(
                "Directives",
                "directives, with fragments expanded",
                _limits.Directives,
                measure.Directives,
                ErrorCode.DirectiveLimit);
        }

        return null;
    }

    private GraphQLError Error(string limit, string what, long most, long asked, string code)
    {
        var count = _isTooDeep ? $"more than {most}" : asked == long.MaxValue ? "countless" : $"{asked}";
        return GraphQLError.OverLimit(
            code,
            $"The operation has {count} {what}; the limit ({limit}) is {most}.",
            most,
            _isTooDeep ? most + 1 : asked);
    }

    private Measure Visit(SelectionSet selectionSet)
    {
        var sum = new Measure { Depth = 1 };
        // Fragments that spread fragments are no levels, yet they nest in this recursion too.
        if (_nesting > _limits.Depth * 8)
        {
            _isTooDeep = true;
            return sum;
        }

        _nesting++;
        foreach (var selection in selectionSet.Selections)
        {
            sum.Directives = Add(sum.Directives, selection.Directives.Length);
            switch (selection)
            {
                case Field field:
                    sum.Fields = Add(sum.Fields, 1);
                    sum.Aliases = Add(sum.Aliases, field.Alias is null ? 0 : 1);
                    if (field.SelectionSet is { } below)
                        sum.Include(Visit(below), levels: 1);
                    break;
                case InlineFragment inline:
                    sum.Include(Visit(inline.SelectionSet), levels: 0);
                    break;
                case FragmentSpread spread:
                    sum.Include(Visit(spread.Name), levels: 0);
                    break;
            }
        }

        _nesting--;
        return sum;
    }

    private Measure Visit(string fragmentName)
    {
        if (_measured.TryGetValue(fragmentName, out var known))
            return known;
        if (!_fragments.TryGetValue(fragmentName, out var fragment))
            return default;
        // A fragment that spreads itself finds this; validation reports it.
        _measured[fragmentName] = default;
        var measure = Visit(fragment.SelectionSet);
        measure.Directives = Add(measure.Directives, fragment.Directives.Length);
        return _measured[fragmentName] = measure;
    }

    private static long Add(long a, long b) => a > long.MaxValue - b ? long.MaxValue : a + b;

    private struct Measure
    {
        public long Fields;
        public long Aliases;
        public long Directives;
        public int Depth;

        public void Include(Measure other, int levels)
        {
            Fields = Add(Fields, other.Fields);
            Aliases = Add(Aliases, other.Aliases);
            Directives = Add(Directives, other.Directives);
            Depth = Math.Max(Depth, other.Depth + levels);
        }
    }
}
