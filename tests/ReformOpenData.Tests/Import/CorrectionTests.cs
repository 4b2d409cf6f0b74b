using System.Text;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;
using ReformOpenData.Tests.Documentation;

namespace ReformOpenData.Tests.Import;

/// <summary>Corrections mend what is read and leave the print as it is.</summary>
public sealed class CorrectionTests
{
    private const string Row = "072028/2017/01/01/006/001";

    private static readonly Correction[] All =
    [
        new("072028/2017/01", "name", "マネジメント", "運営", "a test", null),
        new("072028/2017/01/01", "name", "安定的・", "", "a test", null),
        new("072028/2017/01/01/006", "name", "平準化", "標準化", "a test", null),
        new("072028/2017/01/01/006", "description", "債務負担行為", "債務を負担する行為", "a test", null),
        new(Row, "summary", "64件", "65件", "a test", null),
        new(Row + "/2021", "text", "12件", "13件", "a test", null),
        new(Row + "/2021/02", "grade", "A", "B", "a test", null),
    ];

    [Fact]
    public void The_file_that_ships_can_be_applied()
    {
        using var file = File.OpenRead(Repository.Path("data/corrections.json"));
        var (corrections, findings) = Corrections.Read(file, "corrections.json");
        Assert.Empty(findings);
        var result = Corrections.Apply(PublishedTable.Municipality, corrections!);
        Assert.Empty(result.Findings);
        Assert.Equal(corrections, result.Municipality!.Corrections);
    }

    [Fact]
    public void Each_field_is_mended_and_nothing_else()
    {
        var corrected = Apply(PublishedTable.Municipality, All);
        Assert.Equal(
            [
                "Renamed 072028/2017/01 name 財政マネジメントの強化 → 財政運営の強化",
                "Renamed 072028/2017/01/01 name 安定的・効率的な財政運営の推進 → 効率的な財政運営の推進",
                "Renamed 072028/2017/01/01/006 name 工事の発注・施工時期の平準化 → 工事の発注・施工時期の標準化",
            ],
            Changes(PublishedTable.Municipality, corrected).Where(
                change => change.StartsWith("Renamed", StringComparison.Ordinal)));
        Assert.Equal(7 + 7, Changes(PublishedTable.Municipality,
            corrected).Count); // each field, and each correction as a new object
        Assert.Contains($"RatingChanged {Row}/2021/02 grade A → B", Changes(PublishedTable.Municipality, corrected));

        var row = PublishedTable.Rows(corrected).Single(one => one.Initiative.Number == 6
            && one.Item.Number == 1 && one.Category.Number == 1).Row;
        Assert.Contains("13件設定", row.Narratives[0].Sections[0].Text, StringComparison.Ordinal);
        Assert.Contains("12件設定", row.Narratives[0].SourceText, StringComparison.Ordinal);
        Assert.Equal("A", row.Ratings[1].Printed);
        Assert.Equal(
            PublishedTable.Everything(Cells(PublishedTable.Municipality)), PublishedTable.Everything(Cells(corrected)));

        static IEnumerable<SourceCell> Cells(Municipality municipality) =>
            PublishedTable.Rows(municipality).SelectMany(one => one.Row.Cells);
    }

    [Fact]
    public void Applying_again_or_nothing_starts_from_the_print()
    {
        var corrected = Apply(PublishedTable.Municipality, All);
        Assert.Equal(PublishedTable.Everything(corrected), PublishedTable.Everything(Apply(corrected, All)));
        Assert.Equal(
            PublishedTable.Everything(PublishedTable.Municipality), PublishedTable.Everything(Apply(corrected, [])));
    }

    [Fact]
    public void A_merge_sees_the_print_and_keeps_the_list()
    {
        var corrected = Apply(PublishedTable.Municipality, All);
        var merged = MunicipalityMerge.Merge(corrected, PublishedTable.Result, null);
        Assert.Equal(["DOCUMENT_STORED"], merged.Findings.Select(finding => finding.Code));
        Assert.Equal(
            PublishedTable.Everything(corrected),
            PublishedTable.Everything(Apply(merged.Municipality!, merged.Municipality!.Corrections)));
    }

