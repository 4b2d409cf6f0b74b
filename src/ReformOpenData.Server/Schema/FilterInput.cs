using System.Globalization;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Queries;
using ReformOpenData.Data.Queries.Model;
using ReformOpenData.GraphQL.Execution;

namespace ReformOpenData.Server.Schema;

/// <summary>
/// Makes a filter of a <c>where</c> argument. <c>eq</c>, <c>neq</c>, <c>in</c> and <c>nin</c> take null for “no value”;
/// null in any other place is an error, since it may mean “everything” to one reader and “nothing” to another.
/// </summary>
internal sealed class FilterInput
{
    private const int MostConditions = 200;
    private const int MostValues = 1000;
    private const int MostNestedLists = 4;
    private const int MostCharacters = 1000;

    private int _conditions;
    private int _values;
    private int _lists;

    /// <summary>The filter of an argument; null where it is absent or null.</summary>
    public static Filter? Map(CoercedValues arguments, string name, Entity entity) =>
        arguments[name] is InputObjectValue value ? new FilterInput().MapEntity(value, entity) : null;

    /// <summary>
    /// Whether an argument names a column of the rows themselves, or their identifiers, if only to let all through.
    /// </summary>
    public static bool Names(object? where, Column column) => where switch
    {
        InputObjectValue input => input.Entries.Any(entry => entry.Key == column.Name || entry.Key == "id"
            || (entry.Key is "and" or "or" or "not" && Names(entry.Value, column))),
        IReadOnlyList<object?> all => all.Any(one => Names(one, column)),
        _ => false,
    };

    private Conjunction MapEntity(InputObjectValue input, Entity entity)
    {
        var parts = new List<Filter>();
        foreach (var (name, value) in input.Entries)
        {
            if (value is null)
                throw Fault($"\"{name}\" in a filter is null; leave it out, or give a condition.");
            Count();
            parts.Add(name switch
            {
                "and" => new Conjunction(MapAll(value, entity)),
                "or" => new Disjunction(MapAll(value, entity)),
                "not" => new Negation(MapEntity((InputObjectValue)value, entity)),
                "id" => MapIds((InputObjectValue)value, entity),
                _ when entity.Columns.TryGetValue(name, out var column) => MapColumn((InputObjectValue)value, column),
                _ => MapRelation((InputObjectValue)value, entity.Relations[name]),
            });
        }

        return new Conjunction(parts);
    }

    private List<Filter> MapAll(object list, Entity entity) =>
        [.. ((IReadOnlyList<object?>)list).Select(one => (Filter)MapEntity((InputObjectValue)one!, entity))];

    private Filter MapRelation(InputObjectValue input, Relation relation)
    {
        if (relation is not ToMany many)
            return new Related(relation, MapEntity(input, relation.Target));
        if (++_lists > MostNestedLists)
            throw Fault($"Conditions on lists are nested more than {MostNestedLists} deep.");
        var parts = new List<Filter>();
        foreach (var (name, value) in input.Entries)
        {
            parts.Add((name, value) switch
            {
                (_, null) => throw Fault($"\"{name}\" in a filter is null; leave it out, or give a condition."),
                ("any", bool any) => new Quantified(many, any ? Quantifier.Some : Quantifier.None, Filter.Everything),
                ("some", InputObjectValue some) => new Quantified(many, Quantifier.Some, MapEntity(some, many.Target)),
                ("all", InputObjectValue all) => new Quantified(many, Quantifier.All, MapEntity(all, many.Target)),
                (_, InputObjectValue none) => new Quantified(many, Quantifier.None, MapEntity(none, many.Target)),
                _ => throw new InvalidOperationException($"No filter for \"{name}\"."),
            });
        }

        _lists--;
        return new Conjunction(parts);
    }

    /// <summary>Identifiers hold keys; one of another type, or none at all, is equal to nothing.</summary>
    private Conjunction MapIds(InputObjectValue input, Entity entity)
    {
        var column = entity.Key ?? entity.Columns["number"];
        var parts = new List<Filter>();
        foreach (var (name, value) in input.Entries)
        {
            var values = value as IReadOnlyList<object?> ?? [value];
            if (name is "in" or "nin" && value is null)
                throw Fault($"\"{name}\" is null; give a list.");
            CountValues(values.Count);
            Filter equal = new OneOf(column, [.. values.Select(id => ToKey((string?)id, entity)).OfType<object>()]);
            parts.Add(name is "neq" or "nin" ? new Negation(equal) : equal);
        }

        return new Conjunction(parts);
    }

