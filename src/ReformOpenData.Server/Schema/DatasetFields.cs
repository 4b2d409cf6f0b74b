using ReformOpenData.Data.Queries;
using ReformOpenData.Data.Queries.Model;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.Server.Configuration;
using Distribution = (string Title, string MediaType, string Url);

namespace ReformOpenData.Server.Schema;

/// <summary>
/// The description of the data set. What can be counted or read from the release is; the rest is what this product is,
/// whatever it holds.
/// </summary>
internal static class DatasetFields
{
    private const string Title = "自治体の行政改革の取組状況 / Progress of municipalities' administrative reform";

    private const string Description =
        "自治体が公表した行政改革の取組状況・総括・評価の表を、原文と印字位置とともに構造化したデータです。"
        + " The published tables of municipalities' reform plans: narratives, summaries and ratings, with the printed "
        + "text and its place.";

    private static readonly string[] Languages = ["ja"];

    internal static readonly string[] Keywords =
        ["行政改革", "行財政改革", "取組状況", "評価", "自治体", "オープンデータ", "administrative reform", "open data"];

    private static readonly Distribution[] Distributions =
    [
        ("GraphQL API", "application/graphql-response+json", "/graphql"),
        ("GraphQL schema", "application/graphql", "/schema.graphql"),
        ("Ratings, one row each", "text/csv", "/ratings.csv"),
        ("Tidy CSV", "text/csv", "/downloads/reform.csv"),
        ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "/downloads/reform.xlsx"),
    ];

    /// <summary>The question of the field <c>dataset</c> of a release or of the root.</summary>
    public static ListFetch Plan(FetchPlanner planner, SelectedField field)
    {
        var release = new Shape(Catalog.Release, 1);
        release.Ones.Add((Catalog.Release.Relations["dataset"], 0, planner.Object(field, Catalog.Dataset)));
        return new ListFetch(field.Index, new Rows((ToMany)Catalog.Release.Relations["release"], null, []), release)
        {
            Single = true,
        };
    }

    /// <summary>What a field of the data set reads from the documents; null where it reads none.</summary>
    public static Fetch? Fetch(FetchPlanner planner, SelectedField field)
    {
        var documents = (ToMany)Catalog.Release.Relations["documents"];
        Filter? municipal = field.Arguments.TryGet<string>("municipality", out var code)
            ? new Related(
                Catalog.SourceDocument.Relations["municipality"],
                new Compare(Catalog.Municipality.Columns["code"], Comparison.Equal, code))
            : null;
        switch (field.Definition.Name)
        {
            case "publishers":
                var publisher = new Shape(Catalog.SourceDocument, 1);
                publisher.Columns.Add((Catalog.SourceDocument.Columns["publisher"], 0));
                return new ListFetch(field.Index, new Rows(documents, municipal, []), publisher)
                {
                    Known = new KnownList(KnownValues.Publishers, code),
                };
            case "licences":
                var licence = new Shape(Catalog.SourceDocument, 2);
                licence.Columns.Add((Catalog.SourceDocument.Columns["licence"], 0));
                licence.Columns.Add((Catalog.SourceDocument.Columns["licenceConfirmed"], 1));
                var stated = new Negation(
                    new Compare(Catalog.SourceDocument.Columns["licence"], Comparison.Equal, null));
                return new ListFetch(field.Index, new Rows(documents, Filter.Both(municipal, stated), []), licence)
                {
                    Known = new KnownList(KnownValues.Licences, code),
                };
            default:
                return null;
        }
    }

    public static void Bind(Bindings bindings)
    {
        bindings
            .Leaf<Row>("Dataset.title", static (_, _, ref writer) => writer.String(Title))
            .Leaf<Row>("Dataset.description", static (_, _, ref writer) => writer.String(Description))
            .Leaf<Row>("Dataset.languages", static (_, _, ref writer) => WriteAll(Languages, ref writer))
            .Leaf<Row>("Dataset.keywords", static (_, _, ref writer) => WriteAll(Keywords, ref writer))
            .Leaf<Row>("Dataset.publishers", static (row, field, ref writer) => WriteAll(
                Documents(row, field).Select(document => (string)document[0].Reference!).Distinct(), ref writer))
            .Property<Row>("Dataset.licences", static (row, field) => Documents(row, field)
                .Select(document => new Licence((string)document[0].Reference!, document[1].Number != 0))
                .Distinct()
                .ToList())
            .Property<Row>(
                "Dataset.distributions", static (_, _) => Array.ConvertAll(Distributions, one => (object)one))
            .Leaf<Licence>("Licence.name", static (licence, _, ref writer) => writer.String(licence.Name))
            .Leaf<Licence>("Licence.url", static (licence, _, ref writer) => writer.String(UrlOf(licence.Name)))
            .Leaf<Licence>("Licence.confirmed", static (licence, _, ref writer) => writer.Boolean(licence.Confirmed))
            .Leaf<Distribution>("Distribution.title", static (one, _, ref writer) => writer.String(one.Title))
            .Leaf<Distribution>("Distribution.mediaType", static (one, _, ref writer) => writer.String(one.MediaType))
            .Leaf<Distribution>("Distribution.url", static (one, _, ref writer) =>
                writer.String(PublicPath.Current + one.Url));
    }

    private static IReadOnlyList<Row> Documents(Row row, SelectedField field) =>
        (IReadOnlyList<Row>)row[field.Index].Reference!;

    private static void WriteAll(IEnumerable<string> texts, ref LeafWriter writer)
    {
        writer.StartList();
        foreach (var text in texts)
            writer.String(text);
        writer.EndList();
    }

    /// <summary>Where the text of a known licence is.</summary>
    private static string? UrlOf(string name) => name switch
    {
        "CC BY 4.0" or "CC-BY-4.0" => "https://creativecommons.org/licenses/by/4.0/",
        "CC0 1.0" or "CC0-1.0" => "https://creativecommons.org/publicdomain/zero/1.0/",
        _ => null,
    };

    private sealed record Licence(string Name, bool Confirmed);
}
