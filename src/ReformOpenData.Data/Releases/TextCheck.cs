using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Data.Search;
using ReformOpenData.Data.Storage;
using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Data.Releases;

/// <summary>Whether texts are found by what they say: as they are compared, and in the search index.</summary>
internal sealed class TextCheck(ReformDbContext context, List<StoreProblem> problems)
{
    private const int MaxGrams = 4;

    private readonly DbConnection connection = context.Database.GetDbConnection();
    private readonly Dictionary<long, (int Release, string Code)> editions = [];

    public async Task RunAsync(CancellationToken cancellation)
    {
        const string Editions =
            "SELECT e.id, min(l.release_number), e.municipality_code FROM edition e JOIN release_edition l ON "
            + "l.edition_id = e.id GROUP BY e.id, e.municipality_code";
        await foreach (var row in connection.RowsAsync(Editions, cancellation))
            editions[Number(row[0])] = ((int)Number(row[1]), (string)row[2]!);
        foreach (var entity in context.Model.GetEntityTypes())
        {
            var owner = entity.FindProperty(nameof(DataRow.EditionId)) is not null ? "edition_id"
                : entity.ClrType == typeof(ReleaseRow) ? "number" : "release_number";
            foreach (var folded in entity.GetProperties()
                .Where(property => property.Name.EndsWith("Folded", StringComparison.Ordinal)))
            {
                if (entity.FindProperty(folded.Name[..^"Folded".Length]) is { } text)
                    await FoldedAsync(
                        entity.GetTableName()!, owner, text.GetColumnName(), folded.GetColumnName(), cancellation);
            }
        }

        foreach (var node in Catalog.Nodes)
        {
            foreach (var text in node.Texts)
                await SearchedAsync(text.Kind, text.Field, node.Entity.Table, text.Column, cancellation);
        }

        await GramsAsync(cancellation);
    }

    private async Task FoldedAsync(
        string table, string owner, string text, string folded, CancellationToken cancellation)
    {
        var wrong = new Dictionary<long, int>();
        await foreach (var row in connection.RowsAsync($"SELECT {owner}, {text}, {folded} FROM {table}", cancellation))
        {
            var expected = row[1] is string read ? Folding.Fold(read) : null;
            if ((row[2] ?? row[1]) as string != expected)
                Count(wrong, Number(row[0]));
        }

        Report(wrong, owner, count =>
        (
            $"{count} of the texts in {table}.{text} are compared as something else.",
            $"{table}.{text} の文章 {count} 件の、比べるための形が合いません。"));
    }

    private async Task SearchedAsync(
        SearchKind kind, string field, string table, string column, CancellationToken cancellation)
    {
        var wrong = new Dictionary<long, int>();
        var sql = string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT x.edition_id, x.{column}, s.folded, s.key = x.key FROM {table} x LEFT JOIN search_text s ON "
            + $"s.entity_id = x.id AND s.field = '{field}' AND s.kind = {(int)kind}");
        await foreach (var row in connection.RowsAsync(sql, cancellation))
        {
            var expected = row[1] is string text ? Folding.Fold(text) : null;
            if (row[2] as string != expected || (expected is not null && row[3] is false or 0L))
                Count(wrong, Number(row[0]));
        }

        Report(wrong, "edition_id", count =>
        (
            $"{count} of the texts in {table}.{column} are not in the search index as they are.",
            $"{table}.{column} の文章 {count} 件が、検索の索引にそのとおり入っていません。"));
    }

    private async Task GramsAsync(CancellationToken cancellation)
    {
        var wrong = new Dictionary<long, int>();
        if (connection is SqliteConnection)
        {
            await using var match = connection.CreateCommand();
            match.CommandText = "SELECT count(*) FROM search_grams WHERE search_grams MATCH $tokens AND rowid = $id";
            var tokens = match.CreateParameter();
            tokens.ParameterName = "$tokens";
            var id = match.CreateParameter();
            id.ParameterName = "$id";
            match.Parameters.AddRange(new[] { tokens, id });
            await foreach (var row in connection.RowsAsync(
                "SELECT edition_id, id, folded FROM search_text", cancellation))
            {
                if (row[2] is not string { Length: > 0 } folded)
                    continue;
                tokens.Value = Some(Grams.ToTokens(folded));
                id.Value = row[1];
                if (Number(await match.ExecuteScalarAsync(cancellation)) != 1)
                    Count(wrong, Number(row[0]));
            }
        }
        else
        {
            await foreach (var row in connection.RowsAsync(
                "SELECT edition_id, folded, tsvectorsend(grams) FROM search_text", cancellation))
            {
                if (!Grams.ToTsVector((string)row[1]!).AsSpan().SequenceEqual((byte[])row[2]!))
                    Count(wrong, Number(row[0]));
            }
        }

        Report(wrong, "edition_id", count =>
            ($"{count} of its texts are not found by what they say.", $"文章 {count} 件が、そこにある言葉で見つかりません。"));
    }

    /// <summary>
    /// A few of many: the grams of a text are written at once, so that they are all there or none is.
    /// </summary>
    private static string Some(string tokens)
    {
        var all = tokens.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return all.Length <= MaxGrams
            ? tokens
            : string.Join(' ', Enumerable.Range(0, MaxGrams).Select(i => all[i * (all.Length - 1) / (MaxGrams - 1)]));
    }

    private void Report(Dictionary<long, int> wrong, string owner, Func<int, (string English, string Japanese)> say)
    {
        foreach (var (id, count) in wrong)
        {
            (int? Release, string? Code) place = owner != "edition_id" ? ((int)id, null)
                : editions.TryGetValue(id, out var edition) ? edition : (null, null);
            var (english, japanese) = say(count);
            problems.Add(new StoreProblem(place.Release, place.Code, english, japanese));
        }
    }

    private static void Count(Dictionary<long, int> wrong, long id) => wrong[id] = wrong.GetValueOrDefault(id) + 1;

    private static long Number(object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);
}