    private static object? ToKey(string? id, Entity entity)
    {
        if (id is null || !GlobalId.TryDecode(id, out var of, out var key) || of != entity)
            return null;
        return entity.Key is not null ? key
            : long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : null;
    }

    private Conjunction MapColumn(InputObjectValue input, Column column)
    {
        var parts = new List<Filter>();
        foreach (var (name, value) in input.Entries)
        {
            Count();
            parts.Add(MapOperator(name, value, column));
        }

        return new Conjunction(parts);
    }

    /// <summary>Conditions on the figures of groups.</summary>
    public static Filter? MapFigures(InputObjectValue? input) =>
        input is null ? null : new FilterInput().MapFigure(input);

    private Conjunction MapFigure(InputObjectValue input)
    {
        var parts = new List<Filter>();
        foreach (var (name, value) in input.Entries)
        {
            Count();
            parts.Add((name, value) switch
            {
                (_, null) => throw Fault($"\"{name}\" in a filter is null; leave it out, or give a condition."),
                ("and", IReadOnlyList<object?> all) =>
                    new Conjunction([.. all.Select(one => MapFigure((InputObjectValue)one!))]),
                ("or", IReadOnlyList<object?> any) =>
                    new Disjunction([.. any.Select(one => MapFigure((InputObjectValue)one!))]),
                ("not", InputObjectValue not) => new Negation(MapFigure(not)),
                _ => MapColumn((InputObjectValue)value, GroupFigures.Find(name)!),
            });
        }

        return new Conjunction(parts);
    }

    private Filter MapOperator(string name, object? value, Column column)
    {
        switch (name)
        {
            case "and":
                return new Conjunction(
                    [.. List(name, value).Select(one => (Filter)MapColumn((InputObjectValue)one!, column))]);
            case "or":
                return new Disjunction(
                    [.. List(name, value).Select(one => (Filter)MapColumn((InputObjectValue)one!, column))]);
            case "in":
                return OneOf(name, value, column);
            case "nin":
                return new Negation(OneOf(name, value, column));
            case "eq":
                return new Compare(column, Comparison.Equal, ToStore(value, column));
            case "neq":
                return new Negation(new Compare(column, Comparison.Equal, ToStore(value, column)));
        }

        if (value is null)
            throw Fault(
                $"\"{name}\" is null; leave it out, or give a value. Only \"eq\", \"neq\", \"in\" and \"nin\" can ask "
                + "for what has no value.");
        var negated = name[0] == 'n';
        var compare = new Compare(
            column,
            (negated ? name[1..] : name) switch
            {
                "gt" => Comparison.Greater,
                "gte" => Comparison.GreaterOrEqual,
                "lt" => Comparison.Less,
                "lte" => Comparison.LessOrEqual,
                "contains" => Comparison.Contains,
                "startsWith" => Comparison.StartsWith,
                "endsWith" => Comparison.EndsWith,
                _ => throw new InvalidOperationException($"No filter for \"{name}\"."),
            },
            ToStore(value, column));
        return negated ? new Negation(compare) : compare;
    }

    private OneOf OneOf(string name, object? value, Column column) =>
        new(column, [.. List(name, value).Select(one => ToStore(one, column))]);

    private IReadOnlyList<object?> List(string name, object? value)
    {
        var list = value as IReadOnlyList<object?> ?? throw Fault($"\"{name}\" is null; give a list.");
        CountValues(list.Count);
        return list;
    }

    private static object? ToStore(object? value, Column column) => value switch
    {
        decimal number => MeasureNumbers.Stored(number),
        int number when column.Kind == ColumnKind.Number => (double)number,
        int number => (long)number,
        string name when EnumCodes.IsEnum(column) => EnumCodes.ToStore(column, name),
        string { Length: > MostCharacters } text => throw Fault(
            $"\"{column.Name}\" is compared with a text of {text.Length} characters; a filter takes at "
            + $"most {MostCharacters}."),
        _ => value,
    };

    private void Count()
    {
        if (++_conditions > MostConditions)
            throw Fault($"A filter has at most {MostConditions} conditions.");
    }

    private void CountValues(int count)
    {
        _values += count;
        if (_values > MostValues)
            throw Fault($"The lists of a filter hold at most {MostValues} values together.");
    }

    private static QueryException Fault(string message) => new(QueryFault.Filter, message);
}
