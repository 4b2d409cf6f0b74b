using System.Text;

namespace ReformOpenData.GraphQL.Tests.Language;

/// <summary>
/// Documents made wrong by chance: bytes or tokens of known documents changed, moved, left out, repeated or taken from
/// another. The same seed gives the same input.
/// </summary>
internal static class Mutations
{
    private static readonly byte[][] s_documents =
    [
        .. new[] { KitchenSink.Query, KitchenSink.Sdl }
            .Concat(Cases.Read("Language", "syntax.jsonl").Concat(Cases.Read("Types", "schemas.jsonl"))
                .Select(row => row.GetProperty("text").GetString()!))
            .Where(text => text.Length > 0)
            .Select(Encoding.UTF8.GetBytes),
    ];

    /// <summary>Pieces that begin, end or break something.</summary>
    private static readonly byte[][] s_pieces =
    [
        [0], [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF0, 0x9F, 0x98, 0x80], [0xEF, 0xBB, 0xBF], [0xE2, 0x80, 0xA8],
        .. new[]
        {
            "{", "}", "(", ")", "[", "]", "\"", "\"\"\"", "\\", "\\u", "\\u{", "\\uD83D", "\\\"\"\"", "#", "\n", "\r",
            "\r\n", ",", " ",
            "!", "$", "&", "...", ":", "=", "@", "|", "-", "-0", "0", "01", "1.", "1e", "9999999999", "null", "true",
            "on", "extend ",
            "type ", "input ", "interface ", "union ", "enum ", "scalar ", "schema ", "directive ", "query ",
            "fragment ",
            "implements ", "repeatable ", "@deprecated", "@oneOf", "@specifiedBy(url:\"\")", "__a", "Query", "Int",
            "ID!", "[Int!]",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    public static byte[] Make(int seed)
    {
        var random = new Random(seed);
        var bytes = new List<byte>(Pick(random, s_documents));
        var changes = random.Next(1, 6);
        for (var i = 0; i < changes; i++)
        {
            if (random.Next(2) == 0)
                ChangeBytes(random, bytes);
            else
                bytes = ChangeTokens(random, bytes);
        }

        return [.. bytes];
    }

    private static T Pick<T>(Random random, IReadOnlyList<T> list) => list[random.Next(list.Count)];

    private static void ChangeBytes(Random random, List<byte> bytes)
    {
        var start = random.Next(bytes.Count + 1);
        var length = Math.Min(random.Next(1, 20), bytes.Count - start);
        switch (random.Next(5))
        {
            case 0 when length > 0:
                bytes[start] = (byte)random.Next(256);
                break;
            case 1:
                bytes.InsertRange(start, Pick(random, s_pieces));
                break;
            case 2:
                bytes.RemoveRange(start, length);
                break;
            case 3:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(start, length));
                break;
            default:
                var other = Pick(random, s_documents);
                var from = random.Next(other.Length);
                bytes.InsertRange(
                    start, other.AsSpan(from, Math.Min(random.Next(1, 200), other.Length - from)).ToArray());
                break;
        }
    }

    private static List<byte> ChangeTokens(Random random, List<byte> bytes)
    {
        var tokens = Tokens(bytes);
        if (tokens.Count == 0)
            return bytes;
        var at = random.Next(tokens.Count);
        var other = random.Next(tokens.Count);
        switch (random.Next(5))
        {
            case 0:
                tokens.RemoveAt(at);
                break;
            case 1:
                tokens.Insert(at, tokens[other]);
                break;
            case 2:
                (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                break;
            case 3:
                tokens[at] = Pick(random, s_pieces);
                break;
            default:
                var nesting = random.Next(1, 300);
                tokens.InsertRange(at, Enumerable.Repeat(tokens[other], nesting));
                break;
        }

        return [.. tokens.SelectMany(token => token.Append((byte)' '))];
    }

    /// <summary>Runs of letters and digits, strings as far as a line goes, and everything else one by one.</summary>
    private static List<byte[]> Tokens(List<byte> bytes)
    {
        var tokens = new List<byte[]>();
        for (var i = 0; i < bytes.Count;)
        {
            var start = i++;
            if (bytes[start] == '"')
            {
                while (i < bytes.Count && bytes[i] is not ((byte)'"' or (byte)'\n'))
                    i++;
                i = Math.Min(i + 1, bytes.Count);
            }
            else if (char.IsAsciiLetterOrDigit((char)bytes[start]))
            {
                while (i < bytes.Count && (char.IsAsciiLetterOrDigit((char)bytes[i]) || bytes[i] == '_'))
                    i++;
            }

            if (bytes[start] is not ((byte)' ' or (byte)'\n'))
                tokens.Add([.. bytes.GetRange(start, i - start)]);
        }

        return tokens;
    }
}
