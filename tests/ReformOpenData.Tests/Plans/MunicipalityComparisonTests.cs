using ReformOpenData.Data.Plans;
using ReformOpenData.Tests.Import;

namespace ReformOpenData.Tests.Plans;

/// <summary>Two states of a municipality differ in what a person would say.</summary>
public sealed class MunicipalityComparisonTests
{
    private const string RowKey = "072028/2017/01/01/001/001";

    [Fact]
    public void A_municipality_that_appears_or_disappears_is_one_change()
    {
        Assert.Equal(
            [new Change(ChangeKind.Added, "Municipality", "072028", null, null, "会津若松市")],
            MunicipalityComparison.Compare(null, PublishedTable.Municipality));
        Assert.Equal(
            [new Change(ChangeKind.Removed, "Municipality", "072028", null, "会津若松市", null)],
            MunicipalityComparison.Compare(PublishedTable.Municipality, null));
        Assert.Empty(MunicipalityComparison.Compare(null, null));
    }

    [Fact]
    public void A_municipality_does_not_differ_from_itself() =>
        Assert.Empty(MunicipalityComparison.Compare(PublishedTable.Municipality, PublishedTable.Municipality));

    [Fact]
    public void Each_field_is_a_change_of_its_kind()
    {
        AssertChange(row => row with { Ratings = [row.Ratings[0] with { Grade = Grade.B, Printed = "B" }] },
            new Change(ChangeKind.RatingChanged, "Rating", RowKey + "/2021/01", "grade", "A", "B"));
        AssertChange(row => row with { Ratings = [row.Ratings[0] with { Printed = "Ａ" }] },
            new Change(ChangeKind.ValueChanged, "Rating", RowKey + "/2021/01", "printed", "A", "Ａ"));
        AssertChange(row => row with { Ratings = [] },
            new Change(ChangeKind.Removed, "Rating", RowKey + "/2021/01", null, "財政課 A", null));
        AssertChange(row => row with { Narratives = [row.Narratives[0] with { Text = "x" }] },
            new Change(
                ChangeKind.TextChanged,
                "YearlyNarrative",
                RowKey + "/2021",
                "text",
                PublishedTable.Rows(PublishedTable.Municipality).First().Row.Narratives[0].Text,
                "x"));
        AssertChange(row => row with { Summary = null },
            new Change(
                ChangeKind.TextChanged,
                "Assessment",
                RowKey,
                "summary",
                PublishedTable.Rows(PublishedTable.Municipality).First().Row.Summary!.Text,
                null));
        AssertChange(row => row with { Responsibilities = [new Responsibility("財政課", "とりまとめ")] },
            new Change(ChangeKind.ValueChanged, "Assessment", RowKey, "responsibilities", "財政課", "財政課（とりまとめ）"));
        AssertChange(row => row with { Location = row.Location with { Line = 99 } },
            new Change(
                ChangeKind.ValueChanged,
                "Assessment",
                RowKey,
                "location",
                "page 1, row 1, line 8 of 072028-fy2021.txt",
                "page 1, row 1, line 99 of 072028-fy2021.txt"));
        AssertChange(row => row with { Cells = [.. row.Cells.Take(5), row.Cells[5] with { SourceText = "終えた" }] },
            new Change(
                ChangeKind.ValueChanged,
                "Assessment",
                RowKey,
                "cells",
                "SUMMARY: "
                    + PublishedTable.Rows(PublishedTable.Municipality).First().Row.Cells[5].SourceText
                    + "\nRATING: page 1, row 1, line 8 of 072028-fy2021.txt",
                "SUMMARY: 終えた"));
        AssertChange(row => row with
        {
            Narratives = [row.Narratives[0] with { Sections = [new Section("話題", null,
            "本文")] }]
        },
            new Change(
                ChangeKind.ValueChanged,
                "YearlyNarrative",
                RowKey + "/2021",
                "sections",
                string.Join(
                    '\n',
                    PublishedTable.Rows(PublishedTable.Municipality)
                        .First().Row.Narratives[0].Sections.Select(section => section.Text)),
                "【話題】本文"));
    }

    [Fact]
    public void What_is_above_a_row_is_compared_too()
    {
        var before = PublishedTable.Municipality;
        var plan = before.Plans[0];
        var category = plan.Categories[0];
        var item = category.Items[0];
        var after = before with
        {
            RomanName = "Aizu",
            Plans =
            [
                plan with
                {
                    Title = "計画",
                    LastFiscalYear = 2022,
                    RatingScale = [plan.RatingScale[0]],
                    Categories =
                    [
                        category with { Name = "分類",
                            Items =
                            [
                                item with { Name = "項目",
                                    Initiatives = [item.Initiatives[0] with { Description = null }] }
                            ] }
                    ],
                },
            ],
        };
        Snapshots.Match(string.Join('\n', MunicipalityComparison.Compare(before, after).Select(change =>
            $"{change.Kind} {change.Type} {change.Key} {change.Field}: {change.Before} → {change.After}")));
    }

    private static void AssertChange(Func<Assessment, Assessment> edit, params Change[] expected)
    {
        var before = PublishedTable.Municipality;
        var plan = before.Plans[0];
        var category = plan.Categories[0];
        var item = category.Items[0];
        var initiative = item.Initiatives[0];
        Initiative edited = initiative with { Assessments = [edit(initiative.Assessments[0])] };
        var after = before with
        {
            Plans =
            [
                plan with { Categories = [category with { Items = [item with { Initiatives = [edited,
                    .. item.Initiatives.Skip(1)] }, .. category.Items.Skip(1)] }, .. plan.Categories.Skip(1)] }
            ],
        };
        Assert.Equal(expected, MunicipalityComparison.Compare(before, after));
    }
}
