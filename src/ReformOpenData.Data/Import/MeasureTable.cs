using System.Globalization;
using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>Reads the second tidy table, and gives its rows to the municipalities of the first.</summary>
internal sealed class MeasureTable
{
    /// <summary>Rows of one file; a hundred times those of a real one.</summary>
    public const int MaxRows = 1_000_000;

    private static readonly Dictionary<string, string> Names = MeasureColumns.All
        .SelectMany(column => new[] { (column.English, column.English), (column.Japanese, column.English) })
        .ToDictionary(pair => Comparable(pair.Item1), pair => pair.Item2);

    private readonly Dictionary<string, List<Line>> rows = new(StringComparer.Ordinal);

    /// <summary>Whether a row of cells is its header.</summary>
    public static bool IsHeader(IReadOnlyList<string> cells)
    {
        var found = cells.Select(cell => Names.GetValueOrDefault(Comparable(cell))).ToHashSet();
        return found.Contains("measure_name") && found.Contains("measure_role");
    }

    /// <summary>The header, then the rows; what is wrong with them is in the log.</summary>
    public static MeasureTable Read(IEnumerable<TableLine> lines, FindingLog log)
    {
        var table = new MeasureTable();
        string[]? header = null;
        var count = 0;
        foreach (var line in lines)
        {
            if (header is null)
            {
                header = [.. line.Cells.Select(cell => Names.GetValueOrDefault(Comparable(cell)) ?? "")];
                if (!CheckHeader(header, line, log))
                    break;
                continue;
            }

            if (++count > MaxRows)
            {
                log.Add(
                    FindingKinds.FileTooLarge,
                    new Place(line.Sheet, Line: line.Line),
                    $"The table of measures has more than {MaxRows} rows.");
                break;
            }

            var cells = header.Zip(line.Cells, (name, cell) => (name, cell)).Where(pair => pair.name.Length > 0)
                .ToDictionary(pair => pair.name, pair => FormulaGuard.Restore(pair.cell), StringComparer.Ordinal);
            var code = cells.GetValueOrDefault("municipality_code", "");
            if (!table.rows.TryGetValue(code, out var own))
                table.rows.Add(code, own = []);
            own.Add(new Line(cells, new Place(line.Sheet, count, null, line.Line)));
        }

        return table;
    }

    /// <summary>The municipality with its measures; rows of it are given once.</summary>
    /// <param name="file">SHA-256 of the file, which rows without a document are printed in.</param>
    public Municipality Attach(Municipality municipality, string file, FindingLog log)
    {
        if (!rows.Remove(municipality.Code, out var own))
            return municipality;

        var byRow = new Dictionary<string, List<Measure>>(StringComparer.Ordinal);
        foreach (var line in own)
        {
            if (ReadLine(line, municipality, file, log) is not var (key, measure))
                continue;

            if (!byRow.TryGetValue(key, out var measures))
                byRow.Add(key, measures = []);
            Add(measures, measure, line, log);
        }

        var made = InitiativeRewriter.Rewrite(municipality, (_, key, initiative) => initiative with
        {
            Assessments =
            [
                .. initiative.Assessments.Select(row => byRow.Remove(Keys.Assessment(key, row.Number), out var measures)
                    ? row with { Measures = [.. measures.OrderBy(measure => measure.Number).Select(Ordered)] }
                    : row),
            ],
        });
        foreach (var key in byRow.Keys)
            log.Add(
                FindingKinds.ValueInvalid,
                own[0].Place,
                "The table of measures names a row that the first table does not have.",
                key,
                japanese: "指標と金額の表に、取組の表にない行があります。");
        return made;

        static Measure Ordered(Measure measure) =>
            measure with
            {
                Values = [.. measure.Values.OrderBy(value => value.FiscalYear).ThenBy(value =>
                value.Role)]
            };
    }

    /// <summary>To be called last: what is wrong with rows of municipalities that the first table does not
    /// have.</summary>
    public Finding? Left() => rows.Count == 0 ? null : new Finding(
        FindingKinds.ValueInvalid.Code,
        FindingKinds.ValueInvalid.Severity,
        "The table of measures has rows of municipalities that the first table does not have.",
        null,
        null,
        null,
        rows.First().Value[0].Place.Line,
        string.Join(", ", rows.Keys.Take(10)),
        null)
    {
        Japanese = "指標と金額の表に、取組の表にない自治体の行があります。",
    };

    private static bool CheckHeader(string[] header, TableLine line, FindingLog log)
    {
        string[] unknown = [.. line.Cells.Where((_, index) => header[index].Length == 0)];
        string[] missing =
        [
            .. MeasureColumns.All.Where(column => column.IsRequired && !header.Contains(column.English))
                .Select(column => $"“{column.English}” ({column.Japanese})"),
        ];
        var isTwice = header.Where(name => name.Length > 0).GroupBy(name => name).Any(names => names.Count() > 1);
        if (unknown.Length + missing.Length == 0 && !isTwice)
            return true;

        log.Add(
            missing.Length > 0
                ? FindingKinds.ColumnMissing
                : isTwice
                ? FindingKinds.ColumnRepeated
                : FindingKinds.ColumnUnknown,
            new Place(line.Sheet, Line: line.Line),
            "The header of the table of measures is not that of schema/formats/tidy.md."
            + (missing.Length > 0 ? $" It has no {string.Join(", ", missing)}." : "")
            + (unknown.Length > 0 ? $" Not known are "
            + $"{string.Join(", ", unknown.Select(name => $"“{Excerpts.Of(name.Trim(), 40)}”"))}." : ""),
            string.Join(" | ", line.Cells));
        return false;
    }

