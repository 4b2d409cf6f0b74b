using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Tests.Import;

/// <summary>What is read of the published table, compared with the file as a second, naive reading sees it.</summary>
public sealed partial class PublishedTableTests
{
    private static readonly string[] Lines = File.ReadAllText(PublishedTable.TextPath, Encoding.UTF8).Split('\n');

    /// <summary>Lines of seven cells that are no header: by hand, without any rule of the reader.</summary>
    private static readonly (int Line, string[] Cells)[] NaiveRows =
    [
        .. Lines.Select((line, index) => (Line: index + 1, Cells: line.Split('\t')))
            .Where(row => row.Cells.Length == 7 && row.Cells[0] != "改革項目"),
    ];

    [Fact]
    public void It_is_read_without_an_error() =>
        Assert.DoesNotContain(PublishedTable.Result.Findings, finding => finding.Severity == FindingSeverity.Error);

    [Fact]
    public void It_holds_what_a_person_counts()
    {
        var plan = Assert.Single(PublishedTable.Municipality.Plans);
        var rows = PublishedTable.Rows(PublishedTable.Municipality).ToList();
        Assert.Equal(21, rows.Max(row => row.Row.Location.Page));
        Assert.Equal(21, rows.Select(row => row.Row.Location.Page).Distinct().Count());
        Assert.Equal(3, plan.Categories.Count);
        Assert.Equal(13, plan.Categories.Sum(category => category.Items.Count));
        Assert.Equal(47, plan.Categories.Sum(category => category.Items.Sum(item => item.Initiatives.Count)));
        Assert.Equal(66, rows.Count);
        Assert.Equal(66, NaiveRows.Length);
        Assert.Equal(72, rows.Sum(row => row.Row.Ratings.Count));
    }

    [Theory]
    [InlineData(1, 6)]
    [InlineData(2, 8)]
    [InlineData(3, 5)]
    public void Each_category_has_so_many_ratings_of_grade_B(int category, int expected) => Assert.Equal(
        expected,
        PublishedTable.Rows(PublishedTable.Municipality)
            .Where(row => row.Category.Number == category)
            .Sum(row => row.Row.Ratings.Count(rating => rating.Grade == Grade.B)));

    [Fact]
    public void Every_printed_cell_is_kept_byte_for_byte_with_its_place()
    {
        var kept = PublishedTable.Rows(PublishedTable.Municipality)
            .Select(row => row.Row).OrderBy(row => row.Location.Line).ToList();
        Assert.Equal(NaiveRows.Length, kept.Count);
        foreach (var ((line, cells), row) in NaiveRows.Zip(kept))
        {
            Assert.Equal(line, row.Location.Line);
            Assert.Equal(7, row.Cells.Count);
            Assert.Equal(Enum.GetValues<SourceColumn>(), row.Cells.Select(cell => cell.Column));
            // Each filled cell of the print is kept once, under the column where it is printed; blank ones hold
            // nothing.
            var byColumn = row.Cells.Where(cell => cell.Location.Column is not null)
                .ToDictionary(cell => cell.Location.Column!.Value);
            for (var column = 1; column <= 7; column++)
                Assert.Equal(cells[column - 1], byColumn.TryGetValue(column, out var cell) ? cell.SourceText : "");

            Assert.All(
                row.Cells.Where(cell => cell.Location.Column is null), cell => Assert.Equal("", cell.SourceText));
            Assert.All(
                row.Cells,
                cell => Assert.Equal((line, row.Location.Document), (cell.Location.Line, cell.Location.Document)));
        }
    }

    [Fact]
    public void Every_text_is_the_printed_cell_but_for_spaces_and_markup()
    {
        foreach (var (_, item, initiative, row) in PublishedTable.Rows(PublishedTable.Municipality))
        {
            var cells = row.Cells.ToDictionary(cell => cell.Column);
            var narrative = Assert.Single(row.Narratives);
            Assert.Equal(cells[SourceColumn.Progress].SourceText, narrative.SourceText);
            Assert.Equal(cells[SourceColumn.Summary].SourceText, row.Summary!.SourceText);
            Assert.Equal(Bare(narrative.SourceText), narrative.Text is null ? "-" : Bare(narrative.Text));
            Assert.Equal(Bare(row.Summary.SourceText), Bare(row.Summary.Text!));
            foreach (var (column, value) in new[]
            {
                (SourceColumn.Item, (char)('①' + item.Number - 1) + item.Name),
                (SourceColumn.Initiative, initiative.Name),
                (SourceColumn.Description, initiative.Description!),
            })
            {
                Assert.Equal(value, cells[column].Text);
                if (cells[column].SourceText.Length > 0)
                    Assert.Equal(Bare(cells[column].SourceText), Bare(value));
            }
        }
    }

