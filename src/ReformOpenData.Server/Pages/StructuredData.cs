using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Html;
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
        var buffer = new MemoryStream();
        // Its encoder leaves no character that could end the block.
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("@context", "https://schema.org/");
            json.WriteStartArray("@graph");
            if (view.Crumbs.Count > 0)
                WriteCrumbs(json, at, view);
            if (dataset is not null)
                WriteDataset(json, at, dataset, view.Description!, frame.Provenance!);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return new HtmlString(
            $"<script type=\"application/ld+json\">{Encoding.UTF8.GetString(buffer.ToArray())}</script>\n");
    }

    private static void WriteCrumbs(Utf8JsonWriter json, PageRequest at, PageView view)
    {
        json.WriteStartObject();
        json.WriteString("@type", "BreadcrumbList");
        json.WriteStartArray("itemListElement");
        var all = view.Crumbs.Prepend(new Crumb(at.T("ホーム", "Home"), at.Site()))
            .Append(new Crumb(view.Title, at.Self[at.Origin.Length..]));
        foreach (var (index, crumb) in all.Index())
        {
            json.WriteStartObject();
            json.WriteString("@type", "ListItem");
            json.WriteNumber("position", index + 1);
            json.WriteString("name", crumb.Text);
            json.WriteString("item", at.Origin + crumb.Path);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteDataset(
        Utf8JsonWriter json, PageRequest at, PageDataset dataset, string description, Provenance of)
    {
        var address = at.Origin + at.Address.Path;
        json.WriteStartObject();
        json.WriteString("@type", "Dataset");
        json.WriteString("@id", address);
        json.WriteString("url", address);
        json.WriteString("identifier", address);
        json.WriteString("name", dataset.Name);
        json.WriteString("description", Description(at, description));
        WriteTexts(json, "keywords", DatasetFields.Keywords);
        WriteTexts(json, "variableMeasured", [at.T("評価", "ratings"), at.T("取組状況", "what was done")]);
        json.WriteBoolean("isAccessibleForFree", true);
        json.WriteString("version", of.Release.Number.ToString(CultureInfo.InvariantCulture));
        if (of.Release.PublishedAt is { } day)
            json.WriteString("dateModified", day.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (dataset.Years is var (first, last))
            json.WriteString("temporalCoverage", $"{first:0000}-04-01/{last + 1:0000}-03-31");
        if (dataset.Place is { } place)
            WriteNamed(json, "spatialCoverage", "Place", [place]);
        WriteNamed(json, "creator", "Organization", of.Publishers);
        WriteNamed(json, "publisher", "Organization", of.Publishers);
        // A proposed licence is none.
        if (of.Licences is [{ Confirmed: true } only] && KnownLicence.Of(only.Name) is { } known)
            json.WriteString("license", known.Url);
        json.WriteStartObject("includedInDataCatalog");
        json.WriteString("@type", "DataCatalog");
        json.WriteString("name", at.T("行政改革オープンデータ", "Reform Open Data"));
        json.WriteString("url", at.Origin + PageRequest.Root("/"));
        json.WriteEndObject();
        json.WriteStartArray("distribution");
        foreach (var kind in Distributions.All.Where(kind => kind.MediaType is not null))
        {
            json.WriteStartObject();
            json.WriteString("@type", "DataDownload");
            json.WriteString("name", at.T(kind.Japanese, kind.English));
            json.WriteString("encodingFormat", kind.MediaType);
            json.WriteString("contentUrl", at.Origin + at.File(at.Address.Segments, $"{kind.List}.{kind.Format}"));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Description(PageRequest at, string description)
    {
        var what = at.T(
            "自治体が公表した行政改革の取組状況・総括・評価の表を、原文と印字位置とともに構造化したデータです。",
            "The published tables of administrative reform as data, with the printed text and its place on the page.");
        return description.Length >= LeastDescription ? description : $"{description} {what}";
    }

    private static void WriteTexts(Utf8JsonWriter json, string property, IEnumerable<string> texts)
    {
        json.WriteStartArray(property);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void WriteNamed(Utf8JsonWriter json, string property, string type, IReadOnlyList<string> names)
    {
        json.WriteStartArray(property);
        foreach (var name in names)
        {
            json.WriteStartObject();
            json.WriteString("@type", type);
            json.WriteString("name", name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
