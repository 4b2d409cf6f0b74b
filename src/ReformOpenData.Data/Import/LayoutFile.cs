using System.Globalization;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>Reads the layout of a table from its metadata.</summary>
internal static class LayoutFile
{
    private const int MaxHeaderRows = 4;

    private static readonly Dictionary<string, ColumnRole> Roles = new(StringComparer.Ordinal)
    {
        ["ignore"] = ColumnRole.Ignore,
        ["category"] = ColumnRole.Category,
        ["heading"] = ColumnRole.Heading,
        ["item"] = ColumnRole.Item,
        ["number"] = ColumnRole.Number,
        ["initiative"] = ColumnRole.Initiative,
        ["description"] = ColumnRole.Description,
        ["bureau"] = ColumnRole.Bureau,
        ["department"] = ColumnRole.Department,
        ["supporting-department"] = ColumnRole.Supporting,
        ["progress"] = ColumnRole.Progress,
        ["narrative"] = ColumnRole.Narrative,
        ["summary"] = ColumnRole.Summary,
        ["rating"] = ColumnRole.Rating,
        ["final-rating"] = ColumnRole.FinalRating,
        ["measure"] = ColumnRole.Measure,
        ["row-label"] = ColumnRole.RowLabel,
    };

    /// <summary>
    /// The layout, as far as it is understood; null where none is declared. All that is wrong with it is told at once,
    /// in a sentence without its end.
    /// </summary>
    public static (TableLayout? Layout, string? Fault) Read(MetadataContent file)
    {
        if (file.Columns is null
            && file.CategoryPattern is null
            && file.HeaderRows is null
            && file.Sheets is null
            && file.Notes is null
            && file.SheetNames is null)
            return (null, null);

        var faults = new List<string>();
        var unknown = new List<string>();
        var columns = new Dictionary<string, ColumnMeaning>(StringComparer.Ordinal);
        foreach (var (heading, target) in file.Columns ?? new Dictionary<string, string>())
        {
            var meaning = MeaningOf(target, file.Plan.FirstFiscalYear, file.Plan.LastFiscalYear);
            if (meaning is null)
                unknown.Add($"“{heading}” is “{target}”");
            if (!columns.TryAdd(HeadingNames.Comparable(heading), meaning ?? new ColumnMeaning(ColumnRole.Ignore)))
                unknown.Add($"“{heading}” is declared twice");
        }

        if (unknown.Count > 0)
        {
            faults.Add(
                $"these columns are not understood: {string.Join("; ", unknown)}. A column "
                    + $"is {string.Join(", ", Roles.Keys)}, with what schema/formats/metadata.md says behind a colon");
        }

        if (file.HeaderRows is < 1 or > MaxHeaderRows)
            faults.Add($"headerRows is a number from 1 to {MaxHeaderRows}");
        if (file.SheetNames is not (null or "category" or "department"))
            faults.Add("sheetNames is “category” or “department”");
        if ((file.Notes ?? []).Concat(file.Sheets ?? []).Any(string.IsNullOrWhiteSpace))
            faults.Add("notes and sheets must not be blank");
        if (file.CategoryPattern is { } pattern
            && pattern.All(one => string.IsNullOrWhiteSpace(one) || !one.Contains('*')))
            faults.Add(
                "categoryPattern holds * for the name of the category, and # for its number if it has one (基本方針# *)");

        return (
            new TableLayout(
                columns,
                [.. (file.CategoryPattern ?? []).Where(one => one.Contains('*'))
                    .Select(one => new CategoryPattern(one))],
                file.HeaderRows is { } rows ? Math.Clamp(rows, 1, MaxHeaderRows) : null,
                [.. (file.Sheets ?? []).Where(one => !string.IsNullOrWhiteSpace(one)).Select(CellText.WithoutSpaces)],
                [.. (file.Notes ?? []).Where(one => !string.IsNullOrWhiteSpace(one))
                    .Select(one => CellText.Narrow(VisibleText.Of(one).Trim()))])
            {
                SheetNames = file.SheetNames is { } names ? Roles.GetValueOrDefault(names) : null,
            },
            faults.Count == 0 ? null : string.Join("; ", faults));
    }

