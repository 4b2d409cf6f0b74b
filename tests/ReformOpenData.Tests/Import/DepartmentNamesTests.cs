using System.Text;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Tests.Import;

/// <summary>Which departments a cell names: on several lines, in several spellings, and what is not a department at
/// all.</summary>
public sealed class DepartmentNamesTests
{
    [Theory]
    [InlineData("財政課\n総務課", "財政課・総務課")]
    [InlineData("財政課\r\n総務課\r\n契約検査室", "財政課・総務課・契約検査室")]
    [InlineData("企画調整課\n(庁舎整備室)\n財政課", "企画調整課(庁舎整備室)・財政課")]
    [InlineData("財政課・\n総務課", "財政課・総務課")]
    [InlineData("財政課\n、総務課", "財政課、総務課")]
    [InlineData("上下水道局\n経営企画課", "上下水道局経営企画課")]
    [InlineData("総務部\n財政課\n市民部\n市民課", "総務部財政課・市民部市民課")]
    [InlineData("まちづくり\n整備課", "まちづくり整備課")]
    [InlineData("総務部\n市民部", "総務部・市民部")]
    [InlineData("財政課", "財政課")]
    public void Lines_of_a_cell_are_departments_of_their_own(string cell, string joined) =>
        Assert.Equal(joined, DepartmentLines.Join(cell, name => name == "上下水道局", ""));

    [Theory]
    [InlineData("財政課\n総務課", "財政課|総務課")]
    [InlineData("上下水道局\n経営企画課", "上下水道局経営企画課")]
    public void A_line_break_between_departments_parts_them(string cell, string names)
    {
        var municipality = ReadTidy([("広告", cell)]).Municipality!;
        Assert.Equal(names.Split('|'), municipality.Departments.Select(department => department.FullName));
    }

    [Theory]
    [InlineData("-")]
    [InlineData("－")]
    [InlineData("○財政課")]
    [InlineData("◎財政課・総務課")]
    [InlineData("※財政課")]
    [InlineData("・財政課")]
    [InlineData("未定")]
    [InlineData("同上")]
    [InlineData("〃")]
    public void What_is_not_a_department_is_refused(string cell)
    {
        var tidy = ReadTidy([("広告", cell)]);
        Assert.Equal(
            DepartmentNames.IsNobody(cell) ? "DEPARTMENT_NONE" : "DEPARTMENT_UNREADABLE",
            Assert.Single(tidy.Findings).Code);

        var printed = SmallTable.ReadText(
            SmallTable.Text($"(1) 財政\n①歳入|広告|増やす。|財政課|増やした。|A\n|寄附|増やす。|{cell}|増やした。|A"), 2021);
        Assert.Contains(
            printed.Findings, finding => finding is { Code: "DEPARTMENT_UNREADABLE", Severity: FindingSeverity.Error });
    }

    [Fact]
    public void Departments_that_differ_in_spelling_alone_are_one()
    {
        string[] spellings = ["財\u200b政課", "財政課", "財政課\ufeff", "ﾃﾞｼﾞﾀﾙ課", "デジタル課", "テ\u3099シ\u3099タル課", "⾏政課", "行政課"];
        var tidy = ReadTidy([.. spellings.Select((name, index) => ($"取組{index}", name))]);
        Assert.Equal([], tidy.Findings.Where(finding => finding.Severity == FindingSeverity.Error));
        Assert.Equal(["財政課", "デジタル課", "行政課"], tidy.Municipality!.Departments.Select(department => department.FullName));
        Assert.Equal(
            ["TEXT_REWRITTEN", "TEXT_REWRITTEN", "DEPARTMENT_RESPELLED", "TEXT_REWRITTEN", "DEPARTMENT_RESPELLED"],
            tidy.Findings.Select(finding => finding.Code));

        var rows = string.Join(
            '\n', spellings.Select((name, index) => $"{(index == 0 ? "①歳入" : "")}|取組{index}|増やす。|{name}|増やした。|A"));
        var printed = SmallTable.Read("(1) 財政\n" + rows, 2021);
        Assert.Equal(
            ["財政課", "デジタル課", "行政課"], printed.Municipality!.Departments.Select(department => department.FullName));
        Assert.Contains(printed.Findings, finding => finding is { Code: "DEPARTMENT_RESPELLED", Made: "行政課" });
    }

    [Fact]
    public void A_department_with_a_dot_in_its_name_is_declared_or_joined_with_a_warning()
    {
        var joined = ReadTidy([("広告", "企画・地域振興部 政策課")]);
        Assert.Equal(new Department("政策課", "企画・地域振興部"), Assert.Single(joined.Municipality!.Departments));
        Assert.Equal("DEPARTMENT_JOINED", Assert.Single(joined.Findings).Code);
        Assert.Equal(
            ["企画課", "地域振興部政策課"],
            ReadTidy([("広告", "企画課・地域振興部 政策課")]).Municipality!.Departments.Select(department => department.FullName));

        var declared = ReadTidy([("広告", "企画・地域振興部 政策課")], ["企画・地域振興部 政策課"]);
        Assert.Equal("企画・地域振興部政策課", Assert.Single(declared.Municipality!.Departments).FullName);
        Assert.Equal(
            "企画・地域振興部政策課", ReadTidy([("広告", "企画・地域振興部 政策課、財政課")]).Municipality!.Departments[0].FullName);
    }

