using System.Text.Json;
using System.Text.Json.Serialization;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>
/// Reads the JSON file beside a document: <c>table.txt</c> has <c>table.json</c> (schema/formats/metadata.md).
/// </summary>
public static class MetadataFile
{
    /// <summary>The path of the metadata of a document: the same, with the ending .json.</summary>
    public static string PathFor(string documentPath) => Path.ChangeExtension(documentPath, ".json");

    /// <summary>Reads metadata; null, with all errors, where it is not what the format asks for.</summary>
    public static (DocumentMetadata? Metadata, IReadOnlyList<Finding> Findings) Read(Stream content, string fileName)
    {
        var (metadata, findings) = ReadUnderstood(content, fileName);
        return (findings.Count > 0 ? null : metadata, findings);
    }

    /// <summary>
    /// Likewise, but with errors, as far as it is understood: what is wrong with the table can then be told in the same
    /// run.
    /// </summary>
    internal static (DocumentMetadata? Metadata, IReadOnlyList<Finding> Findings) ReadUnderstood(
        Stream content, string fileName)
    {
        var log = new FindingLog();
        var file = JsonFile.Read(content, fileName, MetadataJson.Default.MetadataContent, log);
        var metadata = file is null ? null : ToMetadata(file, fileName, log);
        return (metadata, log.Findings);
    }

    private static DocumentMetadata? ToMetadata(MetadataContent file, string fileName, FindingLog log)
    {
        string?[] drafted =
        [
            file.Municipality.Code,
            file.Municipality.Name,
            file.Municipality.RomanName,
            file.Plan.Title,
            file.Document.Title,
            file.Document.Publisher,
        ];
        var blanks = drafted.OfType<string>().Where(MetadataDraft.Blanks.Contains).Distinct().ToList();
        if (blanks.Count > 0)
            Fault(
                $"the draft still has {string.Join(", ", blanks)}; write what is asked for",
                $"下書きのままのところがあります: {string.Join("、", blanks)}");

        var (scale, fault) = RatingScaleFile.Read(file.Plan.RatingScale);
        if (fault is not null)
            Fault(fault, "評価区分（ratingScale）が正しくありません: " + fault);

        var code = file.Municipality.Code;
        if (!blanks.Contains(code) && (code.Length != 6 || !code.All(char.IsAsciiDigit)))
            Fault("the code of a municipality is six digits", "自治体コードは6桁の数字です");
        if (file.Plan.FirstFiscalYear is < 1900 or > 2999
            || file.Plan.LastFiscalYear < file.Plan.FirstFiscalYear
            || file.Plan.LastFiscalYear > 2999)
            Fault(
                "the plan's fiscal years are four digits, the last not before the first",
                "計画の年度は西暦4桁で、終わりは始まりより前にできません");
        else if (file.Document.FiscalYear < file.Plan.FirstFiscalYear
            || file.Document.FiscalYear > file.Plan.LastFiscalYear)
            Fault("the document's fiscal year is not one of the plan", "資料の年度が計画の期間にありません");
        if (file.Plan.Id is { } id && !Keys.IsPlanId(id))
            Fault("the id of a plan is 1 to 20 of a–z and 0–9", "計画の id は英小文字と数字で20字までです");

        var (layout, layoutFault) = LayoutFile.Read(file);
        if (layoutFault is not null)
            Fault(layoutFault, "表の読み方（columns など）が正しくありません: " + layoutFault);

        string[] texts =
        [
            file.Municipality.Name,
            file.Municipality.RomanName,
            file.Plan.Title,
            file.Document.Title,
            file.Document.Publisher,
        ];
        if (texts.Any(string.IsNullOrWhiteSpace))
            Fault("names, titles and publisher must not be blank", "名称、題名、公表者は空にできません");

        return string.IsNullOrWhiteSpace(file.Plan.Title) ? null : new DocumentMetadata(
            code,
            file.Municipality.Name,
            file.Municipality.RomanName,
            file.Plan.Title,
            file.Plan.FirstFiscalYear,
            file.Plan.LastFiscalYear,
            scale,
            file.Document.Title,
            file.Document.FiscalYear,
            file.Document.Publisher,
            file.Document.Url,
            file.Document.Licence,
            file.Document.LicenceConfirmed,
            file.Document.RetrievedOn,
            file.Document.Sha256,
            file.Bureaus ?? [],
            file.Departments ?? [])
        {
            Layout = layout,
            PlanId = file.Plan.Id,
            LevelNames = file.Plan.LevelNames is { } levels
                ? LevelNames.Of(Name(levels.Category), Name(levels.Item), Name(levels.Initiative))
                : null,
            Successions =
            [
                .. from pair in file.DepartmentSuccessors ?? new Dictionary<string, IReadOnlyList<string>>()
                   from successor in pair.Value
                   select new DepartmentSuccession(CellText.WithoutSpaces(pair.Key), CellText.WithoutSpaces(successor)),
            ],
        };

        static string? Name(string? level) => string.IsNullOrWhiteSpace(level) ? null : CellText.Clean(level).Text;

        void Fault(string what, string japanese) =>
            log.Add(
                FindingKinds.MetadataInvalid, default, $"{fileName}: {what}.", japanese: $"{fileName}: {japanese}。");
    }
}