    [Fact]
    public void Nothing_reported_is_a_narrative_without_text()
    {
        var silent = PublishedTable.Rows(PublishedTable.Municipality)
            .Where(row => row.Row.Narratives[0].Text is null).Select(row => row.Row).ToList();
        Assert.Equal([87, 114, 131], silent.Select(row => row.Location.Line));
        Assert.All(
            silent, row => Assert.Equal(("-", 0), (row.Narratives[0].SourceText, row.Narratives[0].Sections.Count)));
    }

    [Fact]
    public void Sections_hold_all_of_their_text()
    {
        foreach (var (_, _, _, row) in PublishedTable.Rows(PublishedTable.Municipality))
        {
            foreach (var (text, sections) in new[] { (row.Narratives[0].Text, row.Narratives[0].Sections),
                (row.Summary!.Text, row.Summary.Sections) })
            {
                var joined = string.Concat(
                    sections.Select(section => (section.Label is null ? "" : $"【{section.Label}】") + section.Text));
                Assert.Equal(Bare(text ?? ""), Bare(joined));
            }
        }
    }

    [Fact]
    public void No_text_keeps_a_space_between_Japanese_characters()
    {
        var texts = PublishedTable.Rows(PublishedTable.Municipality)
            .SelectMany(row => row.Row.Cells.Select(cell => cell.Text));
        Assert.DoesNotContain(texts, text => JapaneseSpace().IsMatch(text));
    }

    [Fact]
    public void The_document_is_the_file_with_its_provenance()
    {
        var document = Assert.Single(PublishedTable.Municipality.Documents);
        var bytes = File.ReadAllBytes(PublishedTable.TextPath);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), document.Sha256);
        Assert.Equal(
            ("072028-fy2021.txt", "会津若松市", "CC BY 4.0", false),
            (document.FileName, document.Publisher, document.Licence, document.LicenceConfirmed));
        Assert.Equal((2017, 2021), (document.PlanFirstFiscalYear, document.FiscalYear));
        Assert.Equal(PublishedTable.Result.Findings, document.Findings);
    }

    [Fact]
    public void All_rows()
    {
        var text = new StringBuilder();
        foreach (var (category, item, initiative, row) in PublishedTable.Rows(PublishedTable.Municipality))
        {
            text.Append($"({category.Number}) {item.Number} {initiative.Number} {row.Number} {initiative.Name}\n");
            text.Append($"    line {row.Location.Line}: ").AppendJoin(
                ", ",
                row.Responsibilities.Select(
                    one => one.Department + (one.Qualifier is null ? "" : $" [{one.Qualifier}]"))).Append('\n');
            text.Append("    ratings: ").AppendJoin(
                ", ",
                row.Ratings.Select(
                    rating => $"{string.Join("+", rating.Departments)} {rating.Printed} {rating.Grade}")).Append('\n');
            AppendSections("progress", row.Narratives[0].Sections);
            AppendSections("summary", row.Summary!.Sections);
        }

        Snapshots.Match(text.ToString());

        void AppendSections(string kind, IReadOnlyList<Section> sections)
        {
            foreach (var section in sections.Where(_ => sections.Count > 1 || sections[0].Label is not null))
                text.Append(
                    $"    {kind}: 【{section.Label}】 "
                        + $"{(section.Department is null ? "topic" : "= " + section.Department)}, "
                        + $"{section.Text.Length} characters: {section.Text[..10]}…\n");
        }
    }

    [Fact]
    public void All_findings() => Snapshots.Match(string.Join('\n', PublishedTable.Result.Findings.Select(finding =>
        $"{finding.Severity} {finding.Code} page {finding.Page}, row {finding.Row}, column {finding.Column}, line "
            + $"{finding.Line}: {finding.Message}\n"
        + $"    read: {OneLine(finding.Read)}\n    made: {OneLine(finding.Made)}")));

    [Fact]
    public void All_texts_that_were_cleaned() =>
        Snapshots.Match(string.Join('\n', PublishedTable.Rows(PublishedTable.Municipality)
        .SelectMany(row => row.Row.Cells)
        .Where(cell => cell.SourceText.Length > 0 && cell.Text != cell.SourceText)
        .Select(cell => $"line {cell.Location.Line} {cell.Column}\n{cell.Text}\n")));

    private static string OneLine(string? text) => text?.ReplaceLineEndings("⏎") ?? "";

    private static string Bare(string text) =>
        Spaces().Replace(
            text.Replace("<p>", "", StringComparison.Ordinal).Replace("</p>", "", StringComparison.Ordinal), "");

    [GeneratedRegex(@"\s")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[\u3001-\u9FFF] [\u3001-\u9FFF]")]
    private static partial Regex JapaneseSpace();
}
