using System.Data.Common;
using System.Globalization;
using System.Text;
using ReformOpenData.Data.Storage;
using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Data.Queries;

/// <summary>
/// In how many texts of a release the characters and pairs occur that occur often; all others are rare.
/// </summary>
internal sealed class GramSizes
{
    /// <summary>Grams that are kept in memory, of some 30 bytes each.</summary>
    private const int Most = 50_000;

    /// <summary>Pieces of a term that the index is asked for, at most.</summary>
    private const int MostAsked = 8;

    /// <summary>Texts that are looked into instead of reading a place of a further piece in the index.</summary>
    private const double LookedInto = 0.015;

    private readonly Dictionary<(string Text, ulong Gram), int> _common = [];

    /// <summary>In how many texts of all kinds a piece is.</summary>
    private readonly Dictionary<ulong, int> _everywhere = [];

    /// <summary>Texts that hold a gram which is not kept: most of those are in fewer than the least that is.</summary>
    private int _rare = GramCountRow.Rare / 4;

    /// <summary>
    /// Texts that hold a term: known for one character and two that occur often. A longer one is in no more texts than
    /// its rarest pair, and in as many as if each pair followed from the one before as it does anywhere; words that
    /// belong together are between the two.
    /// </summary>
    /// <param name="text">Which texts: <c>8:text</c>.</param>
    /// <param name="pieces">Of the term.</param>
    /// <returns>About how many, how many at most, and whether some of its pieces do not occur often.</returns>
    public (double Guess, double Most, bool IsRare) Of(string text, IReadOnlyList<ulong> pieces)
    {
        var (least, chained, isRare) = (double.PositiveInfinity, 1.0, false);
        foreach (var gram in pieces)
        {
            isRare |= !_common.TryGetValue((text, gram), out var common);
            double texts = common > 0 ? common : _rare;
            chained = double.IsInfinity(least) ? texts
                : chained * Math.Min(1, texts / _common.GetValueOrDefault((text, gram >> 32 << 32), _rare));
            least = Math.Min(least, texts);
        }

        return (double.IsInfinity(least) ? least : Math.Max(1, Math.Sqrt(least * chained)), least, isRare);
    }

    /// <summary>
    /// Which pieces of a term the index is asked for: the rarest, and others as long as they leave out more texts than
    /// it takes to read where they are. The texts that are left are looked into, so that any of the pieces would do.
    /// </summary>
    /// <param name="pieces">In the order of the term; none of the empty one.</param>
    /// <param name="texts">How many texts there are.</param>
    /// <returns>With them, how many places are read in the index, and about how many texts are left.</returns>
    public (IReadOnlyList<ulong> Pieces, double Read, double Left) Choose(IReadOnlyList<ulong> pieces, double texts)
    {
        var count = pieces.Count;
        var all = Math.Max(1, texts);
        var (read, left) = (0.0, all);
        var places = new double[count];
        var distances = new int[count];
        var chosen = new List<int>(MostAsked);
        for (var i = 0; i < count; i++)
            (places[i], distances[i]) = (Math.Min(all, _everywhere.GetValueOrDefault(pieces[i], _rare)), int.MaxValue);
        var next = count == 0 ? -1 : Array.IndexOf(places, places.Min());
        while (next >= 0)
        {
            read += places[next];
            left *= Share(next);
            chosen.Add(next);
            for (var i = 0; i < count; i++)
                distances[i] = Math.Min(distances[i], Math.Abs(i - next));
            next = -1;
            var most = 0.0;
            for (var i = 0; i < count && chosen.Count < MostAsked; i++)
            {
                var gain = (left * (1 - Share(i))) - (places[i] * LookedInto);
                if (distances[i] > 0 && gain > most)
                    (next, most) = (i, gain);
            }
        }

        return ([.. chosen.Order().Select(i => pieces[i])], read, left);

        // Which part of the texts that are left holds a piece too: the nearer two pieces, the more often they occur
        // together.
        double Share(int i) => Math.Pow(places[i] / all, distances[i] switch
        {
            int.MaxValue => 1,
            1 => 0.125,
            2 => 0.25,
            _ => 0.5,
        });
    }

    public static async Task<GramSizes> ReadAsync(DbConnection connection, long release, CancellationToken cancellation)
    {
        var sizes = new GramSizes();
        var sql = $"{KeptTable.Grams.Of(release, $"texts >= {GramCountRow.Rare}")} ORDER BY texts DESC LIMIT {Most}";
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var row in connection.RowsAsync(sql, cancellation))
        {
            var (text, count) = ((string)row[0]!, Convert.ToInt32(row[2], CultureInfo.InvariantCulture));
            text = texts.TryAdd(text, text) ? text : texts[text];
            var piece = Piece((string)row[1]!);
            sizes._common[(text, piece)] = count;
            sizes._everywhere[piece] = sizes._everywhere.GetValueOrDefault(piece) + count;
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
