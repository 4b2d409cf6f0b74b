using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>
/// What a document does not say of itself, declared in a JSON file beside it (schema/formats/metadata.md): nothing of a
/// city, a plan or a year stands in code.
/// </summary>
/// <param name="RatingScale">The grades that the plan uses, in order, with the labels as printed; any other grade is an
/// error.</param>
/// <param name="Title">The document's title; the titles of its pages may vary.</param>
/// <param name="FiscalYear">The fiscal year whose progress the document reports.</param>
/// <param name="Sha256">Where given, the bytes must have it.</param>
/// <param name="Bureaus">Bureaus (局) whose name the print puts before that of a department.</param>
/// <param name="Departments">Full names of departments that cannot be told from the print, such as one with ・ in its
/// name.</param>
public sealed record DocumentMetadata(
    string MunicipalityCode,
    string MunicipalityName,
    string MunicipalityRomanName,
    string PlanTitle,
    int FirstFiscalYear,
    int LastFiscalYear,
    IReadOnlyList<GradeLabel> RatingScale,
    string Title,
    int FiscalYear,
    string Publisher,
    string? Url,
    string? Licence,
    bool LicenceConfirmed,
    DateOnly? RetrievedOn,
    string? Sha256,
    IReadOnlyList<string> Bureaus,
    IReadOnlyList<string> Departments)
{
    /// <summary>What tells the plan from others of the same first year; null for none.</summary>
    public string? PlanId { get; init; }

    /// <summary>Departments that others go on with, by their full names.</summary>
    internal IReadOnlyList<DepartmentSuccession> Successions { get; init; } = [];

    /// <summary>What the document calls the levels of the plan; null where it is not declared.</summary>
    internal LevelNames? LevelNames { get; init; }

    /// <summary>The layout of the table, where it is declared; null for that of schema/formats/table.md.</summary>
    internal TableLayout? Layout { get; init; }
}
