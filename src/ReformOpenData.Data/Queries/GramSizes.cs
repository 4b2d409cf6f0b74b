using System.Data.Common;
using System.Globalization;
using System.Text;
using ReformOpenData.Data.Search;
using ReformOpenData.Data.Storage;
using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Data.Queries;

/// <summary>In how many texts of a release the characters and pairs occur that occur often; all others are rare.</summary>
internal sealed class GramSizes
{
    /// <summary>Grams that are kept in memory, of some 30 bytes each.</summary>
    private const int Most = 50_000;

    /// <summary>A term that is longer than this is as rare as its beginning, at most.</summary>
    private const int MostCharacters = 64;

    private readonly Dictionary<(string Text, ulong Gram), int> _common = [];
    private int _rare = GramCountRow.Rare;

    /// <summary>Texts that hold a term, at most.</summary>
    /// <param name="text">Which texts: <c>8:text</c>.</param>
    public double Holding(string text, string term)
    {
        var least = double.PositiveInfinity;
        foreach (var gram in Grams.PiecesOf(Folding.Fold(term.Length > MostCharacters ? term[..MostCharacters] : term)))
            least = Math.Min(least, _common.GetValueOrDefault((text, gram), _rare));
        return least;
    }

    public static async Task<GramSizes> ReadAsync(DbConnection connection, long release, CancellationToken cancellation)
    {
        var sizes = new GramSizes();
        var number = release.ToString(CultureInfo.InvariantCulture);
        var sql = $"SELECT text, gram, texts FROM gram_count AS g WHERE texts >= {GramCountRow.Rare} AND since_release <= {number}"
            + " AND NOT EXISTS (SELECT 1 FROM gram_count AS n WHERE n.text = g.text AND n.gram = g.gram"
            + $" AND n.since_release > g.since_release AND n.since_release <= {number}) ORDER BY texts DESC LIMIT {Most}";
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var row in connection.RowsAsync(sql, cancellation))
        {
            var (text, count) = ((string)row[0]!, Convert.ToInt32(row[2], CultureInfo.InvariantCulture));
            text = texts.TryAdd(text, text) ? text : texts[text];
            sizes._common[(text, Piece((string)row[1]!))] = count;
            if (sizes._common.Count == Most)
                sizes._rare = count;
        }

        return sizes;
    }

    private static ulong Piece(string gram)
    {
        Rune.DecodeFromUtf16(gram, out var first, out var length);
        return ((ulong)first.Value << 32) | (length == gram.Length ? 0 : (uint)Rune.GetRuneAt(gram, length).Value);
    }
}
