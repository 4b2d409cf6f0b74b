using System.Data.Common;
using System.Globalization;
using System.Runtime.InteropServices;
using ReformOpenData.Data.Search;
using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Data.Storage;

/// <summary>How many texts of a release hold each character and each pair of neighbours.</summary>
internal sealed class GramCounts(DbConnection connection) : KeptCounts(connection, KeptTable.Grams)
{
    /// <summary>By the texts that they are in: <c>8:text</c>.</summary>
    private readonly Dictionary<string, Dictionary<ulong, int>> _texts = new(StringComparer.Ordinal);
    private readonly HashSet<ulong> _pieces = [];

    /// <summary>Counts a text that is written.</summary>
    public void Add(SearchTextRow text) => Add((int)text.Kind, text.Field, text.Folded, 1);

    public override async Task AddAsync(string editions, int sign, CancellationToken cancellation)
    {
        await foreach (var row in Connection.RowsAsync(
            $"SELECT kind, field, folded FROM search_text WHERE edition_id IN ({editions})", cancellation))
        {
            Add(Convert.ToInt32(row[0], CultureInfo.InvariantCulture), (string)row[1]!, (string)row[2]!, sign);
        }
    }

    public override IReadOnlyList<(string Subject, IEnumerable<KeyValuePair<string, int>> Values)> Take()
    {
        var taken = _texts.Select(text => (
            text.Key,
            text.Value.Where(gram => gram.Value != 0)
                .Select(gram => KeyValuePair.Create(Grams.TextOf(gram.Key), gram.Value)))).ToList();
        _texts.Clear();
        return taken;
    }

    public override (string English, string Japanese) Wrong(int values) =>
    (
        $"It says wrongly in how many texts {values} pieces of text occur.",
        $"文字の並び {values} 通りについて、それを含む文章の数の記録が合いません。");

    private void Add(int kind, string field, string folded, int sign)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{kind}:{field}");
        if (!_texts.TryGetValue(text, out var counts))
            _texts.Add(text, counts = []);
        Grams.Pieces(folded, _pieces);
        foreach (var piece in _pieces)
            CollectionsMarshal.GetValueRefOrAddDefault(counts, piece, out _) += sign;
    }
}
