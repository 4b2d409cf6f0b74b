using System.Text;
using ReformOpenData.Data.Exports;

namespace ReformOpenData.Data.Import;

/// <summary>A text of a workbook with what is peculiar about the letters of its runs.</summary>
/// <param name="HasPlain">Whether letters of it look as their cell says.</param>
internal readonly record struct WorkbookString(string Text, bool HasPlain, bool IsStruck, bool IsTiny, bool IsWhite)
{
    public static WorkbookString Plain(string text) => new(text, HasPlain: true, false, false, false);

    /// <summary>
    /// The text of a string element: of all its runs, but not of the readings (furigana) beside them.
    /// </summary>
    public static WorkbookString Read(WorkbookPart part)
    {
        var whole = new StringBuilder();
        var read = Plain("") with { HasPlain = false };
        if (part.IsEmpty)
            return read;

        var depth = part.Depth;
        var run = new Run(IsOwn: false, false, false, false);
        var isReading = false;
        while (part.ReadWithin(depth))
        {
            if (part.EndOf == "rPh")
                isReading = false;
            else if (part.Element == "rPh")
                isReading = true;
            else if (part.Element == "r")
                run = new Run(IsOwn: false, false, false, false);
            else if (part.Element == "rPr")
                run = ReadRun(part);
            else if (part.Element == "t" && !isReading)
                read = Add(part, whole, read, run);
        }

        return read with { Text = XlsxText.Unescape(whole.ToString()) };
    }

    private static WorkbookString Add(WorkbookPart part, StringBuilder whole, WorkbookString read, Run run)
    {
        if (part.IsEmpty)
            return read;

        var depth = part.Depth;
        var isBlank = true;
        while (part.ReadWithin(depth))
        {
            var start = whole.Length;
            part.Append(whole, TextLimits.MaxLength);
            for (var index = start; index < whole.Length && isBlank; index++)
                isBlank = char.IsWhiteSpace(whole[index]);
        }

        return isBlank ? read : read with
        {
            HasPlain = read.HasPlain || !run.IsOwn,
            IsStruck = read.IsStruck || run.IsStruck,
            IsTiny = read.IsTiny || run.IsTiny,
            IsWhite = read.IsWhite || run.IsWhite,
        };
    }

    private static Run ReadRun(WorkbookPart part)
    {
        var run = new Run(IsOwn: true, false, false, false);
        if (part.IsEmpty)
            return run;

        var depth = part.Depth;
        while (part.ReadWithin(depth))
        {
            run = part.Element switch
            {
                "strike" => run with { IsStruck = part["val"] is null || part.Is("val") },
                "sz" => run with { IsTiny = part.Size("val") < 2 },
                "color" => run with { IsWhite = WorkbookStyles.Colour(part) == WorkbookStyles.White },
                _ => run,
            };
        }

        return run;
    }

    private readonly record struct Run(bool IsOwn, bool IsStruck, bool IsTiny, bool IsWhite);
}