    private static void Add(List<Measure> measures, Measure measure, Line line, FindingLog log)
    {
        var index = measures.FindIndex(other => other.Number == measure.Number);
        if (index < 0)
        {
            measures.Add(measure);
            return;
        }

        var known = measures[index];
        var value = measure.Values[0];
        if (known with { Values = measure.Values } != measure)
            log.Add(
                FindingKinds.ValueDiffers,
                line.Place,
                "Name, unit, kind and direction of a measure are the same in all its rows.",
                measure.Name,
                known.Name,
                "同じ指標の名称、単位、種類、方向は、どの行も同じです。");
        else if (known.Values.Any(other => (other.FiscalYear, other.Role) == (value.FiscalYear, value.Role)))
            log.Add(
                FindingKinds.RowDuplicate,
                line.Place,
                "An earlier row gives the value of the measure for the same year and role; keep one.",
                measure.Name);
        else
            measures[index] = known with { Values = [.. known.Values, value] };
    }

    private static (string Key, Measure Measure)? ReadLine(
        Line line, Municipality municipality, string file, FindingLog log)
    {
        var isWhole = true;
        int Number(string name, int max)
        {
            if (int.TryParse(
                CellText.Narrow(line[name].Trim()), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number >= 1 && number <= max)
            {
                return number;
            }

            Wrong(name, $"a whole number from 1 to {max}");
            return 0;
        }

        void Wrong(string name, string expected)
        {
            isWhole = false;
            log.Add(
                FindingKinds.ValueInvalid, line.Place, $"{name} of the table of measures is {expected}.", line[name]);
        }

        var first = Number("plan_first_fiscal_year", 2999);
        var plan = line["plan_id"].Trim() is { Length: > 0 } id ? Keys.PlanCode(first, id)
            : municipality.Plans.Where(known => known.FirstFiscalYear == first).ToList() is [var only] ? only.Code
            : Keys.PlanCode(first, null);
        var category = Keys.Category(Keys.Plan(municipality.Code, plan), Number("category_number", Keys.Largest(2)));
        var initiative = Keys.Initiative(
            Keys.Item(category, Number("item_number", Keys.Largest(2))), Number("initiative_number", Keys.Largest(3)));
        var key = Keys.Assessment(initiative, Number("assessment_number", Keys.Largest(3)));
        var number = Number("measure_number", 99);
        var year = Number("fiscal_year", 2999);
        var role = MeasureNames.Role(line["measure_role"].Trim());
        var kind = MeasureNames.Kind(line["measure_kind"].Trim());
        var direction = MeasureNames.Direction(line["measure_direction"].Trim());
        if (role is null)
            Wrong("measure_role", $"one of {MeasureNames.Names<MeasureRole>()}, or 基準, 計画, 実績, 見込, 累計");
        if (kind is null)
            Wrong("measure_kind", $"one of {MeasureNames.Names<MeasureKind>()}, or 指標, 効果額, 費用");
        if (direction is null && line["measure_direction"].Trim().Length > 0)
            Wrong("measure_direction", $"one of {MeasureNames.Names<MeasureDirection>()}, or 増, 減, or blank");
        if (string.IsNullOrWhiteSpace(line["measure_name"]))
            Wrong("measure_name", "the name of the measure");
        if (string.IsNullOrWhiteSpace(line["value"]))
            Wrong("value", "the printed value");
        var document = line["document"].Length > 0 ? line["document"] : file;
        if (municipality.Documents.All(known => known.Sha256 != document))
            Wrong("document", "a document of the first table; blank only where that table is itself the source");
        var isPrinted = line["document"].Length > 0;
        var place = !isPrinted
            ? new SourceLocation(document, line.Place.Page ?? 1, line.Place.Row ?? 1, null, line.Place.Line ?? 1)
            : new SourceLocation(
                document,
                Number("page", int.MaxValue),
                Number("row", int.MaxValue),
                line["column"].Length == 0 ? null : Number("column", int.MaxValue),
                Number("line", int.MaxValue));
        if (!isWhole)
            return null;

        var unit = line["measure_unit"].Length > 0 ? line["measure_unit"] : null;
        if (!isPrinted && !CellText.IsNothing(line["value"]))
            MeasureCells.Report(line["value"], unit, line.Place, log);
        return (
            key,
            new Measure(
                number,
                line["measure_name"],
                unit,
                kind!.Value,
                direction,
                [new MeasureValue(year, role!.Value, line["value"], place)]));
    }

    private static string Comparable(string heading) =>
        CellText.Narrow(CellText.WithoutSpaces(heading)).ToLowerInvariant();

    private sealed class Line(Dictionary<string, string> cells, Place place)
    {
        public Place Place => place;

        public string this[string name] => cells.GetValueOrDefault(name, "");
    }
}
