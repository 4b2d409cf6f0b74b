using System.Text;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Tests.Import;

/// <summary>Which department goes on with another is said by answers and by metadata.</summary>
public sealed class DepartmentSuccessionTests
{
    private static readonly DepartmentSuccession Succession = new("管財課", "財政課");

    private static readonly MappingAnswer Answer = new(Stored: "262072/管財課") { Successors = ["262072/財政課"] };

    [Fact]
    public void An_answer_says_it_and_later_documents_keep_it()
    {
        var first = SmallTable.Merge(null, SmallTable.Read(SmallTable.FirstYear, 2020), Answer);
        Assert.Equal([Succession], first.Successions);
        Assert.Equal([Succession], SmallTable.Merge(first, SmallTable.Read(SmallTable.FirstYear, 2021)).Successions);
        var change = Assert.Single(MunicipalityComparison.Compare(first with { Successions = [] }, first));
        Assert.Equal(("262072/管財課", "successors", "財政課"), (change.Key, change.Field, change.After));
    }

    [Fact]
    public void Metadata_say_it_in_the_names_of_the_departments()
    {
        const string json = """
            {
              "municipality": { "code": "262072", "name": "試験市", "romanName": "Shiken" },
              "plan": {
                "title": "第1次行財政改革プラン", "firstFiscalYear": 2020, "lastFiscalYear": 2024,
                "ratingScale": [{ "grade": "A", "label": "A" }, { "grade": "B", "label": "B" }, { "grade": "C", "label": "C" }]
              },
              "document": { "title": "第1次行財政改革プラン", "fiscalYear": 2020, "publisher": "試験市", "licenceConfirmed": false },
              "departmentSuccessors": { "管 財 課": ["財政課"] }
            }
            """;
        var (metadata, findings) = MetadataFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)), "t.json");
        Assert.Empty(findings);
        var read = DocumentReader.Read(
            new MemoryStream(Encoding.UTF8.GetBytes(SmallTable.Text(SmallTable.FirstYear))), "t.txt", metadata);
        Assert.Equal([Succession], SmallTable.Merge(null, read).Successions);
    }

    [Fact]
    public void A_department_that_no_row_names_is_told()
    {
        var first = SmallTable.Merge(null, SmallTable.Read(SmallTable.FirstYear, 2020));
        Assert.Equal(
            ["SUCCESSOR_UNKNOWN 管財課 → 契約課"],
            SmallTable.Questions(
                first, SmallTable.Read(SmallTable.FirstYear, 2021), Answer with { Successors = ["262072/契約課"] }));
    }
}