internal sealed record MetadataContent(
    MetadataMunicipality Municipality,
    MetadataPlan Plan,
    MetadataDocument Document,
    IReadOnlyList<string>? Bureaus = null,
    IReadOnlyList<string>? Departments = null,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? DepartmentSuccessors = null,
    IReadOnlyDictionary<string, string>? Columns = null,
    [property: JsonConverter(typeof(OneOrMore))] IReadOnlyList<string>? CategoryPattern = null,
    int? HeaderRows = null,
    IReadOnlyList<string>? Sheets = null,
    IReadOnlyList<string>? Notes = null,
    string? SheetNames = null);

/// <summary>A text, or a list of texts.</summary>
internal sealed class OneOrMore : JsonConverter<IReadOnlyList<string>>
{
    public override IReadOnlyList<string> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return [reader.GetString()!];
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException();

        var texts = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            texts.Add(reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException());
        return texts;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Metadata are read.");
}

internal sealed record MetadataMunicipality(string Code, string Name, string RomanName);

internal sealed record MetadataPlan(
    string Title,
    int FirstFiscalYear,
    int LastFiscalYear,
    IReadOnlyList<MetadataGrade> RatingScale,
    MetadataLevels? LevelNames = null,
    string? Id = null);

/// <summary>What the document calls the levels of the plan.</summary>
internal sealed record MetadataLevels(string? Category = null, string? Item = null, string? Initiative = null);

/// <summary>A step of the scale; without a grade, it is one of the plan's own.</summary>
internal sealed record MetadataGrade(
    string Label,
    string? Grade = null,
    string? Symbol = null,
    string? Meaning = null,
    string? Level = null,
    bool? IsRated = null,
    int? FirstFiscalYear = null,
    int? LastFiscalYear = null)
{
    /// <param name="grade">What <see cref="Grade"/> says, or who reads it knows.</param>
    public GradeLabel Step(Grade grade) => new(grade, Label)
    {
        Symbol = Symbol == Label ? null : Symbol,
        Meaning = string.IsNullOrWhiteSpace(Meaning) ? null : Meaning.Trim(),
        Level = Level is null ? null : Levels.Parse(Level),
        DeclaredRated = IsRated,
        FirstFiscalYear = FirstFiscalYear,
        LastFiscalYear = LastFiscalYear,
    };
}

internal sealed record MetadataDocument(
    string Title,
    int FiscalYear,
    string Publisher,
    bool LicenceConfirmed,
    string? Url = null,
    string? Licence = null,
    DateOnly? RetrievedOn = null,
    string? Sha256 = null);

[JsonSerializable(typeof(MetadataContent))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    ReadCommentHandling = JsonCommentHandling.Skip)]
internal sealed partial class MetadataJson : JsonSerializerContext;
