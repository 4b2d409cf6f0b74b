using System.Text;
using System.Text.Json;
using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Truth;

namespace ReformOpenData.Tests.Import;

/// <summary>A scale of any labels is declared, read, stored, asked for and exported.</summary>
public abstract class RatingScaleTests(TestDatabase database)
{
    private const string Rows =
        """
        (1) 財政の健全化
        ①歳入の確保|広告収入の拡大|広告を増やします。|財政課|広告を3件掲載した。|Ｓ
        |ふるさと納税の推進|返礼品を増やします。|総務課|返礼品を5件増やした。|A
        ②歳出の見直し|補助金の見直し|補助金を見直します。|財政課・総務課|10件を見直した。|財政課 A 総務課 ◎
        |電力調達の見直し|電力の入札を行います。|管財課|入札を行った。|対象外
        """;

    private static readonly JsonSerializerOptions Readable =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly GradeLabel[] Scale =
    [
        new(Grade.Other, "S") { Meaning = "計画以上", Level = Level.Exceeded },
        new(Grade.A, "A") { Meaning = "計画どおり", Level = Level.AsPlanned },
        new(Grade.Other, "達成") { Symbol = "◎", Level = Level.AsPlanned },
        new(Grade.Other, "対象外") { DeclaredRated = false },
    ];

    [SkippableFact]
    public async Task Labels_and_levels_filter_order_and_group()
    {
        var series = await ReleaseSeries.CreateAsync(database);
        var release = await series.AddAsync(Read(Scale).Municipality!);
        var data = await series.AskAsync(
            """
            {
              plans { nodes { ratingScale { grade label symbol order meaning level isRated } } }
              exceeded: ratings(where: { level: { eq: EXCEEDED } }) { nodes { grade label printed meaning } }
              undeclared: ratings(where: { level: { eq: null } }) { nodes { label isRated } }
              signed: ratings(where: { label: { in: ["達成"] } }) { nodes { printed label } }
              ratings(order: [{ level: DESC }, { label: ASC }]) {
                nodes { label }
                groups(by: [LEVEL], order: [{ count: DESC }, { level: ASC }]) { level count }
                labels: groups(by: [LABEL], order: [{ label: ASC }]) { label count }
              }
            }
            """,
            release);
        Assert.Equal(
            """
            {"plans":{"nodes":[{"ratingScale":[
            {"grade":"OTHER","label":"S","symbol":"S","order":1,"meaning":"計画以上","level":"EXCEEDED","isRated":true},
            {"grade":"A","label":"A","symbol":"A","order":2,"meaning":"計画どおり","level":"AS_PLANNED","isRated":true},
            {"grade":"OTHER","label":"達成","symbol":"◎","order":3,"meaning":null,"level":"AS_PLANNED","isRated":true},
            {"grade":"OTHER","label":"対象外","symbol":"対象外","order":4,"meaning":null,"level":null,"isRated":false}]}]},
            "exceeded":{"nodes":[{"grade":"OTHER","label":"S","printed":"S","meaning":"計画以上"}]},
            "undeclared":{"nodes":[{"label":"対象外","isRated":false}]},
            "signed":{"nodes":[{"printed":"◎","label":"達成"}]},
            "ratings":{"nodes":[{"label":"A"},{"label":"A"},{"label":"達成"},{"label":"S"},{"label":"対象外"}],
            "groups":[{"level":"AS_PLANNED","count":3},{"level":null,"count":1},{"level":"EXCEEDED","count":1}],
            "labels":[{"label":"A","count":2},{"label":"S","count":1},{"label":"対象外","count":1},{"label":"達成","count":1}]}}
            """.ReplaceLineEndings(""),
            Compact(data));
    }

    [SkippableFact]
    public async Task An_export_has_the_columns_that_it_needs_and_comes_back_the_same()
    {
        var series = await ReleaseSeries.CreateAsync(database);
        var plain =
            Read([new(Grade.A, "S"), new(Grade.B, "A"), new(Grade.C, "◎"), new(Grade.NotRated, "対象外")]).Municipality!;
        var first = await series.AddAsync(plain);
        Assert.Same(TidyColumns.Always, await new ReleaseReader(series.Store).ColumnsOfAsync(first));

        var release = await series.AddAsync(Read(Scale).Municipality!);
        var columns = await new ReleaseReader(series.Store).ColumnsOfAsync(release);
        Assert.Equal([.. TidyColumns.Always, TidyColumns.RatingScaleDetails], columns);
        var stored = new ReleaseReader(series.Store).ReadAsync(release).ToBlockingEnumerable().Single();
        using var stream = new MemoryStream();
        TidyCsv.Write([stored], stream, columns);
        stream.Position = 0;
        var back = DocumentReader.Read(stream, "reform.csv", null);
        Assert.Equal([], MunicipalityComparison.Compare(stored, back.Municipality));
    }

