using System.Globalization;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>A value that a release shows, and that an import must not lose without a question.</summary>
/// <param name="Kind">Its column in the tidy table, or what else it is: assessment, document, url, licence,
/// retrieved_on, publisher, correction.</param>
/// <param name="Key">The same as long as the value is there, whatever it says.</param>
/// <param name="Label">In words, for people.</param>
internal readonly record struct PublicValue(string Kind, string Key, string Label);

/// <summary>Lists all values of a municipality.</summary>
internal static class PublicValues
{
    public const string Row = "assessment";
    public const string Document = "document";
    public const string Description = "description";
    public const string Status = "initiative_status";
    public const string Reason = "initiative_reason";
    public const string Successor = "initiative_successors";

    /// <summary>A kind in the words of the steward.</summary>
    public static string JapaneseOf(string kind) => kind switch
    {
        Row => "取組の行",
        Document => "公表資料",
        "url" => "公表資料のURL",
        "licence" => "利用条件",
        "retrieved_on" => "取得日",
        "publisher" => "公表者",
        "correction" => "訂正",
        _ => Exports.TidyColumns.All.FirstOrDefault(column => column.English == kind)?.Japanese ?? kind,
    };

    public static IEnumerable<PublicValue> Of(Municipality municipality)
    {
        var years = municipality.Documents.ToDictionary(document => document.Sha256, document => document.FiscalYear);
        return KeyedAssessment.Of(municipality).SelectMany(row => OfRow(row, years))
            .Concat(municipality.Documents.SelectMany(OfDocument))
            .Concat(municipality.Corrections.Select(correction => new PublicValue(
                "correction",
                $"{correction.TargetKey}/{correction.Field}",
                $"“{correction.Corrected}” for “{correction.Printed}”")))
            .DistinctBy(value => (value.Kind, value.Key));
    }

    private static IEnumerable<PublicValue> OfRow(KeyedAssessment keyed, Dictionary<string, int> years)
    {
        var (key, initiativeKey, initiative, row) = keyed;
        yield return new(Row, key, keyed.Label);
        if (initiative.Description is not null)
            yield return new(Description, initiativeKey, $"“{initiative.Name}”");
        if (initiative.Ending is { } ending)
        {
            yield return new(Status, initiativeKey, $"“{initiative.Name}”");
            if (ending.Reason is not null)
                yield return new(Reason, initiativeKey, $"“{initiative.Name}”");
            foreach (var successor in ending.Successors)
                yield return new(Successor, $"{initiativeKey} {successor}", $"“{initiative.Name}” → {successor}");
        }

        foreach (var narrative in row.Narratives)
        {
            var year = Keys.YearlyNarrative("", narrative);
            if (narrative.Text is not null)
                yield return new("progress", key + year, keyed.Label + year);
            if (narrative.SourceText.Length > 0)
                yield return new("progress_source", key + year, keyed.Label + year);
        }

        if (row.Summary is { } summary)
        {
            if (summary.Text is not null)
                yield return new("summary", key, keyed.Label);
            if (summary.SourceText.Length > 0)
                yield return new("summary_source", key, keyed.Label);
        }

        foreach (var rating in row.Ratings)
        {
            yield return new(
                "rating",
                Keys.Rating(key, rating.FiscalYear, rating.Number),
                $"{keyed.Label}{Year(rating.FiscalYear)} {rating.Printed}");
        }

        foreach (var measure in row.Measures)
        {
            foreach (var value in measure.Values)
            {
                yield return new(
                    "measure_value",
                    Keys.MeasureValue(Keys.Measure(key, measure.Number), value.FiscalYear, value.Role),
                    $"{keyed.Label}{Year(value.FiscalYear)} {measure.Name}");
            }
        }

        foreach (var cell in row.Cells)
        {
            var year = Year(years.GetValueOrDefault(cell.Location.Document));
            yield return new("cells", $"{key}{year}/{cell.Column}", $"{keyed.Label}{year} {cell.Column}");
        }
    }

    private static IEnumerable<PublicValue> OfDocument(SourceDocument document)
    {
        var key = $"{document.PlanCode}/{document.FiscalYear}";
        yield return new(Document, key, $"“{document.FileName}”");
        if (document.Publisher.Length > 0)
            yield return new("publisher", key, document.Publisher);
        if (document.Url is not null)
            yield return new("url", key, document.Url);
        if (document.Licence is not null)
            yield return new("licence", key, document.Licence);
        if (document.RetrievedOn is { } day)
            yield return new("retrieved_on", key, day.ToString("O", CultureInfo.InvariantCulture));
    }

    private static string Year(int year) => "/" + year.ToString(CultureInfo.InvariantCulture);
}