    [Theory]
    [InlineData("企画・地域振興部政策課", "企画・地域振興部政策課", true)]
    [InlineData("財政課・人づくり・県民生活部", "財政課 人づくり・県民生活部", true)]
    [InlineData("スポーツ・文化課（室）・財政課", "スポーツ・文化課 財政課", true)]
    [InlineData("水道企業団・財政課", "水道企業団 財政課", false)]
    [InlineData("全庁・人事課", "全庁 人事課", false)]
    [InlineData("企画、総務課", "企画 総務課", false)]
    [InlineData("企画・総務", "企画 総務", false)]
    public void A_printed_dot_behind_what_is_no_name_is_in_the_name(string cell, string expected, bool isJoined)
    {
        var read = SmallTable.Read($"(1) 財政\n①歳入|広告|増やす。|{cell}|増やした。|A", 2021);

        Assert.Equal(expected.Split(' '), read.Municipality!.Departments.Select(department => department.FullName));
        Assert.Equal(isJoined, read.Findings.Any(finding => finding.Code == "DEPARTMENT_JOINED"));
    }

    [Fact]
    public void Years_of_a_row_with_other_departments_are_told_how_to_write_them()
    {
        var first = SmallTable.Read("(1) 財政\n①歳入|広告|増やす。|財政課|増やした。|A", 2021).Municipality!;
        var edit = new ExportEdit(first);
        var row =
            new Dictionary<string, string>(edit.Rows[0])
            {
                ["fiscal_year"] = "2022",
                ["departments"] = "財務課",
                ["row"] = "2",
                ["provenance"] = ""
            };
        var read = edit.Add(row).Read();
        var error = Assert.Single(read.Findings, finding => finding.Severity == FindingSeverity.Error);
        Assert.Equal("VALUE_DIFFERS", error.Code);
        Assert.Contains("department_text", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rare_department_beside_a_usual_one_of_nearly_its_name_is_a_warning()
    {
        var rows = string.Join(
            '\n',
            Enumerable.Range(0, 4).Select(
                index => $"{(index == 0 ? "①歳入" : "")}|取組{index}|増やす。|{(index == 3 ? "財務課" : "財政課")}|増やした。|A"));
        var warning = Assert.Single(
            MunicipalityMerge.Merge(null, SmallTable.Read("(1) 財政\n" + rows, 2021), null).Findings);
        Assert.Equal(
            (
                "DEPARTMENT_SIMILAR",
                "“財務課” carries one row, and is one character from “財政課”, which carries 3; is it a misprint?"),
            (warning.Code, warning.Message));
    }

    private static ReadResult ReadTidy(
        (string Initiative, string Departments)[] rows, IReadOnlyList<string>? declared = null)
    {
        var text = new StringBuilder(
            "municipality_code,"
                + "municipality_name,"
                + "municipality_roman_name,"
                + "plan_title,plan_first_fiscal_year,plan_last_fiscal_year,rating_scale,category_number,category_name,"
            + "item_number,"
            + "item_name,"
            + "initiative_number,initiative_name,assessment_number,departments,fiscal_year,progress,rating\n");
        for (var index = 0; index < rows.Length; index++)
        {
            text.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"262072,試験市,Shiken,{SmallTable.Title},2020,2024,A=A,1,財政,1,歳入,"
                    + $"{index + 1},{rows[index].Initiative},1,\"{rows[index].Departments}\",2021,増やした。,A\n");
        }

        var metadata = declared is null ? null : SmallTable.Metadata(2021) with { Departments = declared };
        return DocumentReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text.ToString())), "table.csv", metadata);
    }

    [Fact]
    public void What_cannot_be_seen_is_taken_out_of_the_names_of_a_table_that_people_wrote()
    {
        var read = ReadTidy([("広告\u200b収入", "財\ufeff政課")]);
        Assert.Equal(["TEXT_REWRITTEN", "TEXT_REWRITTEN"], read.Findings.Select(finding => finding.Code));
        var initiative = read.Municipality!.Plans[0].Categories[0].Items[0].Initiatives[0];
        Assert.Equal(("広告収入", "財政課"), (initiative.Name, read.Municipality.Departments[0].Name));
        Assert.Equal(
            "広告\u200b収入",
            initiative.Assessments[0].Cells.Single(cell => cell.Column == SourceColumn.Initiative).SourceText);
        Assert.Equal(
            PublishedTable.Everything(read.Municipality),
            PublishedTable.Everything(new ExportEdit(read.Municipality).Read().Municipality));
    }
}
