namespace ReformOpenData.Server.Metadata;

/// <summary>
/// Terms of controlled vocabularies, each with its types and its scheme, since who validates may not fetch them: those
/// of the
/// EU Publications Office as DCAT-AP 3.0.1 §7 asks, and media types of IANA.
/// </summary>
internal static class Vocabulary
{
    private const string Authority = "http://publications.europa.eu/resource/authority/";
    private const string Concept = "skos:Concept";

    public static RdfNode Japanese() => Term("language", "JPN", "Japanese", "dct:LinguisticSystem");

    public static RdfNode Yearly() => Term("frequency", "ANNUAL", "annual", "dct:Frequency");

    public static RdfNode Government() => Term("data-theme", "GOVE", "Government and public sector");

    public static RdfNode Public() => Term("access-right", "PUBLIC", "public", "dct:RightsStatement");

    public static RdfNode Stable() => Term("planned-availability", "STABLE", "stable");

    /// <param name="code">CSV, XLSX, JSON, JSON_LD, RDF_TURTLE, ZIP …</param>
    public static RdfNode FileType(string code) => Term("file-type", code, code, "dct:MediaTypeOrExtent");

    /// <summary>The scheme that themes of a catalogue are of.</summary>
    public static RdfNode Themes() =>
        new RdfNode(Authority + "data-theme", "skos:ConceptScheme").AddText("dct:title", "Data theme", "en");

    /// <summary>What kind of body a publisher is.</summary>
    public static RdfNode LocalAuthority() =>
        Concepts("http://purl.org/adms/publishertype/", "LocalAuthority", "Local authority");

    /// <param name="type">As in text/csv.</param>
    public static RdfNode MediaType(string type) =>
        new("https://www.iana.org/assignments/media-types/" + type, "dct:MediaType");

    public static RdfNode Standard(string address, string title) =>
        new RdfNode(address, "dct:Standard").AddText("dct:title", title, "en");

    /// <summary>Only of a licence that is confirmed.</summary>
    public static RdfNode? Licence(Terms terms)
    {
        if (terms.Licence is not { } name)
            return null;
        var node = new RdfNode(
            terms.Known is { } known ? $"{Authority}licence/{known.Authority}" : null, "dct:LicenseDocument")
            .AddText("dct:title", name);
        return terms.Known is null
            ? node
            : node.AddAddress("foaf:page", terms.Known.Url)
                .Add("dct:type", Concepts("http://purl.org/adms/licencetype/", terms.Known.Kind, terms.Known.Kind));
    }

    public static RdfNode Rights(Terms terms) =>
        new RdfNode(null, "dct:RightsStatement").AddBoth("rdfs:label", terms.Japanese, terms.English);

    private static RdfNode Term(string scheme, string code, string label, params string[] types) =>
        new RdfNode($"{Authority}{scheme}/{code}", [.. types, Concept])
            .AddText("skos:prefLabel", label, "en")
            .AddAddress("skos:inScheme", Authority + scheme);

    private static RdfNode Concepts(string scheme, string code, string label) =>
        new RdfNode(scheme + code, Concept)
            .AddText("skos:prefLabel", label, "en")
            .AddAddress("skos:inScheme", scheme + "1.0");
}
