using System.Globalization;
using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Metadata;

/// <summary>
/// The catalogue, its data sets and its service in the words of DCAT 3, as DCAT-AP 3.0.1 and the profile of the
/// Japanese government (DS-469) want them. A data set is a plan of a municipality, so that it has one publisher; a
/// release is a version of it.
/// </summary>
/// <param name="answer">Has a release.</param>
/// <param name="publisher">Who runs the site; empty where nobody said.</param>
/// <param name="contact">Where errors are reported; empty where nowhere.</param>
/// <param name="isNumbered">Whether the release is asked for by its number: what is described is that version.</param>
/// <param name="archive">What is known of the file of the current release; null where it was not made.</param>
internal sealed class CatalogueGraph(
    CatalogueAnswer answer, string publisher, string contact, bool isNumbered, MadeArchive.Facts? archive)
{
    private const string ServiceDescription =
        "自治体の行政改革の取組状況・総括・評価を GraphQL で問い合わせる API です。登録も鍵も要りません。";

    private readonly string _base = PublicOrigin.Base;

    private readonly string _root = isNumbered
        ? $"{PublicOrigin.Base}/releases/{answer.Release!.Number.ToString(CultureInfo.InvariantCulture)}"
        : PublicOrigin.Base;

    private readonly CatalogueAnswer.ReleaseData _release = answer.Release!;

    /// <summary>
    /// When a rollback made the release current again, by which everything that is described changed; null where none
    /// did.
    /// </summary>
    public DateTimeOffset? ServedAgainAt { get; init; }

    /// <summary>All plans of the page, with the service that answers questions about them.</summary>
    public RdfNode Catalogue()
    {
        var plans = _release.Plans.Nodes;
        var terms = _release.Plans.Terms;
        var datasets = plans.Select(Dataset).ToList();
        var catalogue = new RdfNode(_root + "/#catalogue", "dcat:Catalog");
        var (japanese, english) = Both(_release.Dataset.Title, " / ");
        catalogue.AddBoth("dct:title", japanese, english);
        (japanese, english) = Both(_release.Dataset.Description, "。 ");
        catalogue.AddBoth("dct:description", japanese, english)
            .AddText("dct:identifier", _root + "/#catalogue")
            .Add("dct:publisher", Publisher())
            .Add("foaf:homepage", new RdfNode(_base + "/", "foaf:Document"))
            .Add("dct:language", Vocabulary.Japanese())
            .AddTime("dct:issued", _release.Dataset.Issued)
            .AddTime("dct:modified", ServedAgainAt ?? _release.PublishedAt)
            .Add("dct:license", Vocabulary.Licence(terms))
            .Add("dct:rights", Vocabulary.Rights(terms))
            .AddAll("dct:spatial", plans.Select(plan => plan.Municipality).DistinctBy(city => city.Code).Select(Place))
            .Add("dcat:themeTaxonomy", Vocabulary.Themes())
            .AddAll("dcat:dataset", datasets);
        return catalogue.Add("dcat:service", Service(datasets, terms));
    }

    /// <summary>A plan.</summary>
    public RdfNode Dataset(CatalogueAnswer.Plan plan)
    {
        var (city, address) = (plan.Municipality, $"{_root}/{plan.Key}");
        var (terms, history) = (Terms.Of(plan.SourceDocuments), History(plan.Municipality));
        var dataset = Describe(new RdfNode(address, "dcat:Dataset", "foaf:Document"), plan)
            .AddText("dct:identifier", plan.Key)
            .Add("adms:identifier", new RdfNode(null, "adms:Identifier").AddText("skos:notation", plan.Key))
            .AddTime("dct:modified", ServedAgainAt ?? history?[0].PublishedAt ?? _release.PublishedAt)
            .AddTime("dct:issued", history is null ? _release.PublishedAt : history[^1].PublishedAt)
            .Add("dct:accrualPeriodicity", Vocabulary.Yearly())
            .Add("dct:accessRights", Vocabulary.Public())
            .Add("dct:license", Vocabulary.Licence(terms))
            .Add("dct:rights", Vocabulary.Rights(terms))
            .AddAll("dct:provenance", plan.SourceDocuments.Select(Provenance))
            .Add("dcat:landingPage", new RdfNode(address, "dcat:Dataset", "foaf:Document"))
            .AddAll(
                "dcat:distribution",
                Distributions.All.Select(kind => Distribution(_root, plan, kind, _release.PublishedAt)))
            .Add("dcat:distribution", _release.Plans.TotalCount == 1 ? Archive(plan) : null)
            .AddText("dcat:version", Number(history?[0].Number ?? _release.Number));
        if (isNumbered)
            return dataset.AddAddress("dcat:isVersionOf", $"{_base}/{plan.Key}");
        var versions =
            (history?.Select(release => (release.Number, release.PublishedAt, Notes: (string?)NotesOf(release, city)))
            ?? [(_release.Number, _release.PublishedAt, null)]).ToList();
        var nodes = versions.ConvertAll(version =>
            new RdfNode($"{_base}/releases/{Number(version.Number)}/{plan.Key}", "dcat:Dataset"));
        foreach (var (index, version) in versions.Index())
        {
            Describe(nodes[index], plan)
                .AddText("dcat:version", Number(version.Number))
                .AddTime("dct:issued", version.PublishedAt)
                .AddText("adms:versionNotes", version.Notes)
                .AddAddress("dcat:isVersionOf", address)
                .Add("dcat:distribution", Distribution(
                    $"{_base}/releases/{Number(version.Number)}", plan, Distributions.All[0], version.PublishedAt))
                .Add("dcat:previousVersion", index + 1 < nodes.Count ? nodes[index + 1] : null);
        }

        return dataset.Add("dcat:hasCurrentVersion", nodes[0]).AddAll("dcat:hasVersion", nodes);
    }

    /// <summary>What a data set and its versions have in common.</summary>
    private RdfNode Describe(RdfNode node, CatalogueAnswer.Plan plan)
    {
        var (city, years) = (plan.Municipality, $"{plan.FirstFiscalYear}–{plan.LastFiscalYear}");
        node.AddBoth(
                "dct:title",
                $"{city.Name}「{plan.Title}」の取組状況と評価",
                $"{city.RomanName}: progress and ratings of the administrative reform plan {years}")
            .AddBoth(
                "dct:description",
                $"{city.Name}が公表した「{plan.Title}」（{years}年度）の取組状況・総括・評価の表を、原文と印字位置とともに構造化したデータです。",
                $"The published tables of {city.RomanName}'s reform plan for the fiscal years {years}: narratives, "
                    + $"summaries and "
                    + "ratings, with the printed text and its place on the page.")
            .Add("dct:publisher", Agent(city))
            .Add("dcat:contactPoint", Contact())
            .Add("dct:language", Vocabulary.Japanese())
            .Add("dct:spatial", Place(city))
            .Add("dct:temporal", Period(plan))
            .Add("dcat:theme", Vocabulary.Government())
            .AddText("dcat:keyword", city.Name, "ja");
        foreach (var keyword in _release.Dataset.Keywords)
            node.AddText("dcat:keyword", keyword, keyword.All(char.IsAscii) ? "en" : "ja");
        return node;
    }

    private static RdfNode Distribution(
        string root, CatalogueAnswer.Plan plan, Distributions kind, DateTimeOffset published)
    {
        var address = $"{root}/{plan.Key}/{kind.List}.{kind.Format}";
        var terms = Terms.Of(plan.SourceDocuments);
        var node = new RdfNode(address, "dcat:Distribution")
            .AddBoth("dct:title", kind.Japanese, kind.English)
            .AddBoth(
                "dct:description",
                $"{plan.Municipality.Name}「{plan.Title}」の一覧「{kind.Japanese}」です。UTF-8。列の説明は "
                    + $"{kind.List}.csv-metadata.json にあります。",
                $"The list “{kind.List}” of this plan, UTF-8. {kind.List}.csv-metadata.json describes its columns.");
        return Distribution(node, address, kind.FileType, kind.MediaType, terms, published)
            .Add("dct:conformsTo", kind.Format == "csv"
                ? Vocabulary.Standard("https://www.w3.org/TR/tabular-metadata/", "Metadata Vocabulary for Tabular Data")
                : null);
    }

    /// <summary>What is told of every file.</summary>
    private static RdfNode Distribution(
        RdfNode node, string address, string fileType, string? mediaType, Terms terms, DateTimeOffset published) => node
        .AddAddress("dcat:accessURL", address)
        .AddAddress("dcat:downloadURL", address)
        .Add("dct:format", Vocabulary.FileType(fileType))
        .Add("dcat:mediaType", mediaType is null ? null : Vocabulary.MediaType(mediaType))
        .AddTime("dct:modified", published)
        .Add("dcatap:availability", Vocabulary.Stable())
        .Add("dct:language", Vocabulary.Japanese())
        .Add("dct:license", Vocabulary.Licence(terms))
        .Add("dct:rights", Vocabulary.Rights(terms));

    /// <summary>The file of all that a release has: of a plan where that is the only one.</summary>
    private RdfNode Archive(CatalogueAnswer.Plan plan)
    {
        var address = $"{_base}/releases/{Number(_release.Number)}/{MadeArchive.Name}";
        var node = Distribution(
            new RdfNode(address, "dcat:Distribution")
                .AddBoth("dct:title", "すべてを一つに（ZIP）", "Everything in one file (ZIP)")
                .AddBoth(
                    "dct:description",
                    "すべての一覧の CSV、交換用の表、列の説明（datapackage.json）、利用条件と公表資料の一覧です。",
                    "Every list as CSV, the tables for exchange, datapackage.json that describes them, terms and "
                    + "sources."),
            address,
            "ZIP",
            MadeArchive.MediaType,
            Terms.Of(plan.SourceDocuments),
            _release.PublishedAt);
        return archive?.Release != _release.Number ? node : node
            .AddText(
                "dcat:byteSize",
                archive.Whole.Bytes.ToString(CultureInfo.InvariantCulture),
                datatype: "xsd:nonNegativeInteger")
            .Add("spdx:checksum", new RdfNode(null, "spdx:Checksum")
                .Add(
                    "spdx:algorithm",
                    new RdfNode("https://spdx.org/rdf/terms#checksumAlgorithm_sha256", "spdx:ChecksumAlgorithm"))
                .AddText("spdx:checksumValue", archive.Whole.Sha256, datatype: "xsd:hexBinary"));
    }

    private RdfNode Service(IReadOnlyList<RdfNode> datasets, Terms terms) =>
        new RdfNode(_base + "/graphql", "dcat:DataService")
        .AddBoth("dct:title", "GraphQL API", "GraphQL API")
        .AddBoth(
            "dct:description",
            ServiceDescription,
            "Answers questions about the reform plans of municipalities. No key, no registration.")
        .AddText("dct:identifier", _base + "/graphql")
        .AddAddress("dcat:endpointURL", _base + "/graphql")
        .AddAddress("dcat:endpointDescription", _base + "/schema.graphql")
        .Add("dct:publisher", Publisher())
        .Add("dct:conformsTo", Vocabulary.Standard("https://spec.graphql.org/", "GraphQL specification"))
        .Add("dcat:theme", Vocabulary.Government())
        .AddText("dcat:keyword", "GraphQL")
        .Add("dcat:contactPoint", Contact())
        .Add("dct:license", Vocabulary.Licence(terms))
        .Add("dct:accessRights", Vocabulary.Public())
        .AddAll("dcat:servesDataset", datasets);

    /// <summary>Who answers for the site: who says so; the one municipality; or the host.</summary>
    private RdfNode Publisher()
    {
        var cities = _release.Plans.Nodes.Select(plan => plan.Municipality).DistinctBy(city => city.Code).ToList();
        if (publisher.Length == 0 && cities is [var only] && _release.Plans.Nodes.Count == _release.Plans.TotalCount)
            return Agent(only);
        var name = publisher.Length > 0 ? publisher : PublicOrigin.Host;
        return new RdfNode(_base + "/#publisher", "foaf:Agent").AddText("foaf:name", name);
    }

    /// <summary>Where errors are reported; null where nowhere.</summary>
    private RdfNode? Contact()
    {
        if (contact.Length == 0)
            return null;
        var node = new RdfNode(_base + "/#contact", "vcard:Organization", "vcard:Kind")
            .AddBoth("vcard:fn", "データの誤りの連絡先", "Where errors in the data are reported");
        // A form without the places that a page fills in.
        return ServerOptions.IsMailAddress(contact)
            ? node.AddAddress("vcard:hasEmail", "mailto:" + contact)
            : node.AddAddress("vcard:hasURL", contact.Split('{', '?')[0]);
    }

    private RdfNode Agent(CatalogueAnswer.Municipality city) =>
        new RdfNode($"{_base}/{city.Code}", "foaf:Agent", "foaf:Organization")
        .AddBoth("foaf:name", city.Name, city.RomanName)
        .Add("dct:type", Vocabulary.LocalAuthority());

    /// <summary>The area in the linked data of the statistics bureau, with the code of the local government.</summary>
    private static RdfNode Place(CatalogueAnswer.Municipality city) =>
        new RdfNode($"http://data.e-stat.go.jp/lod/sac/C{city.AreaCode}", "dct:Location")
            .AddBoth("skos:prefLabel", city.Name, city.RomanName)
            .Add("adms:identifier", new RdfNode(null, "adms:Identifier")
                .AddText("skos:notation", city.Code)
                .AddText("adms:schemaAgency", "総務省 全国地方公共団体コード"));

    /// <summary>A fiscal year begins on 1 April and ends on 31 March of the next.</summary>
    private static RdfNode Period(CatalogueAnswer.Plan plan) => new RdfNode(null, "dct:PeriodOfTime")
        .AddText("dcat:startDate", $"{plan.FirstFiscalYear:0000}-04-01", datatype: "xsd:date")
        .AddText("dcat:endDate", $"{plan.LastFiscalYear + 1:0000}-03-31", datatype: "xsd:date");

    private static RdfNode Provenance(CatalogueAnswer.SourceDocument document) =>
        new RdfNode(null, "dct:ProvenanceStatement").AddBoth(
            "rdfs:label",
            $"{document.Publisher}「{document.Title}」（{document.FiscalYearLabel}）から読み取りました。SHA-256: {document.Sha256}",
            $"Read from {document.Publisher}, “{document.Title}” ({document.FiscalYear}). SHA-256: {document.Sha256}")
        .AddAddress("foaf:page", WebAddress(document.Url));

    /// <summary>The releases that changed a municipality, the latest first; null where the answer does not
    /// tell.</summary>
    private List<CatalogueAnswer.PublicRelease>? History(CatalogueAnswer.Municipality city)
    {
        var history = answer.Releases?.Nodes
            .Where(release => release.IsServed
                && release.Number <= _release.Number && release.ChangesOf(city.Code) > 0).ToList();
        return history is { Count: > 0 } ? history : null;
    }

    private static string NotesOf(CatalogueAnswer.PublicRelease release, CatalogueAnswer.Municipality city)
    {
        var changes = string.Create(CultureInfo.InvariantCulture, $"変更 {release.ChangesOf(city.Code)} 件 (changes).");
        return string.IsNullOrEmpty(release.Note) ? changes : $"{release.Note} {changes}";
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The Japanese and the English half of a text of the data set.</summary>
    private static (string Japanese, string English) Both(string text, string between)
    {
        var at = text.IndexOf(between, StringComparison.Ordinal);
        return at < 0 ? (text, text) : ((text[..at] + between).Trim(' ', '/'), text[(at + between.Length)..]);
    }

    /// <summary>An address that a document names, as an IRI; null for anything else.</summary>
    public static string? WebAddress(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address.AbsoluteUri
            : null;
}
