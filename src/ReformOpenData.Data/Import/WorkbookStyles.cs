using ReformOpenData.Data.Import.Numbers;

namespace ReformOpenData.Data.Import;

/// <summary>How a cell looks, as far as it decides what people see of it.</summary>
/// <param name="Ink">The colour of its letters.</param>
/// <param name="Paper">The colour behind them.</param>
internal sealed record CellStyle(
    NumberFormat? Format, string FormatCode, bool IsStruck, bool IsTiny, string Ink, string Paper)
{
    public static CellStyle Plain { get; } = new(
        NumberFormat.General, "General", false, false, WorkbookStyles.Black, WorkbookStyles.White);
}

/// <summary>The formats of the cells of a workbook, from its part styles.xml.</summary>
internal sealed class WorkbookStyles
{
    public const string Black = "black";
    public const string White = "white";

    /// <summary>Excel itself has at most 65,490.</summary>
    private const int MaxEntries = 100_000;

    private readonly List<CellStyle> styles = [];
    private readonly Dictionary<int, string> codes = [];
    private readonly List<(bool IsStruck, bool IsTiny, string Ink)> fonts = [];
    private readonly List<string> papers = [];

    /// <summary>
    /// The format of a cell that names one by its index; the first is that of a cell that names none.
    /// </summary>
    public CellStyle this[int index] => index < styles.Count ? styles[index] : CellStyle.Plain;

    public static WorkbookStyles Read(WorkbookPart? part)
    {
        var read = new WorkbookStyles();
        while (part?.Read() == true)
        {
            switch (part.Element)
            {
                case "numFmt" when part.Number("numFmtId") is { } id && read.codes.Count < MaxEntries:
                    read.codes[id] = part["formatCode"] ?? "";
                    break;
                case "fonts":
                    read.ReadFonts(part);
                    break;
                case "fills":
                    read.ReadFills(part);
                    break;
                case "cellXfs":
                    read.ReadFormats(part);
                    break;
            }
        }

        return read;
    }

    /// <summary>The name of a colour: two are equal when they look so.</summary>
    public static string Colour(WorkbookPart part)
    {
        var tint = part.Size("tint") is { } value && value != 0 ? $" {value:0.##}" : "";
        var name = (part["rgb"]?.ToUpperInvariant(), part.Number("theme"), part.Number("indexed")) switch
        {
            ({ Length: 8 } rgb, _, _) => rgb[2..] switch { "FFFFFF" => White, "000000" => Black, var other => other },
            (_, { } theme, _) => theme switch { 0 => White, 1 => Black, _ => $"theme {theme}" },
            (_, _, { } index) => index switch
            {
                1 or 9 or 65 => White,
                0 or 8 or 64 => Black,
                _ => $"indexed {index}",
            },
            _ => Black,
        };
        return name + tint;
    }

    private void ReadFonts(WorkbookPart part)
    {
        if (part.IsEmpty)
            return;

        var depth = part.Depth;
        while (part.ReadWithin(depth))
        {
            if (part.Element == "font" && fonts.Count < MaxEntries)
                fonts.Add(ReadFont(part));
        }
    }

    private static (bool IsStruck, bool IsTiny, string Ink) ReadFont(WorkbookPart part)
    {
        var font = (IsStruck: false, IsTiny: false, Ink: Black);
        if (part.IsEmpty)
            return font;

        var depth = part.Depth;
        while (part.ReadWithin(depth))
        {
            switch (part.Element)
            {
                case "strike":
                    font.IsStruck = part["val"] is null || part.Is("val");
                    break;
                case "sz":
                    font.IsTiny = part.Size("val") < 2;
                    break;
                case "color":
                    font.Ink = Colour(part);
                    break;
            }
        }

        return font;
    }

    private void ReadFills(WorkbookPart part)
    {
        if (part.IsEmpty)
            return;

        var depth = part.Depth;
        while (part.ReadWithin(depth))
        {
            switch (part.Element)
            {
                case "fill" when papers.Count < MaxEntries:
                    papers.Add(White);
                    break;
                case "patternFill" when papers.Count > 0 && part["patternType"] is { } pattern and not "none":
                    papers[^1] = pattern;
                    break;
                case "gradientFill" when papers.Count > 0:
                    papers[^1] = "gradient";
                    break;
                case "fgColor" when papers.Count > 0 && papers[^1] == "solid":
                    papers[^1] = Colour(part);
                    break;
            }
        }
    }

    private void ReadFormats(WorkbookPart part)
    {
        if (part.IsEmpty)
            return;

        var depth = part.Depth;
        var formats = new Dictionary<int, NumberFormat?>();
        while (part.ReadWithin(depth))
        {
            if (part.Element != "xf" || styles.Count >= MaxEntries)
                continue;

            var id = part.Number("numFmtId") ?? 0;
            var code = codes.GetValueOrDefault(id) ?? BuiltInFormats.Code(id);
            if (!formats.TryGetValue(id, out var format))
                formats.Add(id, format = code is null ? null : NumberFormat.Parse(code));
            var font = part.Number("fontId") is { } at && at < fonts.Count
                ? fonts[at]
                : (IsStruck: false, IsTiny: false, Ink: Black);
            var paper = part.Number("fillId") is { } fill && fill < papers.Count ? papers[fill] : White;
            styles.Add(new CellStyle(format, code ?? $"format {id}", font.IsStruck, font.IsTiny, font.Ink, paper));
        }
    }
}
