using System.Data.Common;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Search;
using ReformOpenData.Data.Storage;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Storage;

namespace ReformOpenData.Tests.Search;

/// <summary>The index finds what a comparison of the folded texts finds.</summary>
public abstract class SearchConditionTests(TestDatabase database)
{
    private static readonly string[] Texts =
    [
        "財政課は、髙齢者の窓口を〜本庁舎に移した。", "ABC's \"quoted\" \\back\\slash", "a b\tc\nd", "ＡＢ　ＣＤ 10%_x*", "高", "あ", "ああ", "あああ",
        "𠮷野家と吉野", "AND OR NOT NEAR", "& | ! ( ) : <->", "ﾊﾞｽ路線のバス", "👍🏽は絵文字", "経営企画課・経営管理課", "0000 zzzz", "e\u0301",
    ];

    private static readonly string[] Needles =
    [
        "", "財", "財政", "財政課", "高齢", "髙齢", "〜本", "~", "'", "\\", "\"", "' ", "s \"q", "\n", "c\nd", " ", "ab", "AB C",
        "%", "_x", "*", "x*", "高",
        "あ", "ああ", "あああ", "ああああ", "𠮷野", "吉", "and", "or n", "NEAR", "&", "| !", ":", "<->", "バス", "ﾊﾞ", "👍", "👍🏽は",
        "課・経営", "経営企画課・経営企画課",
        "0", "00", "zz", "\0", "財\0", "\ud842", "é", "無い", "無い言葉", "\u200B", "ス路線のバス", "髙齢者の窓口を〜本庁舎に移した。",
        "財政課は、髙齢者の窓口を〜本庁舎に移した。しかし、その後の二十を超える文字はどこにも書かれていない。",
    ];

    [SkippableFact]
    public async Task A_needle_is_found_in_exactly_the_texts_that_contain_it()
    {
        var store = await database.NewStoreAsync();
        await WriteAsync(store);
        await using var connection = await store.OpenReadAsync();
        foreach (var needle in Needles)
        {
            var expected = Texts.Select(Folding.Fold).Where(text => IsStorable(needle)
                && text.Contains(Folding.Fold(needle), StringComparison.Ordinal));
            var found = await FindAsync(connection, SearchCondition.Contains(store.Kind, "t", needle, "p"));
            Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        }
    }

    [SkippableFact]
    public async Task Every_part_of_a_text_finds_it()
    {
        var store = await database.NewStoreAsync();
        await WriteAsync(store);
        await using var connection = await store.OpenReadAsync();
        var text = Folding.Fold(Texts[0]);
        for (var start = 0; start < text.Length; start++)
        {
            for (var length = 1; length <= Math.Min(5, text.Length - start); length++)
            {
                var condition = SearchCondition.Contains(store.Kind, "t", text.Substring(start, length), "p");
                Assert.Contains(text, await FindAsync(connection, condition));
            }
        }
    }

    private static bool IsStorable(string needle) => !needle.Contains('\0') && !needle.Any(char.IsSurrogate)
        || needle.EnumerateRunes().All(rune => rune.Value != 0 && rune != System.Text.Rune.ReplacementChar);

    private static async Task<List<string>> FindAsync(DbConnection connection, SqlCondition condition)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT t.folded FROM search_text t WHERE t.kind = 8 AND {condition.Sql}";
        foreach (var (name, value) in condition.Parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await reader.ReadAsync())
            found.Add(reader.GetString(0));
        return found;
    }

    private static async Task WriteAsync(Store store)
    {
        await using var write = await WriteTransaction.BeginAsync(
            store, TimeSpan.FromSeconds(1), waiting: null, default);
        await using var context = store.CreateContext(write.Connection);
        var rows = new EditionRows(new IdSequence(1));
        for (var i = 0; i < Texts.Length; i++)
            rows.Add(SampleMunicipality.Create($"99{i:0000}", Texts[i], Grade.A), "hash", release: 1);
        rows.WriteTo(RowCopier.Create(write, context));
        await write.CommitAsync(default);
    }
}

public sealed class SearchConditionTestsOnSqlite(SqliteDatabase database)
    : SearchConditionTests(database), IClassFixture<SqliteDatabase>;

public sealed class SearchConditionTestsOnPostgreSql(PostgreSqlDatabase database)
    : SearchConditionTests(database), IClassFixture<PostgreSqlDatabase>;
