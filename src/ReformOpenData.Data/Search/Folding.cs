using System.Buffers;
using System.Text;

namespace ReformOpenData.Data.Search;

/// <summary>
/// Text as it is compared: NFKC, case folded, variants made equal (髙 高, 﨑 崎, 〜 ～), invisible characters left out.
/// Folding twice changes nothing.
/// </summary>
public static class Folding
{
    /// <summary>For each UTF-16 unit: 1, it stays as it is; 2, it begins anew, whatever stands before it.</summary>
    private static readonly Lazy<byte[]> Traits = new(FindTraits);

    /// <summary>The folded text; the same instance where nothing changes.</summary>
    public static string Fold(string text)
    {
        var traits = Traits.Value;
        var plain = PlainLength(text, traits);
        if (plain == text.Length)
            return text;
        var output = new StringBuilder(text.Length + 8);
        FoldInto(text, plain, traits, output, origins: null);
        return output.ToString();
    }

    /// <summary>
    /// The folded text where it is another one; null where it is the text itself, or where there is none.
    /// </summary>
    public static string? Unlike(string? text) =>
        text is not null && Fold(text) is var folded && folded != text ? folded : null;

    /// <summary>The folded text with the places that its characters come from, for highlighting.</summary>
    public static FoldedText FoldWithOrigins(string text)
    {
        var traits = Traits.Value;
        var plain = PlainLength(text, traits);
        if (plain == text.Length)
            return new FoldedText(text, origins: null);
        var output = new StringBuilder(text.Length + 8);
        var origins = new List<int>(text.Length + 8);
        FoldInto(text, plain, traits, output, origins);
        origins.Add(text.Length);
        return new FoldedText(output.ToString(), origins);
    }

    /// <summary>
    /// True where the text, which a client may have sent, holds what no stored text holds: NUL or half a surrogate
    /// pair.
    /// </summary>
    internal static bool IsUnstorable(string text)
    {
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var consumed) != OperationStatus.Done || rune.Value == 0)
                return true;
            rest = rest[consumed..];
        }

        return false;
    }

    /// <summary>How much of the start folds to itself.</summary>
    private static int PlainLength(string text, byte[] traits)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if ((traits[text[i]] & 1) == 0)
                return i > 0 && (traits[text[i]] & 2) == 0 ? i - 1 : i;
        }

        return text.Length;
    }

    private static void FoldInto(string text, int start, byte[] traits, StringBuilder output, List<int>? origins)
    {
        output.Append(text, 0, start);
        for (var i = 0; origins is not null && i < start; i++)
            origins.Add(i);

        Func<int, int> classOf = UnicodeTables.Instance.CombiningClass;
        var segment = new List<(int Character, int Origin)>();
        var at = start;
        while (at < text.Length)
        {
            var plain = at;
            while (plain < text.Length && (traits[text[plain]] & 1) != 0
                && (plain + 1 == text.Length || (traits[text[plain + 1]] & 2) != 0))
            {
                origins?.Add(plain);
                plain++;
            }

            if (plain > at)
            {
                output.Append(text, at, plain - at);
                at = plain;
                continue;
            }

            segment.Clear();
            at = TakeSegment(text, at, segment);
            CanonicalOrder.Sort(segment, classOf);
            Compose(segment);
            foreach (var (character, origin) in segment)
                Emit(character, origin, output, origins);
        }
    }

    /// <summary>Decomposes from a character up to the next one that begins anew.</summary>
    private static int TakeSegment(string text, int at, List<(int Character, int Origin)> segment)
    {
        var tables = UnicodeTables.Instance;
        var first = true;
        while (at < text.Length)
        {
            var origin = at;
            var isPair = Rune.TryGetRuneAt(text, at, out var rune);
            var character = isPair ? rune.Value : text[at];
            if (!first && tables.IsBoundary(character))
                break;
            first = false;
            at += isPair ? rune.Utf16SequenceLength : 1;
            if (UnicodeTables.IsTagOrSelector(character))
                continue;
            if (tables.Mapping(character) is { } mapping)
            {
                foreach (var part in mapping)
                    segment.Add((part, origin));
            }
            else
            {
                segment.Add((character, origin));
            }
        }

        return at;
    }

    /// <summary>
    /// Canonical composition: a mark joins the last starter when nothing of its class stands between.
    /// </summary>
    private static void Compose(List<(int Character, int Origin)> segment)
    {
        var tables = UnicodeTables.Instance;
        var starter = -1;
        var lastClass = -1;
        var kept = 0;
        for (var i = 0; i < segment.Count; i++)
        {
            var (character, origin) = segment[i];
            var combining = tables.CombiningClass(character);
            if (starter >= 0 && (lastClass == -1 || lastClass < combining))
            {
                var composed = tables.Compose(segment[starter].Character, character);
                if (composed >= 0)
                {
                    segment[starter] = (composed, segment[starter].Origin);
                    continue;
                }
            }

            if (combining == 0)
            {
                starter = kept;
                lastClass = -1;
            }
            else
            {
                lastClass = combining;
            }

            segment[kept++] = (character, origin);
        }

        segment.RemoveRange(kept, segment.Count - kept);
    }

    private static void Emit(int character, int origin, StringBuilder output, List<int>? origins)
    {
        if (character < 0x10000)
        {
            output.Append((char)character);
            origins?.Add(origin);
            return;
        }

        output.Append(char.ConvertFromUtf32(character));
        origins?.Add(origin);
        origins?.Add(origin);
    }

    private static byte[] FindTraits()
    {
        var tables = UnicodeTables.Instance;
        var traits = new byte[0x10000];
        var segment = new List<(int Character, int Origin)>();
        for (var unit = 0; unit < traits.Length; unit++)
        {
            // Surrogates take the long way.
            if (char.IsSurrogate((char)unit) || !tables.IsBoundary(unit))
                continue;
            segment.Clear();
            TakeSegment(((char)unit).ToString(), 0, segment);
            Compose(segment);
            traits[unit] = segment.Count == 1 && segment[0].Character == unit ? (byte)3 : (byte)2;
        }

        return traits;
    }
}
