using System.Text;

namespace ReformOpenData.Data.Search;

/// <summary>
/// The index of neighbouring characters: each pair, and the last character alone, of a folded text. Most Japanese words
/// have two characters, which an index of three cannot find.
/// </summary>
internal static class Grams
{
    /// <summary>Enough to leave few candidates; the folded text confirms the rest of a long needle.</summary>
    private const int MaxPairsOfNeedle = 24;

    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";

    /// <summary>The grams of a text as the binary form of PostgreSQL's tsvector: sorted by bytes, each once.</summary>
    public static byte[] ToTsVector(string folded)
    {
        var grams = new HashSet<ulong>();
        ForEach(folded, (first, second) => grams.Add(((ulong)first << 32) | (uint)second));
        var lexemes = new byte[grams.Count][];
        var count = 0;
        var size = 4;
        Span<byte> buffer = stackalloc byte[8];
        foreach (var gram in grams)
        {
            var length = new Rune((int)(gram >> 32)).EncodeToUtf8(buffer);
            if ((int)(uint)gram != 0)
                length += new Rune((int)(uint)gram).EncodeToUtf8(buffer[length..]);
            lexemes[count++] = buffer[..length].ToArray();
            size += length + 3;
        }

        Array.Sort(lexemes, static (left, right) => left.AsSpan().SequenceCompareTo(right));
        var bytes = new byte[size];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes, count);
        var at = 4;
        foreach (var lexeme in lexemes)
        {
            // A lexeme ends with NUL, and has no positions.
            lexeme.CopyTo(bytes, at);
            at += lexeme.Length + 3;
        }

        return bytes;
    }

    /// <summary>The grams of a text as tokens for FTS5, each made of four letters or digits for a character.</summary>
    public static string ToTokens(string folded)
    {
        var grams = new HashSet<ulong>();
        var tokens = new StringBuilder(folded.Length * 9);
        ForEach(folded, (first, second) =>
        {
            if (!grams.Add(((ulong)first << 32) | (uint)second))
                return;
            AppendDigits(tokens, first);
            if (second != 0)
                AppendDigits(tokens, second);
            tokens.Append(' ');
        });
        return tokens.ToString();
    }

    /// <summary>
    /// A tsquery that every text with the needle satisfies; of all pieces of one or two characters, no other text does.
    /// </summary>
    /// <param name="pieces">Some of those of the needle.</param>
    public static string ToTsQuery(IReadOnlyList<ulong> pieces)
    {
        var query = new StringBuilder();
        foreach (var (first, second) in pieces.Select(Pair))
        {
            query.Append(query.Length == 0 ? "'" : " & '");
            Quote(query, first);
            if (second != 0)
                Quote(query, second);
            query.Append(second == 0 ? "':*" : "'");
        }

        return query.ToString();

        static void Quote(StringBuilder query, int character)
        {
            if (character is '\'' or '\\')
                query.Append((char)character);
            query.Append(new Rune(character).ToString());
        }
    }

    /// <summary>The same as an FTS5 expression.</summary>
    /// <param name="pieces">Some of those of the needle.</param>
    public static string ToMatch(IReadOnlyList<ulong> pieces)
    {
        var match = new StringBuilder();
        foreach (var (first, second) in pieces.Select(Pair))
        {
            if (match.Length > 0)
                match.Append(" AND ");
            AppendDigits(match, first);
            if (second == 0)
                match.Append('*');
            else
                AppendDigits(match, second);
        }

        return match.ToString();
    }

    /// <summary>Every character of a text and every pair of neighbours, each once.</summary>
    /// <param name="pieces">Where to put them; what it held goes.</param>
    public static void Pieces(string folded, HashSet<ulong> pieces)
    {
        pieces.Clear();
        ForEach(folded, (first, second) =>
        {
            pieces.Add((ulong)first << 32);
            if (second != 0)
                pieces.Add(((ulong)first << 32) | (uint)second);
        });
    }

    /// <summary>
    /// The pieces that each text with the needle holds: the needle itself, where it has one character or two.
    /// </summary>
    public static IReadOnlyList<ulong> PiecesOf(string foldedNeedle) =>
        [.. Needle(foldedNeedle).Select(pair => ((ulong)pair.First << 32) | (uint)pair.Second)];

    /// <summary>A piece as text.</summary>
    public static string TextOf(ulong piece)
    {
        var first = new Rune((int)(piece >> 32)).ToString();
        return (uint)piece == 0 ? first : first + new Rune((int)(uint)piece);
    }

    private static (int First, int Second) Pair(ulong piece) => ((int)(piece >> 32), (int)(uint)piece);

    private static IEnumerable<(int First, int Second)> Needle(string folded)
    {
        var pairs = new List<(int First, int Second)>();
        ForEach(folded, (first, second) => pairs.Add((first, second)));
        if (pairs.Count > 1)
            pairs.RemoveAt(pairs.Count - 1);
        return pairs.Distinct().Take(MaxPairsOfNeedle);
    }

    private static void ForEach(string text, Action<int, int> gram)
    {
        var previous = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (previous != 0)
                gram(previous, rune.Value);
            previous = rune.Value;
        }

        if (previous != 0)
            gram(previous, 0);
    }

    private static void AppendDigits(StringBuilder text, int character)
    {
        for (var power = 36 * 36 * 36; power > 0; power /= 36)
            text.Append(Digits[character / power % 36]);
    }
}
