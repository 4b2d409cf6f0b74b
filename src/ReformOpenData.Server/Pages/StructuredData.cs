using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Html;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Metadata;
using ReformOpenData.Server.Schema;

namespace ReformOpenData.Server.Pages;

/// <summary>
/// What search engines are told of a page in the words of schema.org: the way to it, and the data set where it shows
/// one. A block of data, which no browser runs. Ratings are printed labels and no numbers: none is written as a Rating.
/// </summary>
internal static class StructuredData
{
    /// <summary>Shorter descriptions are not shown by those who list data sets.</summary>
    private const int LeastDescription = 50;

    /// <summary>The block; empty where there is nothing to tell.</summary>
    public static IHtmlContent Of(FrameModel frame)
    {
        var (at, view) = (frame.At, frame.View);
        var dataset = frame.Provenance is null ? null : view.Dataset;
        if (view.Crumbs.Count == 0 && dataset is null)
            return HtmlString.Empty;
        var graph = new List<JsonNode>();
        if (view.Crumbs.Count > 0)
            graph.Add(Crumbs(at, view));
        if (dataset is not null)
            graph.Add(Dataset(at, dataset, view.Description!, frame.Provenance!));
        // Its encoder leaves no character that could end the block.
        var json = Json.Write(Json.Of(("@context", "https://schema.org/"), ("@graph", Json.All(graph))), default);
        return new HtmlString($"<script type=\"application/ld+json\">{Encoding.UTF8.GetString(json)}</script>\n");
    }

    private static JsonObject Crumbs(PageRequest at, PageView view)
    {
        var all = view.Crumbs.Prepend(new Crumb(at.T("ホーム", "Home"), at.Site()))
            .Append(new Crumb(view.Title, at.Self[at.Origin.Length..]));
        return Json.Of(
            ("@type", "BreadcrumbList"),
            ("itemListElement", Json.All(all.Select((crumb, index) => Json.Of(
                ("@type", "ListItem"),
                ("position", index + 1),
                ("name", crumb.Text),
                ("item", at.Origin + crumb.Path))))));
    }

    private static JsonObject Dataset(PageRequest at, PageDataset dataset, string description, Provenance of)
    {
        var address = at.Origin + at.Address.Path;
        return Json.Of(
            ("@type", "Dataset"),
            ("@id", address),
            ("url", address),
            ("identifier", address),
            ("name", dataset.Name),
            ("description", Description(at, description)),
            ("keywords", Json.Texts(DatasetFields.Keywords)),
            ("variableMeasured", new JsonArray(at.T("評価", "ratings"), at.T("取組状況", "what was done"))),
            ("isAccessibleForFree", true),
            ("version", of.Release.Number.ToString(CultureInfo.InvariantCulture)),
            (
                "dateModified",
                of.Release.PublishedAt?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("temporalCoverage", dataset.Years is var (first, last)
                ? $"{first:0000}-04-01/{last + 1:0000}-03-31"
                : null),
            ("spatialCoverage", dataset.Place is { } place ? Named("Place", [place]) : null),
            ("creator", Named("Organization", of.Publishers)),
            ("publisher", Named("Organization", of.Publishers)),
            // A proposed licence is none.
            ("license", of.Licences is [{ Confirmed: true } only] ? KnownLicence.Of(only.Name)?.Url : null),
            ("includedInDataCatalog", Json.Of(
                ("@type", "DataCatalog"),
                ("name", at.T("行政改革オープンデータ", "Reform Open Data")),
                ("url", at.Origin + PageRequest.Root("/")))),
            ("distribution", Json.All(Distributions.All.Where(kind => kind.MediaType is not null)
                .Select(kind => Json.Of(
                    ("@type", "DataDownload"),
                    ("name", at.T(kind.Japanese, kind.English)),
                    ("encodingFormat", kind.MediaType),
                    ("contentUrl", at.Origin + at.File(at.Address.Segments, $"{kind.List}.{kind.Format}")))))));
    }

    private static string Description(PageRequest at, string description)
    {
        var what = at.T(
            "自治体が公表した行政改革の取組状況・総括・評価の表を、原文と印字位置とともに構造化したデータです。",
            "The published tables of administrative reform as data, with the printed text and its place on the page.");
        return description.Length >= LeastDescription ? description : $"{description} {what}";
    }

    private static JsonArray Named(string type, IEnumerable<string> names) =>
        Json.All(names.Select(name => Json.Of(("@type", type), ("name", name))));
}
