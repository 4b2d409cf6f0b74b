using System.Globalization;
using System.Text;
using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;
using ReformOpenData.Tests.Import;

namespace ReformOpenData.Tests.Truth;

/// <summary>
/// Whatever people make of an export: what can be imported of it comes back from its own export as it is, in either
/// format.
/// <c>TEST_EDITS=100000</c> tries more of them.
/// </summary>
public sealed class EditedExportTests
{
    private const int Length = 5;
    private static readonly int Edits = int.Parse(
        Environment.GetEnvironmentVariable("TEST_EDITS") ?? "2000", CultureInfo.InvariantCulture);

    /// <summary>
    /// What is edited: a part of the published table, two years that were merged, a table that people wrote.
    /// </summary>
    public static IReadOnlyList<Municipality> Beginnings { get; } = [Published(), TwoYears(), ByHand()];

    /// <summary>What becomes of a state by an edit of its export; null where the edit cannot be imported.</summary>
    public static Municipality? Edited(Municipality state, int edit) =>
        Import(null, ExportCells.Write(RandomEdits.Apply(ExportCells.Csv([state]), edit)));

    [Fact]
    public void What_is_exported_imports_to_the_same()
    {
        var imported = 0;
        for (var sequence = 0; sequence < Edits / Length; sequence++)
        {
            int[] edits = [.. Enumerable.Range(sequence * Length, Length)];
            if (Fault(sequence, edits, ref imported) is not { } fault)
                continue;

            var unused = 0;
            for (var index = 0; index < edits.Length;)
            {
                int[] fewer = [.. edits.Where((_, i) => i != index)];
                if (Fault(sequence, fewer, ref unused) is { } same)
                    (edits, fault) = (fewer, same);
                else
                    index++;
            }

            Assert.Fail($"Beginning {sequence % Beginnings.Count}, edits {string.Join(", ", edits)}: {fault}");
        }

        Assert.InRange(imported, Edits / 3, int.MaxValue);
    }

    private static string? Fault(int sequence, int[] edits, ref int imported)
    {
        var state = Beginnings[sequence % Beginnings.Count];
        foreach (var edit in edits)
        {
            if (Edited(state, edit) is not { } next)
                continue;

            imported++;
            if (FaultOf(state, next) is { } fault
                || (fault = FaultOf(next, "csv")) is not null
                || (edit % 10 == 0 && (fault = FaultOf(next, "xlsx")) is not null))
                return fault;
            state = next;
        }

        return null;
    }

    /// <summary>The hash, the list of changes and the records say alike whether two states are the same.</summary>
    private static string? FaultOf(Municipality before, Municipality after)
    {
        var changes = MunicipalityComparison.Compare(before, after);
        if (changes.Count == 0 != (ContentHash.Of(before) == ContentHash.Of(after)))
            return $"{changes.Count} changes, and the hashes say otherwise";
        return changes.Count > 0 && PublishedTable.Everything(before) == PublishedTable.Everything(after)
            ? $"{changes[0]} between the same records"
            : null;
    }

    private static string? FaultOf(Municipality state, string format)
    {
        using var stream = new MemoryStream();
        if (format == "csv")
            TidyCsv.Write([state], stream);
        else
            Workbook.Write([state], stream);
        if (Import(state, stream.ToArray(), out var findings, format == "csv" ? state : null) is not { } again)
            return $"{format} is refused: {findings}";

        var changes = MunicipalityComparison.Compare(state, again);
        return changes.Count == 0 && ContentHash.Of(state) == ContentHash.Of(again)
            ? null
            : $"{format} changes {string.Join("; ", changes.Take(3))}";
    }

    private static Municipality? Import(Municipality? stored, byte[] bytes) => Import(stored, bytes, out _);

    /// <summary>As the importer does.</summary>
    /// <param name="measured">Whose second table stands beside the first; null for none.</param>
    private static Municipality? Import(
        Municipality? stored, byte[] bytes, out string findings, Municipality? measured = null)
    {
        using var measures = new MemoryStream();
        if (measured is not null)
            MeasureColumns.Write([measured], measures);
        measures.Position = 0;
        ReadResult[] results =
        [
            .. DocumentReader.ReadAll(new MemoryStream(bytes), "export", null, measured is null ? null : measures),
        ];
        findings = Errors(results[^1].Findings);
        if (results is not [{ HasErrors: false } read])
            return null;

        var merged = MunicipalityMerge.Merge(stored, read, null);
        findings = Errors(merged.Findings);
        if (merged.Municipality is not { } joined)
            return null;

        var corrected = Corrections.Apply(joined, joined.Corrections);
        findings = Errors(corrected.Findings);
        return corrected.Municipality;
    }

    private static string Errors(IEnumerable<Finding> findings) =>
        string.Join(
            "; ",
            findings.Where(finding => finding.Severity == FindingSeverity.Error).Select(
                finding => $"{finding.Code} {finding.Message} {finding.Read}"));