    [Fact]
    public void Labels_that_nobody_declared_are_told_at_once_with_the_lines_that_declare_them()
    {
        Assert.Equal(
            "“Ｓ”, “対象外” are not grades of the plan (A, -, ◎). Mend them; or add what is one to “ratingScale” of the "
            + "metadata: { \"label\": \"Ｓ\" }, { \"label\": \"対象外\" }",
            Assert.Single(
                Read([new(Grade.A, "A"), new(Grade.NotRated, "-"), new(Grade.B, "◎")]).Findings, IsError).Message);
    }

    [Fact]
    public void A_label_has_its_meaning_in_its_years()
    {
        var (metadata, findings) = Metadata(
            """
            { "grade": "A", "label": "A", "meaning": "達成", "lastFiscalYear": 2020 },
            { "grade": "A", "label": "○", "meaning": "順調", "firstFiscalYear": 2021 },
            { "label": "5" }, { "grade": "4", "label": "4" }
            """);
        Assert.Equal([], findings);
        var scale = metadata!.RatingScale;
        Assert.Equal([Grade.A, Grade.A, Grade.Other, Grade.Other], scale.Select(step => step.Grade));
        Assert.Equal("達成", scale.StepOf(Grade.A, null, 2019)!.Meaning);
        Assert.Equal("順調", scale.StepOf(Grade.A, null, 2022)!.Meaning);
        Assert.Equal(["○", "5", "4"], scale.In(2021).Select(step => step.Label));
    }

    [Theory]
    [InlineData("""{ "grade": "E", "label": "F" }, { "grade": "X", "label": "Y" }""", "“E”, “X” are not grades")]
    [InlineData("""{ "label": "S" }, { "label": "S" }""", "the label “S”, or its sign, twice")]
    [InlineData("""{ "label": "S" }, { "label": "T", "symbol": "S" }""", "the label “T”, or its sign, twice")]
    [InlineData("""{ "grade": "A", "label": "S" }, { "grade": "A", "label": "T" }""", "which A has not")]
    [InlineData("""{ "label": "S", "level": "GREAT" }""", "“GREAT” is not a level")]
    [InlineData("""{ "label": "S", "firstFiscalYear": 2022, "lastFiscalYear": 2021 }""", "is before its first")]
    public void A_scale_that_cannot_be_is_told(string scale, string told)
    {
        var finding = Assert.Single(Metadata(scale).Findings);
        Assert.Equal("METADATA_INVALID", finding.Code);
        Assert.Contains(told, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scales_of_two_years_are_joined_and_each_rating_keeps_its_label()
    {
        var first = Read(Scale).Municipality!;
        GradeLabel[] later =
            [new(Grade.A, "A") { Meaning = "順調" }, new(Grade.Other, "T"), new(Grade.Other, "対象外"), new(Grade.B, "◎")];
        var second = DocumentReader.Read(
            new MemoryStream(
                Encoding.UTF8.GetBytes(SmallTable.Text(Rows.Replace("|Ｓ", "|T", StringComparison.Ordinal)))),
            "r4.txt",
            SmallTable.Metadata(2022) with { RatingScale = later });
        var plan = SmallTable.Merge(first, second).Plans[0];
        Assert.Equal(["A", "T", "対象外", "◎", "S", "達成"], plan.RatingScale.Select(step => step.Label));
        var ratings = plan.Categories[0].Items[0].Initiatives[0].Assessments[0].Ratings;
        Assert.Equal(["S", "T"], ratings.Select(rating => plan.RatingScale.StepOf(rating)!.Label));
    }

    private static bool IsError(Finding finding) => finding.Severity == FindingSeverity.Error;

    private static ReadResult Read(IReadOnlyList<GradeLabel> scale) => DocumentReader.Read(
        new MemoryStream(Encoding.UTF8.GetBytes(SmallTable.Text(Rows))),
        "r3.txt",
        SmallTable.Metadata(2021) with { RatingScale = scale });

    private static (DocumentMetadata? Metadata, IReadOnlyList<Finding> Findings) Metadata(string scale) =>
        MetadataFile.Read(
            new MemoryStream(Encoding.UTF8.GetBytes(
                $$"""
                {
                  "municipality": { "code": "262072", "name": "試験市", "romanName": "Shiken" },
                  "plan": { "title": "計画", "firstFiscalYear": 2018, "lastFiscalYear": 2022, "ratingScale": [{{scale}}] },
                  "document": { "title": "計画", "fiscalYear": 2021, "publisher": "試験市", "licenceConfirmed": false }
                }
                """)),
            "t.json");

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element, Readable);
}

public sealed class RatingScaleTestsOnSqlite(SqliteDatabase database)
    : RatingScaleTests(database), IClassFixture<SqliteDatabase>;

public sealed class RatingScaleTestsOnPostgreSql(PostgreSqlDatabase database)
    : RatingScaleTests(database), IClassFixture<PostgreSqlDatabase>;
