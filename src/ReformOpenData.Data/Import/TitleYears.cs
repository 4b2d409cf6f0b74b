using System.Globalization;

namespace ReformOpenData.Data.Import;

/// <summary>Tells of a title of another year than that of the metadata.</summary>
internal static class TitleYears
{
    /// <param name="ownSheet">The sheet whose title names the year of the metadata; null where none does.</param>
    public static void Report(
        IReadOnlyList<int> named, int year, string? ownSheet, string printed, Place place, FindingLog log)
    {
        var (way, inJapanese) = ownSheet is null ? ("", "") : (
            $" If each sheet is a year, read one of them (\"sheets\": [{JsonText.Of(ownSheet)}]), and save the others "
            + "as files of their own.",
            $"シートごとに年度が違う表であれば、JSON に \"sheets\": [{JsonText.Of(ownSheet)}] と書き、ほかの年度のシートは別のファイルに保存して取り込んでください。");
        var own = year.ToString(CultureInfo.InvariantCulture);
        string[] years = [.. named.Select(other => other.ToString(CultureInfo.InvariantCulture))];
        log.Add(
            FindingKinds.FiscalYearDiffers,
            place,
            $"The title names fiscal year {string.Join(", ", years)}, the metadata {own}; one of them is wrong.{way}",
            printed,
            japanese: $"題名は{string.Join("、", years)}年度、JSON は{own}年度です。どちらかを直してください。{inJapanese}");
    }
}
