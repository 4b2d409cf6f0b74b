using System.Text.Json.Serialization;

namespace ReformOpenData.Data.Plans;

/// <summary>A published document that was read, with where it came from.</summary>
/// <param name="Sha256">Of the bytes that were read, lower-case hexadecimal: its key.</param>
/// <param name="PlanFirstFiscalYear">Of the plan it tells of.</param>
/// <param name="FiscalYear">The fiscal year whose progress it reports.</param>
/// <param name="LicenceConfirmed">False while the publisher has not said so.</param>
public sealed record SourceDocument(
    string Sha256,
    string FileName,
    string Title,
    string Publisher,
    string? Url,
    string? Licence,
    bool LicenceConfirmed,
    DateOnly? RetrievedOn,
    int PlanFirstFiscalYear,
    int FiscalYear,
    IReadOnlyList<Finding> Findings)
{
    /// <summary>The id of the plan it tells of; null for a plan without.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PlanId { get; init; }

    /// <summary>The plan it tells of, as <see cref="Plan.Code"/>.</summary>
    [JsonIgnore]
    public string PlanCode => Keys.PlanCode(PlanFirstFiscalYear, PlanId);
}

/// <summary>The place of a printed cell.</summary>
/// <param name="Document">Sha-256 of the document.</param>
/// <param name="Page">From 1; a sheet of a workbook counts as a page, and a CSV is one page.</param>
/// <param name="Row">From 1 within the page, headers not counted.</param>
/// <param name="Column">From 1; null where the whole row is meant.</param>
/// <param name="Line">Line of the file, from 1.</param>
public sealed record SourceLocation(string Document, int Page, int Row, int? Column, int Line);

/// <summary>The columns of the published table, in the order of the print.</summary>
public enum SourceColumn
{
    Item = 1,
    Initiative = 2,
    Description = 3,
    Department = 4,
    Progress = 5,
    Summary = 6,
    Rating = 7,
}

/// <summary>
/// A printed cell: what it means in clean text, and its bytes as printed (empty where it continues the row above).
/// </summary>
/// <param name="Text">Cleaned; for a blank cell, the value that it continues.</param>
public sealed record SourceCell(SourceColumn Column, string Text, string SourceText, SourceLocation Location);

/// <summary>
/// How much a finding weighs: an error stops the import, the others are stored and published with the release.
/// </summary>
public enum FindingSeverity
{
    Note = 1,
    Warning = 2,
    Error = 3,
}

/// <summary>Something met while reading: where, what was read, and what was made of it.</summary>
/// <param name="Code">UPPER_SNAKE, from the list in docs/findings.md.</param>
/// <param name="Message">One English sentence that says what to do about it, where anything is to be done.</param>
public sealed record Finding(
    string Code,
    FindingSeverity Severity,
    string Message,
    int? Page,
    int? Row,
    int? Column,
    int? Line,
    string? Read,
    string? Made)
{
    /// <summary>The message in Japanese, while the document is read; it is not kept.</summary>
    internal string? Japanese { get; init; }

    public bool Equals(Finding? other) => other is not null && Kept == other.Kept;

    public override int GetHashCode() => Kept.GetHashCode();

    private (string, FindingSeverity, string, int?, int?, int?, int?, string?, string?) Kept =>
        (Code, Severity, Message, Page, Row, Column, Line, Read, Made);
}

/// <summary>A misprint mended against the print, from a data file.</summary>
/// <param name="TargetKey">Key of the row (see docs/ARCHITECTURE.md, “Keys”).</param>
/// <param name="Field">The corrected field, as the API names it (name, description, text …).</param>
/// <param name="SinceRelease">The first release that shows it; null while in a draft.</param>
public sealed record Correction(
    string TargetKey,
    string Field,
    string Printed,
    string Corrected,
    string Reason,
    int? SinceRelease);