    [Fact]
    public void A_correction_keeps_the_release_that_showed_it_first()
    {
        var corrected = Apply(PublishedTable.Municipality, [All[0], All[1]]);
        var released =
            corrected with { Corrections = [.. corrected.Corrections.Select(one => one with { SinceRelease = 3 })] };
        Assert.Equal(
            [3, 3, null], Apply(released, [All[0], All[1], All[2]]).Corrections.Select(one => one.SinceRelease));
        Assert.Equal(
            [null], Apply(released, [All[0] with { Reason = "another" }]).Corrections.Select(one => one.SinceRelease));
    }

    [Fact]
    public void Corrections_of_other_municipalities_are_left_alone() =>
        Assert.Empty(Apply(PublishedTable.Municipality, [All[0] with { TargetKey = "990001/2017/01" }]).Corrections);

    [Theory]
    [InlineData("財政", "")]
    [InlineData("財政マネジメント", "強化")]
    public void A_correction_of_a_name_without_a_printed_cell_must_be_able_to_be_taken_back(
        string printed, string corrected)
    {
        var result = Corrections.Apply(
            PublishedTable.Municipality,
            [new Correction("072028/2017/01", "name", printed, corrected, "a test", null)]);
        Assert.Equal(
            "The name of “財政マネジメントの強化” (072028/2017/01) could not be put back from what the correction says; give a "
                + "longer passage.",
            Assert.Single(result.Findings).Message);
    }

    [Theory]
    [InlineData("072028/2017/09", "name", "財政", "CORRECTION_TARGET")]
    [InlineData("072028/2017/01", "title", "財政", "CORRECTION_TARGET")]
    [InlineData("072028/2017/01", "name", "経済", "CORRECTION_TEXT")]
    [InlineData(Row, "summary", "ゼロ市債", "CORRECTION_TEXT")]
    [InlineData(Row, "summary", "平準化", "CORRECTION_TEXT")]
    [InlineData(Row + "/2021/01", "grade", "A", "CORRECTION_TEXT")]
    public void A_correction_that_does_not_fit_is_an_error(string key, string field, string printed, string code)
    {
        var corrected = code == "CORRECTION_TEXT" && printed == "ゼロ市債" ? null : "優";
        var result = Corrections.Apply(
            PublishedTable.Municipality,
            [new Correction(key, field, corrected is null ? printed + "。" : printed, corrected ?? "", "a test", null)]);
        Assert.Equal([code], result.Findings.Select(finding => finding.Code));
        Assert.Null(result.Municipality);
    }

    [Fact]
    public void Two_corrections_of_one_field_are_an_error() => Assert.Equal(
        ["CORRECTION_REPEATED"],
        Corrections.Apply(PublishedTable.Municipality, [All[0], All[0]]).Findings.Select(finding => finding.Code));

    [Theory]
    [InlineData(
        """{"corrections": [{"target": "072028/2017/01", "field": "name", "printed": "a", "corrected": "b", "reason": ""}]}""")]
    [InlineData(
        """{"corrections": [{"target": "072028/2017/01", "field": "name", "corrected": "b", "reason": "c"}]}""")]
    [InlineData("""{"corrections": null}""")]
    [InlineData("")]
    public void A_file_of_another_form_is_one_error(string json)
    {
        var (corrections, findings) = Corrections.Read(
            new MemoryStream(Encoding.UTF8.GetBytes(json)), "corrections.json");
        Assert.Null(corrections);
        Assert.Equal("METADATA_INVALID", Assert.Single(findings).Code);
    }

    private static Municipality Apply(Municipality municipality, IReadOnlyList<Correction> corrections)
    {
        var result = Corrections.Apply(municipality, corrections);
        Assert.Empty(result.Findings);
        return result.Municipality!;
    }

    private static List<string> Changes(Municipality before, Municipality after) =>
        [.. MunicipalityComparison.Compare(before, after).Select(change => $"{change.Kind} {change.Key} {change.Field} "
            + $"{change.Before} → {change.After}")];
}
