using System.Data.Common;
using System.Globalization;
using System.Text;
using ReformOpenData.Data.Search;
using ReformOpenData.Data.Storage;
using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Data.Queries;

/// <summary>In how many texts of a release the characters and pairs occur that occur often; all others are
/// rare.</summary>
internal sealed class GramSizes
{
    /// <summary>Grams that are kept in memory, of some 30 bytes each.</summary>
    private const int Most = 50_000;

    /// <summary>A term that is longer than this is as rare as its beginning, at most.</summary>
    private const int MostCharacters = 64;

    private readonly Dictionary<(string Text, ulong Gram), int> _common = [];

    /// <summary>Texts that hold a gram which is not kept: most of those are in fewer than the least that is.</summary>
    private int _rare = GramCountRow.Rare / 4;

    /// <summary>
    /// Texts that hold a term: known for one character and two that occur often. A longer one is in no more texts than
    /// its rarest pair, and
    /// in as many as if each pair followed from the one before as it does anywhere; words that belong together are
    /// between the two.
    /// </summary>
    /// <param name="text">Which texts: <c>8:text</c>.</param>
    public double Holding(string text, string term)
    {
        var (least, chained) = (double.PositiveInfinity, 1.0);
        foreach (var gram in Pieces(term))
        {
            double texts = _common.GetValueOrDefault((text, gram), _rare);
            chained = double.IsInfinity(least) ? texts
                : chained * Math.Min(1, texts / _common.GetValueOrDefault((text, gram >> 32 << 32), _rare));
            least = Math.Min(least, texts);
        }

        return double.IsInfinity(least) ? least : Math.Max(1, Math.Sqrt(least * chained));
    }

    /// <summary>Whether some of the characters and pairs of a term do not occur often.</summary>
    public bool IsRare(string text, string term) => Pieces(term).Any(gram => !_common.ContainsKey((text, gram)));

    private static IEnumerable<ulong> Pieces(string term) =>
        Grams.PiecesOf(Folding.Fold(term.Length > MostCharacters ? term[..MostCharacters] : term));

    public static async Task<GramSizes> ReadAsync(DbConnection connection, long release, CancellationToken cancellation)
    {
        var sizes = new GramSizes();
        var sql = $"{KeptTable.Grams.Of(release, $"texts >= {GramCountRow.Rare}")} ORDER BY texts DESC LIMIT {Most}";
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var row in connection.RowsAsync(sql, cancellation))
        {
            var (text, count) = ((string)row[0]!, Convert.ToInt32(row[2], CultureInfo.InvariantCulture));
            text = texts.TryAdd(text, text) ? text : texts[text];
            sizes._common[(text, Piece((string)row[1]!))] = count;
            if (sizes._common.Count == Most)
                sizes._rare = count / 4;
        }

        return sizes;
    }

    private static ulong Piece(string gram)
    {
        Rune.DecodeFromUtf16(gram, out var first, out var length);
        return ((ulong)first.Value << 32) | (length == gram.Length ? 0 : (uint)Rune.GetRuneAt(gram, length).Value);
    }
}
