using System.Globalization;

namespace ReformOpenData.Data.Search;

/// <summary>
/// What <see cref="Folding"/> knows of each character: the tables of NFKC_Casefold (UAX #44) with the variants below.
/// They come with the program, so that an index is the same on every machine; <c>string.Normalize</c> is not to be
/// used, since it changes nothing where the program runs with InvariantGlobalization.
/// </summary>
internal sealed class UnicodeTables
{
    /// <summary>
    /// Printed forms of one character that NFKC keeps apart: the twins among the IBM extensions of CP932 that names are
    /// printed with, the old forms that differ by a stroke, and the signs that converters of CP932 map to one or the
    /// other code point. Forms that people choose between in a name (邊 邉 辺, 濱 浜, 冨 富, 舘 館) stay apart.
    /// </summary>
    private const string Variants =
        "髙高 﨑崎 𠮷吉 栁柳 槗橋 桒桑 德徳 增増 瀨瀬 黑黒 靑青 淸清 緖緒 橫横 寬寛 郞郎 鄕郷 敎教 賴頼 薰薫 說説 內内 每毎 卽即 晚晩 槪概 " +
        "虛虚 戶戸 步歩 悅悦 綠緑 〜~ ∼~ −- ‐- ‒- –- —― ∥‖";

    private static readonly Lazy<UnicodeTables> Loaded = new(() => new UnicodeTables());

    private readonly Dictionary<int, int[]> mappings = [];
    private readonly Dictionary<int, byte> classes = [];
    private readonly Dictionary<(int First, int Second), int> compositions = [];
    private readonly HashSet<int> seconds = [];

    private UnicodeTables()
    {
        Read();
        var variants = Variants.Split(' ').Select(pair => pair.EnumerateRunes().Select(rune => rune.Value).ToArray())
            .ToDictionary(pair => pair[0], pair => pair[1]);
        foreach (var mapping in mappings.Values)
        {
            for (var i = 0; i < mapping.Length; i++)
                mapping[i] = variants.GetValueOrDefault(mapping[i], mapping[i]);
        }

        foreach (var (variant, plain) in variants)
            mappings[variant] = [plain];
    }

    public static UnicodeTables Instance => Loaded.Value;

    /// <summary>What a character is folded to, decomposed; null where it stays.</summary>
    public int[]? Mapping(int character) => mappings.GetValueOrDefault(character);

    /// <summary>Canonical combining class; 0 for a character that stands by itself.</summary>
    public int CombiningClass(int character) => classes.GetValueOrDefault(character);

    /// <summary>The invisible plane 14: variation selectors (葛 with U+E0100) and tags.</summary>
    public static bool IsTagOrSelector(int character) => character is >= 0xE0000 and <= 0xE0FFF;

    /// <summary>True where the character begins anew, whatever stands before it.</summary>
    public bool IsBoundary(int character)
    {
        var mapping = Mapping(character);
        if (mapping is { Length: 0 } || IsTagOrSelector(character))
            return false;
        var first = mapping is null ? character : mapping[0];
        return CombiningClass(first) == 0 && !seconds.Contains(first) && first is not (>= 0x1161 and <= 0x11C2);
    }

    /// <summary>The composition of two characters (か and U+3099 make が), or -1.</summary>
    public int Compose(int first, int second)
    {
        // Hangul syllables compose by arithmetic (Unicode §3.12).
        if (first is >= 0x1100 and <= 0x1112 && second is >= 0x1161 and <= 0x1175)
            return 0xAC00 + ((((first - 0x1100) * 21) + (second - 0x1161)) * 28);
        if (first is >= 0xAC00 and <= 0xD7A3 && (first - 0xAC00) % 28 == 0 && second is >= 0x11A8 and <= 0x11C2)
            return first + (second - 0x11A7);
        return compositions.GetValueOrDefault((first, second), -1);
    }

    private void Read()
    {
        using var stream =
            typeof(UnicodeTables).Assembly.GetManifestResourceStream("ReformOpenData.Data.Search.Unicode.txt")
                ?? throw new InvalidOperationException("The table of characters is missing from the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            switch (fields[0])
            {
                case "M":
                    mappings[Hexadecimal(fields[1])] = [.. fields.Skip(2).Select(Hexadecimal)];
                    break;
                case "K":
                    classes[Hexadecimal(fields[1])] = byte.Parse(fields[2], CultureInfo.InvariantCulture);
                    break;
                case "C":
                    compositions[(Hexadecimal(fields[1]), Hexadecimal(fields[2]))] = Hexadecimal(fields[3]);
                    seconds.Add(Hexadecimal(fields[2]));
                    break;
            }
        }
    }

    private static int Hexadecimal(string text) =>
        int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
