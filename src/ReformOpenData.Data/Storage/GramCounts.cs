using System.Data.Common;
using System.Globalization;
using ReformOpenData.Data.Search;
using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Data.Storage;

/// <summary>How many texts of a release hold each character and each pair of neighbours.</summary>
internal sealed class GramCounts(DbConnection connection) : KeptCounts(connection, KeptTable.Grams)
{
    private readonly GramTally _tally = new();

    /// <summary>Counts a text that is written.</summary>
    public void Add(SearchTextRow text) => _tally.Add(Stored((int)text.Kind, text.Field), text.Folded, 1);

    public override async Task AddAsync(string editions, int sign, CancellationToken cancellation)
    {
        await foreach (var row in Connection.RowsAsync(
            $"SELECT kind, field, folded FROM search_text WHERE edition_id IN ({editions})", cancellation))
        {
            _tally.Add(
                Stored(Convert.ToInt32(row[0], CultureInfo.InvariantCulture), (string)row[1]!), (string)row[2]!, sign);
        }
    }

    public override IReadOnlyList<(string Subject, IEnumerable<KeyValuePair<string, int>> Values)> Take() =>
        _tally.Take();

    public override (string English, string Japanese) Wrong(int values) =>
    (
        $"It says wrongly in how many texts {values} pieces of text occur.",
        $"文字の並び {values} 通りについて、それを含む文章の数の記録が合いません。");

    private static string Stored(int kind, string field) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}:{field}");
}