    /// <summary>Two items of the published table.</summary>
    private static Municipality Published()
    {
        var all = PublishedTable.Municipality;
        var plan = all.Plans[0];
        var category = plan.Categories[0];
        var few =
            all with { Plans = [plan with { Categories = [category with { Items = [.. category.Items.Take(2)] }] }] };
        few = InitiativeRewriter.RewriteRows(few, row => row with
        {
            Measures =
            [
                new(
                    1,
                    "効果額",
                    "千円",
                    MeasureKind.Effect,
                    null,
                    [new(2021, MeasureRole.Actual, "1,200", row.Location with { Column = 8 })]),
            ],
        });
        return few with
        {
            Documents =
            [
                .. few.Documents.Select(document => document with { Findings = [.. document.Findings.Take(3)] })
            ],
            Departments = [.. few.Departments.Where(department => PublishedTable.Rows(few).Any(row =>
                row.Row.Responsibilities.Any(responsibility => responsibility.Department == department.FullName)))],
        };
    }

    /// <summary>
    /// Two documents, between which a department was renamed, a text replaced, a label of the scale changed.
    /// </summary>
    private static Municipality TwoYears()
    {
        const string First = """
            計画令和2年度取組状況
            (1) 分類
            改革項目	具体的取組	内容	所管課	R2取組状況	総括	評価
            ①項目	取組	内容	財政課・上下水道局 経営企画課	【財政課】見直した。<p>次の段落</p>	-	財政課 A 経営企画課 B
            	別の取組		庁舎整備課（とりまとめ）	-	途中の 総括。	完了
            """;
        const string Second = """
            計画令和3年度取組状況
            (1) 分類
            改革項目	具体的取組	内容	所管課	R3取組状況	総括
            ①項目	取組	内容	財政課・企画課	【財政課】また見直した。	終えた。
            	別の取組	新しい内容	総務課	<br>	-
            """;
        var answers = MappingFile.Read(
            new MemoryStream("""
                {"answers": [
                  {"document": "990001/2017/01/01/001/001", "stored": "990001/2017/01/01/001/001"},
                  {"document": "990001/2017/01/01/002/001", "stored": "990001/2017/01/01/002/001"}
                ]}
                """u8.ToArray()),
            "mapping.json").Mapping;
        var merged = MunicipalityMerge.Merge(Read(First, 2020, "A"), Table(Second, 2021, "◎"), answers);
        return merged.Municipality ?? throw new InvalidOperationException(Errors(merged.Findings));

        static Municipality Read(string text, int year, string label)
        {
            var read = Table(text, year, label);
            return read.Municipality ?? throw new InvalidOperationException(Errors(read.Findings));
        }

        static ReadResult Table(string text, int year, string label) =>
            PublishedTable.Read(Encoding.UTF8.GetBytes(text), PublishedTable.AnyBytes with
            {
                MunicipalityCode = "990001",
                MunicipalityName = "架空市",
                Title = "計画",
                PlanTitle = "計画",
                FiscalYear = year,
                RatingScale =
            [
                new(Grade.A, label), new(Grade.B, "B"), new(Grade.Completed, "完了"), new(Grade.NotRated, "-")
            ],
                Bureaus = ["上下水道局"],
                Departments = [],
            });
    }

    /// <summary>A table that people wrote, with what they type.</summary>
    private static Municipality ByHand()
    {
        string[] columns =
        [
            "municipality_code", "municipality_name", "municipality_roman_name", "plan_title", "plan_first_fiscal_year",
            "plan_last_fiscal_year",
            "rating_scale", "category_number", "category_name", "item_number", "item_name", "initiative_number",
            "initiative_name", "description",
            "assessment_number", "departments", "fiscal_year", "progress", "summary", "rating", "rating_is_final",
        ];
        string[] plan = ["990019", "手書き市", "Tegaki", "計画", "2017", "2021", "A=A;B=B;COMPLETED=完 了;C= C\\;x "];
        string[][] rows =
        [
            [
                .. plan, "1", "分類", "1", "項目", "1", "取組", "", "1", "財政課・上下水道局 経営企画課", "2020", "一行目\r二行目  <b>", "古い総括",
                "財政課 A 経営企画課 B", "false"
            ],
            [
                .. plan, "1", "分類", "1", "項目", "1", "取組", "", "1", "財政課・上下水道局 経営企画課", "2021", "-", " 総括\r\n 続き ", "完了",
                "true"
            ],
            [.. plan, "1", "分類", "1", "項目", "1", "取組", "", "2", "スポーツ、文化課", "2021", "<p> </p>", "", "", ""],
            [.. plan, "2", "別の分類", "60", "項目", "1", "取組", "=内容", "1", "財政課", "2020", "", "消える総括", "", ""],
            [.. plan, "2", "別の分類", "60", "項目", "1", "取組", "=内容", "1", "財政課", "2021", "", "残る総括", "C ; x", ""],
        ];
        return Import(null, ExportCells.Write([columns, .. rows]), out var findings)
            ?? throw new InvalidOperationException(findings);
    }
}
