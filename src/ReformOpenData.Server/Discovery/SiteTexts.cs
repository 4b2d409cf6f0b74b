using System.Xml.Linq;
using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Discovery;

/// <summary>Short files that machines look for at well-known addresses.</summary>
internal static class SiteTexts
{
    private static readonly XNamespace OpenSearchNamespace = "http://a9.com/-/spec/opensearch/1.1/";

    /// <summary>Robots (RFC 9309) may read all but what is asked of a form; addresses of data are theirs too.</summary>
    public static string Robots()
    {
        var path = PublicPath.Current;
        return $"""
            User-agent: *
            Disallow: {path}/search
            Disallow: {path}/en/search
            Disallow: {path}/graphql$
            Disallow: {path}/graphql?

            Sitemap: {PublicOrigin.Base}/sitemap.xml

            """;
    }

    /// <summary>How browsers search here (OpenSearch 1.1): the page, and the answer of the API.</summary>
    public static byte[] OpenSearch(bool isEnglish)
    {
        return XmlText.Write(new XElement(
            OpenSearchNamespace + "OpenSearchDescription",
            Text("ShortName", isEnglish ? "Reform Open Data" : "行政改革データ"),
            Text("Description", isEnglish
                ? "Search the progress of Japanese municipalities' administrative reform; two characters are enough."
                : "自治体の行政改革の取組状況を検索します。2 文字から検索できます。"),
            Url("text/html", $"{PublicOrigin.Base}{(isEnglish ? "/en" : "")}/search?q={{searchTerms}}"),
            Url("application/x-suggestions+json", $"{PublicOrigin.Base}/search/suggestions?q={{searchTerms}}"),
            Url("application/json", $"{PublicOrigin.Base}/graphql/operations/Search?text={{searchTerms}}"),
            Text("Language", isEnglish ? "en" : "ja"),
            Text("InputEncoding", "UTF-8"),
            Text("OutputEncoding", "UTF-8")).WriteTo);

        static XElement Text(string name, string text) => new(OpenSearchNamespace + name, text);

        static XElement Url(string type, string template) => new(
            OpenSearchNamespace + "Url",
            new XAttribute("type", type), new XAttribute("method", "get"), new XAttribute("template", template));
    }

    /// <summary>What a program that reads texts is told (https://llmstxt.org).</summary>
    public static string Llms()
    {
        var address = PublicOrigin.Base;
        return $"""
            # Reform Open Data 行政改革オープンデータ

            > The published tables of Japanese municipalities' administrative reform as open data: what each department did, and how it was rated,
            > with the printed text and its page and row. 自治体が公表した行政改革の取組状況と評価のデータです。

            Every answer names its release (Reform-Release); /releases/N/… is the same for ever. Grades are printed labels without a definition, not
            numbers: do not average them. Texts are Japanese. A licence is confirmed only where licence_confirmed of /documents.csv is true.

            ## Data

            - [Catalogue]({address}/catalog.jsonld): DCAT-AP; [as Turtle]({address}/catalog.ttl)
            - [Data Package]({address}/datapackage.json): every list with its columns, keys and types
            - [Ratings]({address}/ratings.csv): one row for each rating; also .json, .ndjson, .xlsx; filter by column: ?grade=B,COMPLETED
            - [Narratives]({address}/narratives.ndjson): what was done in each year
            - [Departments]({address}/departments.csv), [initiatives]({address}/initiatives.csv), [documents]({address}/documents.csv)
            - A list of one thing is behind its key: CODE/YEAR/ratings.csv (municipality code, first fiscal year of the plan)

            ## Questions

            - [GraphQL]({address}/graphql): POST a query; counts by groups are made by the server
            - [Schema]({address}/schema.graphql): every field is described in English and Japanese
            - [Operations by name]({address}/graphql/operations): such as RatingsByCategory, Search
            - [Changes of the latest releases]({address}/releases.atom)

            """;
    }
}
