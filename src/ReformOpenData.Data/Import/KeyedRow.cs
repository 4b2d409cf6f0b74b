using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>A row whose keys are numbers.</summary>
internal sealed record KeyedRow(
    TidyRow Row,
    int Plan,
    string? PlanId,
    int PlanLastYear,
    int Category,
    int Item,
    int Initiative,
    int Assessment,
    int FiscalYear)
{
    /// <summary>As <see cref="Plans.Plan.Code"/>.</summary>
    public string PlanCode => Keys.PlanCode(Plan, PlanId);

    /// <summary>Whether it holds a text that does not tell what was done.</summary>
    public bool IsOtherText =>
        NarrativeKinds.Parse(Row[TidyColumns.ProgressKind].Trim()) is not (null or NarrativeKind.Result);

    /// <summary>Whether another row is printed at the same place of a document.</summary>
    public bool IsBeside(KeyedRow other) => Row[TidyColumns.Document].Length > 0
        && Array.TrueForAll(
            [TidyColumns.Document, TidyColumns.Page, TidyColumns.Row, TidyColumns.Line],
            (TidyColumn column) => Row[column] == other.Row[column]);

    /// <summary>Of the assessment.</summary>
    public string Key => Keys.Assessment(
        Keys.Initiative(Keys.Item(Keys.Category(Keys.Plan(Row.Code, PlanCode), Category), Item), Initiative),
        Assessment);
}
