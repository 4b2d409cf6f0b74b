using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Tests.Import;

/// <summary>The rules by which a printed cell becomes clean text, departments, sections and ratings.</summary>
public sealed class CellTextTests
{
    private static readonly DepartmentNames Names = new(PublishedTable.AnyBytes with { Departments = ["スポーツ・文化課"] });

    private static readonly NamedDepartment[] Carried =
        [new(
            new Department("企画調整課", null),
            "庁舎整備室"), new(new Department("経営企画課", "上下水道局"), null), new(new Department("企画課", null), null)];

    [Theory]
    [InlineData("オープンデー タの推進", "オープンデータの推進")]
    [InlineData("情報公開・ 情報発信の充 実", "情報公開・情報発信の充実")]
    [InlineData("SNS等の、 様々な", "SNS等の、様々な")]
    [InlineData("図った。 また、", "図った。\nまた、")]
    [InlineData("（見込み。） また、", "（見込み。）\nまた、")]
    [InlineData("「図る。」 また、", "「図る。」\nまた、")]
    [InlineData("図った。 (令和4年度実施)", "図った。\n(令和4年度実施)")]
    [InlineData("図った。 R3. 4. 1 941名 R4. 4. 1 941名", "図った。\nR3. 4. 1 941名 R4. 4. 1 941名")]
    [InlineData("R2 : 143, 551時間", "R2 : 143, 551時間")]
    [InlineData("【財政課】 見直した。 【納税課】 納めた。", "【財政課】\n見直した。\n【納税課】\n納めた。")]
    [InlineData("③ ICTを活用", "③ICTを活用")]
    [InlineData("次のとおり ①一 ②二", "次のとおり\n①一\n②二")]
    [InlineData("施設 (方針) を", "施設(方針)を")]
    [InlineData("AI DXの推進", "AI DXの推進")]
    [InlineData("　 全角　空白 ", "全角空白")]
    [InlineData("一行\r\n二行", "一行\n二行")]
    [InlineData("一行\n\n\n二行", "一行\n\n二行")]
    [InlineData("<p>一。</p> <p>二。 三。</p>", "一。\n\n二。\n三。")]
    [InlineData("一<br/>二<BR>三", "一\n二\n三")]
    [InlineData("𠮷 野", "𠮷野")]
    [InlineData("平成32年度", "平成32年度")]
    [InlineData("", "")]
    public void Spaces_and_markup_are_cleaned_by_rules(string cell, string text) =>
        Assert.Equal(text, CellText.Clean(cell).Text);

    [Fact]
    public void Cleaning_what_is_clean_changes_nothing() => Assert.All(
        PublishedTable.Rows(PublishedTable.Municipality)
            .SelectMany(row => row.Row.Cells).Where(cell => cell.Column is not SourceColumn.Rating),
        cell => Assert.Equal(cell.Text, CellText.Clean(cell.Text).Text));

    [Fact]
    public void Unknown_markup_stays_and_is_told()
    {
        var cleaned = CellText.Clean("<p>x</p><b>y</b> 1<2");
        Assert.Equal(("x\n\n<b>y</b> 1<2", "<b>", true), (cleaned.Text, cleaned.OtherMarkup, cleaned.HasParagraphs));
    }

    [Theory]
    [InlineData("財政課", "財政課")]
    [InlineData("上下水道局 経営企画課", "上下水道局/経営企画課")]
    [InlineData("上下水道局経営企画課", "上下水道局/経営企画課")]
    [InlineData("教育 総務課・ 人事課", "教育総務課 人事課")]
    [InlineData("企画調整課 (庁舎整備室) ・公共施設管理課", "企画調整課[庁舎整備室] 公共施設管理課")]
    [InlineData("地域福祉課（とりまとめ)", "地域福祉課[とりまとめ]")]
    [InlineData("スポーツ・文化課・財政課", "スポーツ・文化課 財政課")]
    [InlineData("上下水道局", "上下水道局")]
    [InlineData("財政課・", null)]
    [InlineData("財政課（", null)]
    [InlineData("財政課（）", null)]
    [InlineData("①財政課", null)]
    [InlineData("財政課が担う。", null)]
    [InlineData("-", null)]
    [InlineData("", null)]
    public void Departments_are_read_by_rules(string cell, string? expected) => Assert.Equal(
        expected,
        Names.Read(cell) is not { } named ? null : string.Join(' ', named.Select(one =>
            (one.Department.Bureau is null ? "" : one.Department.Bureau + "/")
                + one.Department.Name + (one.Qualifier is null ? "" : $"[{one.Qualifier}]"))));

    [Theory]
    [InlineData("A", "企画調整課+上下水道局経営企画課+企画課 A")]
    [InlineData("Ａ", "企画調整課+上下水道局経営企画課+企画課 A")]
    [InlineData("－", "企画調整課+上下水道局経営企画課+企画課 -")]
    [InlineData("企画調整課 A 企画課 B", "企画調整課 A, 企画課 B")]
    [InlineData("企画課 完了 経営企画課 - 企画調整課（庁舎整備室） B", "企画課 完了, 上下水道局経営企画課 -, 企画調整課 B")]
    [InlineData("企画課・経営企画課 A 企画調整課：B", "企画課+上下水道局経営企画課 A, 企画調整課 B")]
    [InlineData("上下水道局 経営企画課A", "上下水道局経営企画課 A")]
    [InlineData("A B", "RATING_WITHOUT_DEPARTMENT")]
    [InlineData("納税課 A", "RATING_DEPARTMENT_UNKNOWN")]
    [InlineData("企画課", "GRADE_UNKNOWN")]
    [InlineData("", "RATING_MISSING")]
    public void Ratings_are_read_by_rules(string cell, string expected)
    {
        var result = RatingCell.Read(cell, Carried, PublishedTable.Metadata.RatingScale);
        Assert.Equal(expected, result.Fault?.Code ?? string.Join(", ", result.Ratings.Select(rating =>
            $"{string.Join("+", rating.Departments.Select(one => one.FullName))} {rating.Grade.Label}")));
    }

    [Theory]
    [InlineData("一。", "- : 一。")]
    [InlineData("【企画調整課】\n一。\n\n二。\n【経営企画課】\n三。", "企画調整課 企画調整課: 一。⏎⏎二。 | 経営企画課 上下水道局経営企画課: 三。")]
    [InlineData("前文。\n【水道事業】\n一。", "- : 前文。 | 水道事業 : 一。")]
    [InlineData("一。【企画課】二。", "- : 一。 | 企画課 企画課: 二。")]
    [InlineData("「【重要】な課題」", "- : 「【重要】な課題」")]
    [InlineData("【企画課】", "企画課 企画課: ")]
    [InlineData("【企画調整課（庁舎整備室）】\n一。", "企画調整課（庁舎整備室） 企画調整課: 一。")]
    public void Texts_are_cut_at_labels(string text, string expected) => Assert.Equal(
        expected,
        string.Join(" | ", SectionCutter.Cut(text, Carried).Select(section =>
            $"{section.Label ?? "-"} {section.Department}: {section.Text.ReplaceLineEndings("⏎")}")));
}
