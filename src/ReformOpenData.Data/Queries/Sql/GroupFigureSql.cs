using System.Data.Common;
using System.Globalization;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Queries.Model;

namespace ReformOpenData.Data.Queries.Sql;

/// <summary>
/// Figures of decimals that are stored as whole numbers of parts: count, sum, least and greatest. Whole numbers and
/// parts are summed apart, so that no sum is too large for the database, and every one is exact. Values of several
/// units have no figure together.
/// </summary>
internal sealed class GroupFigureSql(IReadOnlyList<Column> columns)
{
    private const int Each = 7;

    private static readonly string Scale = MeasureNumbers.Scale.ToString(CultureInfo.InvariantCulture);

    /// <summary>How many columns of the statement they take.</summary>
    public int Count => columns.Count * Each;

    /// <summary>Their names, with what stands before each.</summary>
    public IEnumerable<string> Names(string before) =>
        Enumerable.Range(0, Count).Select(i => $"{before}w{GroupSql.Number(i)}");

    /// <summary>As they are made of rows.</summary>
    public IEnumerable<string> OfRows(string alias) => Named(columns.SelectMany(column =>
    {
        var value = column.Of(alias);
        var unit = column.Unit is null
            ? "CAST('' AS text)"
            : $"CASE WHEN {value} IS NOT NULL THEN COALESCE({alias}.{column.Unit}, '') END";
        return new[]
        {
            $"count({value})", $"CAST(sum({value} / {Scale}) AS bigint)", $"CAST(sum({value} % {Scale}) AS bigint)",
            $"min({value})", $"max({value})", $"min({unit})", $"max({unit})",
        };
    }));

    /// <summary>As they are made of groups together with those without rows.</summary>
    public IEnumerable<string> OfGroups() => Named(Names("").Select((name, i) => (i % Each) switch
    {
        3 or 5 => $"min({name})",
        4 or 6 => $"max({name})",
        _ => $"CAST(sum({name}) AS bigint)",
    }));

    /// <summary>
    /// A figure of a group that was read; nothing where no row of it has a value, or their units differ.
    /// </summary>
    public Value Read(DbDataReader reader, int first, Figure figure, Column column)
    {
        var start = first + (columns.Index().First(known => known.Item == column).Index * Each);
        if (reader.IsDBNull(start + 3) || reader.GetString(start + 5) != reader.GetString(start + 6))
            return default;
        return Value.Of((object)(figure switch
        {
            Figure.Least => (decimal)reader.GetInt64(start + 3) / MeasureNumbers.Scale,
            Figure.Greatest => (decimal)reader.GetInt64(start + 4) / MeasureNumbers.Scale,
            Figure.Sum => Sum(),
            _ => MeasureNumbers.Mean(Sum(), reader.GetInt64(start)),
        }));

        decimal Sum() => reader.GetInt64(start + 1) + ((decimal)reader.GetInt64(start + 2) / MeasureNumbers.Scale);
    }

    /// <summary>
    /// What orders groups by a figure, the most important first: whole numbers and parts apart, so that no sum is too
    /// large. A mean is the whole number, its parts, and what is left of them; NULL where <see cref="Read"/> tells
    /// nothing.
    /// </summary>
    public IEnumerable<string> Order(string before, Figure figure, Column column)
    {
        var start = columns.Index().First(known => known.Item == column).Index * Each;
        string W(int i) => $"{before}w{GroupSql.Number(start + i)}";
        var (rest, count) = (Modulo(W(2), Scale), W(0));
        var whole = $"({W(1)} + ({W(2)} - {rest}) / {Scale})";
        var left = Modulo(whole, count);
        var parts = $"({left} * {Scale} + {rest})";
        string[] terms = figure switch
        {
            Figure.Least => [W(3)],
            Figure.Greatest => [W(4)],
            Figure.Sum => [whole, rest],
            _ => [
                $"({whole} - {left}) / {count}",
                $"{parts} / {count}",
                $"CAST({parts} % {count} AS double precision) / {count}",
            ],
        };
        return terms.Select(term => $"CASE WHEN {W(5)} = {W(6)} THEN {term} END");

        // Of division that rounds down, whichever sign the number has.
        static string Modulo(string number, string by) => $"(({number} % {by} + {by}) % {by})";
    }

    private static IEnumerable<string> Named(IEnumerable<string> expressions) =>
        expressions.Select((expression, i) => $"{expression} AS w{GroupSql.Number(i)}");
}
