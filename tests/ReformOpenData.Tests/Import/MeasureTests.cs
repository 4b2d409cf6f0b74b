using System.Text;
using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;

namespace ReformOpenData.Tests.Import;

/// <summary>Indicators and amounts come from columns of a layout, or from the second tidy table, and are never lost in
/// silence.</summary>
public sealed class MeasureTests
{
    private const string Header = "改革項目|具体的取組|内容|所管課|取組状況|評価|目標額|効果額（千円）|待ち時間";

    private static readonly Dictionary<string, string> Columns = new()
    {
        ["目標額"] = "measure:効果額:千円:2021:plan",
        ["効果額（千円）"] = "measure:効果額:千円",
        ["待ち時間"] = "measure:待ち時間:分:down:2015:baseline",
    };

    [Fact]
    public void Columns_of_a_layout_become_values_of_measures()
    {
        var row = Rows(Read(2021, "1,000", "1,200", "30")).First().Row;
        Assert.Equal(
            [
                (1, "効果額", "千円", MeasureKind.Effect, null, 2021, MeasureRole.Plan, "1,000", 7),
                (1, "効果額", "千円", MeasureKind.Effect, null, 2021, MeasureRole.Actual, "1,200", 8),
                (2, "待ち時間", "分", MeasureKind.Indicator, MeasureDirection.Down, 2015, MeasureRole.Baseline, "30", 9),
            ],
            from measure in row.Measures
            from value in measure.Values
            select (
                measure.Number, measure.Name, measure.Unit!, measure.Kind, measure.Direction, value.FiscalYear,
                value.Role, value.Printed,
                value.Location.Column!.Value));
        Assert.Equal("広告を載せた。", row.Narratives[0].Text);
    }

    [Fact]
    public void A_blank_cell_is_no_value_and_what_is_no_number_is_told()
    {
        var read = Read(2021, "", "約1,200", "-");
        var row = Rows(read).First().Row;
        Assert.Equal(
            ["約1,200", "-"], row.Measures.SelectMany(measure => measure.Values).Select(value => value.Printed));
        Assert.Equal("約1,200", Assert.Single(read.Findings, finding => finding.Code == "MEASURE_NOT_READ").Read);
    }

    [Fact]
    public void Another_year_joins_the_same_measures()
    {
        var first = SmallTable.Merge(null, Read(2021, "1,000", "1,200", "30"));
        var merged = SmallTable.Merge(first, Read(2022, "", "1,500", ""));
        var measures = Rows(merged).First().Row.Measures;
        Assert.Equal(["1,000", "1,200", "1,500"], measures[0].Values.Select(value => value.Printed));
        Assert.Equal("30", Assert.Single(measures[1].Values).Printed);
    }

    [Fact]
    public void A_tidy_table_without_its_second_one_takes_nothing_away()
    {
        var stored = SmallTable.Merge(null, Read(2021, "1,000", "1,200", "30"));
        var read = new ExportEdit(stored).Read();
        Assert.False(read.TellsMeasures);
        Assert.Equal([], MunicipalityComparison.Compare(stored, SmallTable.Merge(stored, read)));
    }

    [Fact]
    public void A_value_that_would_be_gone_is_asked_about()
    {
        var stored = SmallTable.Merge(null, Read(2021, "1,000", "1,200", "30"));
        var table = Csv(stored).Split("\r\n").Where(line => !line.Contains("1,200", StringComparison.Ordinal));
        var read = Tidy(stored, string.Join("\r\n", table));
        var asked = DocumentJoin.Join(stored, stored, read, new ImportOptions());
        var error = Assert.Single(asked.Findings, finding => finding.Severity == FindingSeverity.Error);
        Assert.Equal("VALUES_LOST", error.Code);
        Assert.Contains("“measure_value” would be gone, 1 in all", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("measure_role", "role", "COLUMN_MISSING")]
    [InlineData("ACTUAL", "DONE", "VALUE_INVALID")]
    [InlineData("EFFECT", "MONEY", "VALUE_INVALID")]
    [InlineData("262072,2020,1,1,1,1,1", "262072,2020,1,1,9,1,1", "VALUE_INVALID")]
    [InlineData("262072,", "072028,", "VALUE_INVALID")]
    [InlineData("PLAN", "ACTUAL", "ROW_DUPLICATE")]
    public void What_is_wrong_with_the_second_table_is_an_error(string part, string by, string code)
    {
        var stored = SmallTable.Merge(null, Read(2021, "1,000", "1,200", "30"));
        var read = Tidy(stored, Csv(stored).Replace(part, by, StringComparison.Ordinal));
        Assert.Contains(
            code,
            read.Findings.Where(finding => finding.Severity == FindingSeverity.Error).Select(finding => finding.Code));
    }

    [Fact]
    public void People_write_it_in_Japanese()
    {
        var stored = SmallTable.Merge(null, Read(2021, "1,000", "1,200", "30"));
        var table = Csv(stored)
            .Replace("ACTUAL", "実績", StringComparison.Ordinal).Replace("EFFECT", "効果額", StringComparison.Ordinal)
            .Replace("measure_role", "値の区分", StringComparison.Ordinal).Replace("DOWN", "減", StringComparison.Ordinal);
        Assert.Equal([], MunicipalityComparison.Compare(stored, Tidy(stored, table).Municipality));
    }

    private static ReadResult Tidy(Municipality municipality, string measures)
    {
        using var stream = new MemoryStream();
        TidyCsv.Write([municipality], stream);
        return DocumentReader.ReadAll(
            new MemoryStream(stream.ToArray()), "reform.csv", null,
            new MemoryStream(Encoding.UTF8.GetBytes(measures))).Last();
    }

    private static string Csv(Municipality municipality)
    {
        using var stream = new MemoryStream();
        MeasureColumns.Write([municipality], stream);
        return Encoding.UTF8.GetString(stream.ToArray()).TrimStart('\uFEFF');
    }

    private static ReadResult Read(int year, params string[] values)
    {
        var text = SmallTable.Text(
            $"(1) 財政の健全化\n①歳入の確保|広告収入の拡大|広告を増やします。|財政課|広告を載せた。|A|{string.Join('|', values)}", header: Header);
        var (layout, fault) = LayoutFile.Read(new MetadataContent(
            new MetadataMunicipality("262072", "試験市", "Shiken"), new MetadataPlan(SmallTable.Title, 2020, 2024, []),
            null!)
        { Columns = Columns });
        Assert.Null(fault);
        return DocumentReader.Read(
            new MemoryStream(Encoding.UTF8.GetBytes(text)), $"r{year}.txt",
            SmallTable.Metadata(year) with { Layout = layout });
    }

    private static IEnumerable<(
        Category Category, Item Item, Initiative Initiative, Assessment Row)> Rows(ReadResult read)
    {
        Assert.Equal([], read.Findings.Where(finding => finding.Severity == FindingSeverity.Error));
        return Rows(read.Municipality!);
    }

    private static IEnumerable<(
        Category Category, Item Item, Initiative Initiative, Assessment Row)> Rows(Municipality municipality) =>
        PublishedTable.Rows(municipality);
}
