using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>
/// What our outputs can carry, asked of a municipality before it is stored, in the very rows that they write. A text
/// may have grown since it was read: by a correction, or because a short name was completed.
/// </summary>
internal static class OutputLimits
{
    /// <summary>Rows of a sheet, less its header.</summary>
    public const int MaxRows = 1_048_575;

    /// <summary>A department is part of keys, which a database bounds.</summary>
    private const int MaxDepartmentLength = 200;

    /// <summary>Errors for what no output could carry.</summary>
    public static IReadOnlyList<Finding> Check(Municipality municipality)
    {
        var log = new FindingLog();
        foreach (var department in municipality.Departments
            .Where(department => department.FullName.Length > MaxDepartmentLength))
        {
            log.Add(
                FindingKinds.TextTooLong,
                default,
                $"The name of a department has more than {MaxDepartmentLength} characters; are several departments "
                + "written as one?",
                department.FullName,
                japanese: $"所管課の名称が {MaxDepartmentLength} 字を超えています。二つ以上の課が続いていませんか。");
        }

        foreach (var document in municipality.Documents)
        {
            foreach (var text in (string?[])[
                document.FileName, document.Title, document.Publisher, document.Url, document.Licence,
            ])
                CheckText(text ?? "", $"A text about the document {Excerpts.Of(document.FileName, 60)}", default, log);
        }

        CheckRows(municipality, log);
        return log.Findings;
    }

    private static void CheckRows(Municipality municipality, FindingLog log)
    {
        var (count, characters) = (0, 0L);
        foreach (var row in TidyRows.Of(municipality, CsvRows.MaxCellLength))
        {
            if (log.IsFull)
                return;
            characters += TidyRow.LengthOf(row);
            if (characters > TidyReader.MaxCharactersPerMunicipality)
            {
                log.Add(
                    FindingKinds.FileTooLarge,
                    default,
                    $"The municipality has more than {TidyReader.MaxCharactersPerMunicipality / (1024 * 1024)} million "
                    + "characters, with names and descriptions in each row; its export could not be read.",
                    japanese: "自治体の文字が多すぎます（名称と内容を行ごとに数えます）。書き出しても読めません。");
                return;
            }

            if (++count > MaxRows)
            {
                log.Add(
                    FindingKinds.FileTooLarge,
                    default,
                    $"The municipality has more than {MaxRows} rows, which a sheet of a workbook cannot hold.",
                    japanese: $"自治体の行が {MaxRows} を超えています。ブックのシートに入りません。");
                return;
            }

            foreach (var column in TidyColumns.All)
            {
                var whose =
                    $"“{column.Japanese}” of the initiative “{Excerpts.Of(row[TidyColumns.InitiativeName.Index], 60)}”";
                CheckText(FormulaGuard.Restore(row[column.Index]), whose, default, log);
            }
        }
    }

    private static void CheckText(string text, string whose, Place place, FindingLog log)
    {
        if (TextLimits.IsTooLong(text))
            log.Add(FindingKinds.TextTooLong, place, $"{whose}: {TextLimits.Sentence(text.Length)}", text);
        else if (TextLimits.IndexOfForbidden(text) is >= 0 and var at)
            log.Add(
                FindingKinds.FileBinary,
                place,
                $"{whose} holds the character {TextLimits.Name(text[at])}, which no text can hold; delete it.",
                text,
                japanese: $"見えない文字（{TextLimits.Name(text[at])}）があります。削除してください。");
    }
}
