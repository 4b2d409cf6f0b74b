using System.Globalization;
using System.Text;
using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;
using ReformOpenData.Tests.Documentation;
using Snapshooter;

namespace ReformOpenData.Tests.Import;

/// <summary>
/// Tables in the layouts of many offices are read by their metadata alone, and nothing of them is lost.
/// </summary>
public sealed class LayoutTests
{
    internal static readonly string Folder = Repository.Path("tests/ReformOpenData.Tests/Import/Layouts");

    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(Folder, "*.txt")
            .Select(path => Path.GetFileNameWithoutExtension(path)!)
            .Order(StringComparer.Ordinal)];

    [Fact]
    public void There_are_sixteen_structures() => Assert.Equal(16, Directory.GetFiles(Folder, "*.txt").Length);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_table_is_read_by_its_metadata_alone(string name)
    {
        var result = Read(name);
        Assert.Equal([], result.Findings.Where(finding => finding.Severity == FindingSeverity.Error)
            .Select(finding => finding.Message));
        Snapshots.Match(
            Outline(result.Municipality!),
            new SnapshotFullName($"LayoutTests.{name}.snap", Repository.Path("tests/ReformOpenData.Tests/Import")));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_cell_of_its_rows_is_somewhere(string name)
    {
        var told = Outline(Read(name).Municipality!);
        var lines = File.ReadAllLines(Path.Combine(Folder, name + ".txt")).Select(line => line.Split('\t')).ToList();
        var header = lines.FindIndex(line => line.Length > 2);
        foreach (var cell in lines.Skip(header + (name.Contains("two-rows", StringComparison.Ordinal) ? 2 : 1))
            .Where(line => line.Length > 2 && line[0] != "合計")
            .SelectMany(line => line)
            .Where(cell => !CellText.IsNothing(cell)))
        {
            Assert.Contains(Folded(LevelNumber.Split(cell).Name), Folded(told), StringComparison.Ordinal);
        }

        static string Folded(string text) => CellText.Narrow(CellText.WithoutSpaces(text));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_export_of_it_comes_back_the_same(string name)
    {
        var municipality = Read(name).Municipality!;
        foreach (var isCsv in new[] { true, false })
        {
            using var stream = new MemoryStream();
            if (isCsv)
                TidyCsv.Write([municipality], stream);
            else
                Workbook.Write([municipality], stream);
            stream.Position = 0;
            using var measures = new MemoryStream();
            MeasureColumns.Write([municipality], measures);
            measures.Position = 0;
            var back = DocumentReader.Read(stream, "reform", null, isCsv ? measures : null);
            Assert.Equal([], back.Findings.Where(finding => finding.Severity == FindingSeverity.Error)
                .Select(finding => finding.Message));
            Assert.Equal([], MunicipalityComparison.Compare(municipality, back.Municipality));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_table_again_asks_nothing(string name)
    {
        var read = Read(name);
        var again = MunicipalityMerge.Merge(read.Municipality, read, null);
        Assert.Equal([], again.Findings.Where(finding => finding.Severity == FindingSeverity.Error)
            .Select(finding => finding.Message));
        Assert.Equal([], MunicipalityComparison.Compare(read.Municipality, again.Municipality));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_page_says_where_each_column_goes(string name)
    {
        var row = File.ReadLines(Repository.Path("docs/layouts.md"))
            .Single(line => line.StartsWith($"| `{name}` |", StringComparison.Ordinal));
        var lines = File.ReadAllLines(Path.Combine(Folder, name + ".txt"))
            .Select((line, index) => new TableLine(1, index + 1, line.Split('\t')))
            .ToList();
        var layout = MetadataOf(name).Layout!;
        var first = lines.FindIndex(line => line.Cells.Count > 2);
        var header = HeaderRowsText.Join([.. lines.Skip(first).Take(layout.HeaderRows ?? 1)]).Cells;
        var goes = header.Zip(
            HeadingNames.Read(header, layout), (heading, meaning) => $"{heading} → `{LayoutFile.Text(meaning!)}`");
        Assert.Contains(string.Join("; ", goes), row, StringComparison.Ordinal);
    }

    private static DocumentMetadata MetadataOf(string name)
    {
        using var json = File.OpenRead(Path.Combine(Folder, name + ".json"));
        var (metadata, findings) = MetadataFile.Read(json, name + ".json");
        Assert.Equal([], findings.Select(finding => finding.Message));
        return metadata!;
    }

    private static ReadResult Read(string name)
    {
        using var table = File.OpenRead(Path.Combine(Folder, name + ".txt"));
        return DocumentReader.Read(table, name + ".txt", MetadataOf(name));
    }

    internal static string Outline(Municipality municipality)
    {
        var text = new StringBuilder();
        foreach (var plan in municipality.Plans)
        {
            foreach (var category in plan.Categories)
            {
                Line(0, $"({category.Number}) {Printed(category.PrintedNumber)}{category.Name}");
                foreach (var item in category.Items)
                {
                    Line(
                        1,
                        $"{item.Number} {Printed(item.PrintedNumber)}{item.Headings?.Replace('\n', '>')}"
                        + $"{(item.Headings is null ? "" : " > ")}{item.Name}");
                    foreach (var initiative in item.Initiatives)
                    {
                        Line(2, Printed(initiative.PrintedNumber) + initiative.Name);
                        if (initiative.Description is { } description)
                            Line(3, "= " + description);
                        foreach (var row in initiative.Assessments)
                            Row(plan, row);
                    }
                }
            }
        }

        return text.ToString();

        static string Printed(string? number) => number is null ? "" : $"<{number}> ";

        void Row(Plan plan, Assessment row)
        {
            Line(3, "@ " + string.Join("・", row.Responsibilities.Select(one =>
                one.Department + (one.Role == ResponsibilityRole.Supporting ? " (supporting)" : ""))));
            foreach (var narrative in row.Narratives)
                Line(
                    3,
                    $"{narrative.FiscalYear}{(narrative.Kind == NarrativeKind.Result ? "" : $" {narrative.Kind}")}: "
                    + $"{narrative.Text}");
            foreach (var measure in row.Measures)
            {
                foreach (var value in measure.Values)
                    Line(3, $"{value.FiscalYear} {value.Role} {measure.Name} ({measure.Unit}): {value.Printed}");
            }

            foreach (var rating in row.Ratings)
            {
                var step = plan.RatingScale.StepOf(rating)!;
                Line(
                    3,
                    $"{rating.FiscalYear}#{rating.Number}: {rating.Printed} {step.Level} {rating.Evaluator}/"
                    + $"{rating.Aspect}{(rating.IsFinal ? " final" : "")}");
            }
        }

        void Line(int depth, string line) => text.Append(' ', depth * 2)
            .Append(CultureInfo.InvariantCulture, $"{line.Replace("\n", " ⏎ ", StringComparison.Ordinal)}\n");
    }
}
