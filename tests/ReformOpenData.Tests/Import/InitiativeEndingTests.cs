using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Tests.Import;

/// <summary>What became of an initiative is said by answers, by the columns of a tidy table, and never by
/// itself.</summary>
public sealed class InitiativeEndingTests
{
    private const string Electricity = "262072/2020/01/02/002";

    private const string SecondYear =
        """
        (1) 財政の健全化
        ①歳入の確保|広告収入の拡大|広告を増やします。|財政課|広告を4件掲載した。|A
        |ふるさと納税の推進|返礼品を増やします。|総務課|返礼品を6件増やした。|B
        |使用料の見直し|使用料と手数料を見直します。|財政課|改定した。|B
        ②歳出の見直し|補助金の見直し|補助金を見直します。|財政課・総務課|9件を見直した。|財政課 A 総務課 B
        (2) サービスの向上
        ①組織の見直し|窓口の統合|窓口を統合します。|市民課|統合した。|C
        """;

    private static readonly Municipality First = SmallTable.Merge(null, SmallTable.Read(SmallTable.FirstYear, 2020));

    [Fact]
    public void The_reason_of_an_answer_is_what_readers_learn()
    {
        var merged = SmallTable.Merge(
            First,
            SmallTable.Read(SecondYear, 2021),
            new MappingAnswer(Stored: Electricity, Reason: "県の共同入札に移ったため。"));
        var ending = EndingOf(merged, "電力調達の見直し")!;
        Assert.Equal((InitiativeStatus.Ended, 2020, "県の共同入札に移ったため。"), (ending.Status, ending.EndedIn, ending.Reason));
        Assert.All(Initiatives(merged).Where(one => one.Name != "電力調達の見直し"), one => Assert.Null(one.Ending));
        Assert.Equal(
            ["endedIn", "reason", "status"],
            MunicipalityComparison.Compare(First, merged)
                .Where(change => change.Key == Electricity).Select(change => change.Field).Order());
    }

    [Fact]
    public void An_initiative_that_is_reported_again_has_not_ended()
    {
        var ended = SmallTable.Merge(First, SmallTable.Read(SecondYear, 2021), new MappingAnswer(Stored: Electricity));
        var again = SmallTable.Read(SmallTable.FirstYear, 2022);
        Assert.Null(EndingOf(SmallTable.Merge(ended, again), "電力調達の見直し"));
        Assert.NotNull(EndingOf(SmallTable.Merge(ended, SmallTable.Read(SmallTable.FirstYear, 2020)), "電力調達の見直し"));
    }

    [Fact]
    public void An_older_document_that_lacks_an_initiative_ends_nothing()
    {
        var newer = SmallTable.Merge(null, SmallTable.Read(SmallTable.FirstYear, 2021));
        var merged = SmallTable.Merge(newer, SmallTable.Read(SecondYear, 2020), new MappingAnswer(Stored: Electricity));
        Assert.All(Initiatives(merged), one => Assert.Null(one.Ending));
    }

    [Fact]
    public void Successors_are_named_by_the_keys_of_the_document_and_stored_by_their_own()
    {
        // The new initiative is the first of its item in the document, and the second in the store.
        var read = SmallTable.Read(
            SecondYear.Replace("②歳出の見直し|", "②歳出の見直し|調達の見直し|まとめて調達します。|管財課|調達した。|A\n|", StringComparison.Ordinal),
            2021);
        var merged = SmallTable.Merge(
            First,
            read,
            new MappingAnswer("262072/2020/01/02/001"),
            new MappingAnswer(Stored: Electricity, Reason: "調達をまとめた。")
            {
                Status = "MERGED",
                Successors = ["262072/2020/01/02/001", "262072/2020/02/01/001"],
            });
        var ending = EndingOf(merged, "電力調達の見直し")!;
        Assert.Equal((InitiativeStatus.Merged, 2020), (ending.Status, ending.EndedIn));
        Assert.Equal(["262072/2020/01/02/003", "262072/2020/02/01/001"], ending.Successors);
        Assert.Equal("調達の見直し", Initiatives(merged).Single(one => one.Number == 3
            && one.Name.StartsWith("調達", StringComparison.Ordinal)).Name);
    }

    [Fact]
    public void An_initiative_may_split_and_go_on()
    {
        var merged = SmallTable.Merge(
            First,
            SmallTable.Read(SmallTable.FirstYear, 2021),
            new MappingAnswer(Stored: Electricity) { Status = "分割", Successors = ["262072/2020/01/02/001"] });
        var ending = EndingOf(merged, "電力調達の見直し")!;
        Assert.Equal((InitiativeStatus.Split, null), (ending.Status, ending.EndedIn));
    }

