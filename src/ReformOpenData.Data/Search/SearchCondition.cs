using ReformOpenData.Data.Storage;

namespace ReformOpenData.Data.Search;

/// <summary>A condition in SQL with the values of its parameters.</summary>
/// <param name="Sql">With named parameters, <c>@name</c>.</param>
public sealed record SqlCondition(string Sql, IReadOnlyList<KeyValuePair<string, string>> Parameters);

/// <summary>Asks the index of <c>search_text</c>.</summary>
public static class SearchCondition
{
    /// <summary>
    /// The condition that the text of a row of <c>search_text</c> contains the needle, both compared as
    /// <see cref="Folding"/> does. An empty needle is in every text. On PostgreSQL the plan depends on the value, so
    /// the statement must not be given a generic plan (<c>plan_cache_mode = force_custom_plan</c>).
    /// </summary>
    /// <param name="alias">Of <c>search_text</c> in the statement.</param>
    /// <param name="parameter">Prefix for the names of the parameters, unique in the statement.</param>
    /// <param name="folds">Of the request, where it may hold the needle more than once.</param>
    /// <param name="choose">Of the pieces of a needle of more than two characters, those that the index is asked
    /// for.</param>
    internal static SqlCondition Contains(
        DatabaseKind kind,
        string alias,
        string needle,
        string parameter,
        FoldMemo? folds = null,
        Func<IReadOnlyList<ulong>, IReadOnlyList<ulong>>? choose = null)
    {
        if (Folding.IsUnstorable(needle))
            return new SqlCondition("1 = 0", []);
        var folded = folds?.Fold(needle) ?? Folding.Fold(needle);
        if (folded.Length == 0)
            return new SqlCondition("1 = 1", []);
        var isPostgres = kind == DatabaseKind.PostgreSql;
        var isLong = folded.EnumerateRunes().Count() > 2;
        var pieces = Grams.PiecesOf(folded);
        if (isLong && choose is not null)
            pieces = choose(pieces);
        var parameters = new List<KeyValuePair<string, string>>
        {
            new(parameter + "_grams", isPostgres ? Grams.ToTsQuery(pieces) : Grams.ToMatch(pieces)),
        };
        var sql = isPostgres
            ? $"{alias}.grams @@ @{parameter}_grams::tsquery"
            : $"{alias}.id IN (SELECT rowid FROM search_grams WHERE search_grams MATCH @{parameter}_grams)";
        if (isLong)
        {
            parameters.Add(new(parameter + "_text", folded));
            sql += isPostgres
                ? $" AND strpos({alias}.folded, @{parameter}_text) > 0"
                : $" AND instr({alias}.folded, @{parameter}_text) > 0";
        }

        return new SqlCondition(sql, parameters);
    }
}