    /// <summary>rating:委員会:目標:2021 …; null where it is not understood.</summary>
    public static ColumnMeaning? MeaningOf(string target, int firstFiscalYear, int lastFiscalYear)
    {
        var parts = target.Split(':', '：').Select(part => part.Trim()).ToList();
        if (!Roles.TryGetValue(parts[0], out var role))
            return null;

        parts.RemoveAt(0);
        if (role == ColumnRole.Measure)
            return MeasureOf(parts);
        int? year = null;
        if (parts.Count > 0
            && parts[^1].Length == 4
            && int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            if (number < firstFiscalYear || number > lastFiscalYear)
                return null;
            year = number;
            parts.RemoveAt(parts.Count - 1);
        }

        var kind = NarrativeKind.Result;
        if (role == ColumnRole.Narrative)
        {
            if (parts.Count == 0 || NarrativeKinds.Parse(parts[0]) is not { } named || named == NarrativeKind.Result)
                return null;
            kind = named;
            parts.RemoveAt(0);
        }

        string? Part(int index) => index < parts.Count && parts[index].Length > 0 ? parts[index] : null;
        return (role, parts.Count) switch
        {
            (ColumnRole.Rating or ColumnRole.FinalRating, <= 2) =>
                new ColumnMeaning(role, null, Part(0), Part(1), year),
            (ColumnRole.Progress or ColumnRole.Narrative, <= 1) =>
                new ColumnMeaning(role, Part(0), Year: year) { Kind = kind },
            (ColumnRole.Number, <= 1) when year is null =>
                Part(0) is null or "category" or "item" ? new ColumnMeaning(role, Part(0)) : null,
            (ColumnRole.Description or ColumnRole.Summary, <= 1) when year is null =>
                IsLabel(Part(0)) ? new ColumnMeaning(role, Part(0)) : null,
            (not (ColumnRole.Rating or ColumnRole.FinalRating), 0) when year is null => new ColumnMeaning(role),
            _ => null,
        };
    }

    /// <summary>
    /// 効果額:千円:2021:actual: a name, a unit or nothing, and in any order the year, the role, the kind and the direction,
    /// where they are not those of the document, actual, that of the unit, and unknown.
    /// </summary>
    private static ColumnMeaning? MeasureOf(List<string> parts)
    {
        if (parts.Count == 0 || parts[0].Length == 0)
            return null;

        var unit = parts.Count > 1 && parts[1].Length > 0 ? parts[1] : null;
        int? year = null;
        MeasureRole? role = null;
        MeasureKind? kind = null;
        MeasureDirection? direction = null;
        foreach (var part in parts.Skip(2))
        {
            if (year is null
                && part.Length == 4
                && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                year = number;
            else if (role is null && MeasureNames.Role(part) is { } named)
                role = named;
            else if (kind is null && MeasureNames.Kind(part) is { } known)
                kind = known;
            else if (direction is null && MeasureNames.Direction(part) is { } way)
                direction = way;
            else
                return null;
        }

        kind ??= MeasureNumbers.IsMoney(unit) ? MeasureKind.Effect : MeasureKind.Indicator;
        return new ColumnMeaning(ColumnRole.Measure, Year: year)
        {
            Measure = new MeasureMeaning(parts[0], unit, kind.Value, direction, role ?? MeasureRole.Actual),
        };
    }

    /// <summary>A meaning as the metadata write it.</summary>
    public static string Text(ColumnMeaning meaning)
    {
        var role = Roles.First(pair => pair.Value == meaning.Role).Key;
        if (meaning.Role == ColumnRole.Narrative)
            role += ":" + NarrativeKinds.Name(meaning.Kind).ToLowerInvariant().Replace('_', '-');
        if (meaning.Measure is { } measure)
            return MeasureText(role, measure, meaning.Year);
        string?[] parts = meaning.Role is ColumnRole.Rating or ColumnRole.FinalRating
            ? [meaning.Evaluator, meaning.Aspect]
            : [meaning.Label];
        var year = meaning.Year?.ToString(CultureInfo.InvariantCulture);
        var last = Array.FindLastIndex(parts, part => part is not null);
        return string.Join(':', (string?[])[role, .. parts[..(last + 1)], .. year is null ? (string[])[] : [year]]);
    }

    private static string MeasureText(string role, MeasureMeaning measure, int? year)
    {
        string?[] parts =
        [
            role, measure.Name, measure.Unit ?? "", year?.ToString(CultureInfo.InvariantCulture),
            MeasureNames.Name(measure.Role).ToLowerInvariant(), MeasureNames.Name(measure.Kind).ToLowerInvariant(),
            measure.Direction is { } direction ? MeasureNames.Name(direction).ToLowerInvariant() : null,
        ];
        return string.Join(':', parts.OfType<string>());
    }

    private static bool IsLabel(string? label) => label is null || label.AsSpan().IndexOfAny("【】\n") < 0;
}