    [Fact]
    public void A_successor_that_is_not_there_is_an_error()
    {
        var result = MunicipalityMerge.Merge(
            First,
            SmallTable.Read(SmallTable.FirstYear, 2021),
            new Mapping([new(Stored: Electricity) { Status = "MOVED", Successors = ["262072/2020/09/01/001"] }]));
        var error = Assert.Single(result.Findings, finding => finding.Severity == FindingSeverity.Error);
        Assert.Equal(("SUCCESSOR_UNKNOWN", "262072/2020/09/01/001"), (error.Code, error.Read));
    }

    [Theory]
    [InlineData("""{ "stored": "262072/2020/01/02/002", "endedIn": 2020 }""")]
    [InlineData("""{ "stored": "262072/2020/01/02/002", "status": "GONE" }""")]
    [InlineData("""{ "document": "262072/2020/01/02/002", "status": "ENDED" }""")]
    public void An_answer_that_says_less_than_it_must_is_an_error(string answer)
    {
        var (mapping, findings) = MappingFile.Read(
            new MemoryStream(System.Text.Encoding.UTF8.GetBytes($$"""{"answers": [{{answer}}]}""")), "answers.json");
        Assert.Null(mapping);
        Assert.Contains(
            "ENDED, COMPLETED, MERGED, SPLIT, MOVED, SUCCEEDED",
            Assert.Single(findings).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_next_plan_of_a_city_follows_the_one_that_ships()
    {
        // Of 会津若松市's next plan, only what it is called is known here; its rows are made up.
        const string Rows =
            """
            (1) 行政サービスの向上
            ①窓口の見直し|中期財政見通しの公表|公表します。|財政課|公表した。|A
            """;
        var next = DocumentReader.Read(
            new MemoryStream(System.Text.Encoding.UTF8.GetBytes(SmallTable.Text(Rows, "次期の取組"))),
            "next.txt",
            PublishedTable.AnyBytes with
            {
                PlanTitle = "次期の取組",
                Title = "次期の取組",
                FiscalYear = 2022,
                FirstFiscalYear = 2022,
                LastFiscalYear = 2026,
            });
        var merged = SmallTable.Merge(
            PublishedTable.Municipality,
            next,
            new MappingAnswer(Stored: "072028/2017/01/01/001")
            {
                Status = "SUCCEEDED",
                Successors = ["072028/2022/01/01/001"],
            });
        Assert.Equal([2017, 2022], merged.Plans.Select(plan => plan.FirstFiscalYear));
        var ending = Initiatives(merged).First().Ending!;
        Assert.Equal((InitiativeStatus.Succeeded, 2021), (ending.Status, ending.EndedIn));
        Assert.Equal(["072028/2022/01/01/001"], ending.Successors);
        Assert.Equal(
            PublishedTable.Everything(PublishedTable.Municipality.Plans[0].Categories.Skip(1)),
            PublishedTable.Everything(merged.Plans[0].Categories.Skip(1)));
        AssertRoundTrip(merged);
    }

    [Fact]
    public void A_tidy_table_says_it_in_Japanese_too()
    {
        var merged = SmallTable.Merge(
            First, SmallTable.Read(SecondYear, 2021), new MappingAnswer(Stored: Electricity, Reason: "入札に移った。"));
        var edit = new ExportEdit(merged);
        foreach (var row in edit.Rows.Where(row => row["initiative_name"] == "電力調達の見直し"))
        {
            row["initiative_status"] = "統合";
            row["initiative_successors"] = "262072/2020/01/02/001";
        }

        var ending = EndingOf(SmallTable.Merge(merged, edit.Read()), "電力調達の見直し")!;
        Assert.Equal((InitiativeStatus.Merged, 2020), (ending.Status, ending.EndedIn));
        Assert.Equal(["262072/2020/01/02/001"], ending.Successors);
    }

    private static void AssertRoundTrip(Municipality municipality)
    {
        using var stream = new MemoryStream();
        TidyCsv.Write([municipality], stream);
        var read = DocumentReader.Read(new MemoryStream(stream.ToArray()), "export", null);
        Assert.Equal(PublishedTable.Everything(municipality), PublishedTable.Everything(read.Municipality));
    }

    private static InitiativeEnding? EndingOf(Municipality municipality, string name) =>
        Initiatives(municipality).Single(one => one.Name == name).Ending;

    private static IEnumerable<Initiative> Initiatives(Municipality municipality) => municipality.Plans
        .SelectMany(plan => plan.Categories)
            .SelectMany(category => category.Items).SelectMany(item => item.Initiatives);
}
