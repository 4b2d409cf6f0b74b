using Microsoft.EntityFrameworkCore;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Storage;
using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Tests.Storage;

/// <summary>What a record and its row declare under one name is written and read, and named nowhere else.</summary>
public sealed class RowValuesTests
{
    [Fact]
    public void Values_of_the_same_name_are_written_and_read()
    {
        var initiative = new Initiative(7, "名", "内容", []) { PrintedNumber = "ア" };
        var ending = new InitiativeEnding(InitiativeStatus.Merged, 2020, null, []);
        var row = new InitiativeRow { Id = 1, Key = "k", EditionId = 2 };
        RowValues.Write(initiative, row);
        RowValues.Write(ending, row);
        Assert.Equal(
            (1, "k", 2, 7, "名", "内容", "ア", 3, 2020, null),
            (row.Id, row.Key, row.EditionId, row.Number, row.Name, row.Description, row.PrintedNumber, row.Status,
                row.EndedIn, row.Reason));
        Assert.Equal(initiative with { Assessments = null! }, RowValues.Read<Initiative, InitiativeRow>(row));
        Assert.Equal(ending with { Successors = null! }, RowValues.Read<InitiativeEnding, InitiativeRow>(row));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Level.Mostly)]
    public void An_enumeration_is_a_number_in_its_row(Level? level)
    {
        var step = new GradeLabel(Grade.C, "C") { Level = level, FirstFiscalYear = 2019 };
        var row = new RatingScaleRow();
        RowValues.Write(step, row);
        Assert.Equal((Grade.C, (int?)level, 2019, null), (row.Grade, row.Level, row.FirstFiscalYear, row.Symbol));
        Assert.Equal(step, RowValues.Read<GradeLabel, RatingScaleRow>(row));
    }

    [Fact]
    public void A_number_that_refers_to_a_row_is_no_value()
    {
        var row = new PlanRow { Id = 5 };
        RowValues.Write(new Plan("題", 2017, 2021, [], []) { Id = "zaisei" }, row);
        Assert.Equal((5, "題", 2017, 2021), (row.Id, row.Title, row.FirstFiscalYear, row.LastFiscalYear));
        Assert.Null(RowValues.Read<Plan, PlanRow>(row).Id);
    }

    [Fact]
    public void A_row_repeats_the_ancestors_of_the_one_that_it_is_below()
    {
        var row = RowValues.Fill(
            new RatingRow { DocumentId = 9 },
            new AssessmentRow
            {
                Id = 6,
                MunicipalityId = 1,
                PlanId = 2,
                CategoryId = 3,
                ItemId = 4,
                InitiativeId = 5,
                DocumentId = 8,
                EditionId = 7,
            },
            new { });
        Assert.Equal(
            (1, 2, 3, 4, 5, 6, 9, 0),
            (row.MunicipalityId, row.PlanId, row.CategoryId, row.ItemId, row.InitiativeId, row.AssessmentId,
                row.DocumentId, row.EditionId));
    }

    [Fact]
    public void Tables_come_behind_those_that_they_refer_to()
    {
        using var context = new ReformDbContext(
            new DbContextOptionsBuilder<ReformDbContext>().UseSqlite("Data Source=none").Options);
        var tables = StoredTables.ParentsFirst(context.Model);
        Assert.Equal(context.Model.GetEntityTypes().Count(), tables.Distinct().Count());
        Assert.All(tables.Index(), one => Assert.All(
            one.Item.GetForeignKeys(),
            key => Assert.Contains(key.PrincipalEntityType, tables.Take(one.Index))));
    }
}
