using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>Reads what a tidy table says of the end of an initiative.</summary>
internal static class TidyEnding
{
    private const int MaxSuccessors = 100;

    /// <summary>Null where it says nothing, and, with an error, where it is not understood.</summary>
    public static InitiativeEnding? Read(TidyRow row, FindingLog log)
    {
        var filled = TidyColumns.Endings.FirstOrDefault(column => !string.IsNullOrWhiteSpace(row[column]));
        if (filled is null)
            return null;

        if (InitiativeStatuses.Parse(row[TidyColumns.Status].Trim()) is not { } status)
        {
            log.Add(
                FindingKinds.ValueInvalid,
                row.PlaceOf(TidyColumns.Status) is { Column: not null } place ? place : row.PlaceOf(filled),
                $"The other columns of the end of an initiative need {TidyColumns.Status.English} "
                + $"({TidyColumns.Status.Japanese}): {InitiativeStatuses.Names}, or 終了, 完了, 統合, 分割, 移動, 継続.",
                row[TidyColumns.Status],
                japanese: $"取組の終わりには「{TidyColumns.Status.Japanese}」が要ります: 終了、廃止、完了、統合、分割、移動、継続。");
            return null;
        }

        var keys = row[TidyColumns.Successors]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (keys.Length > MaxSuccessors)
        {
            log.Add(
                FindingKinds.ValueInvalid,
                row.PlaceOf(TidyColumns.Successors),
                $"An initiative has at most {MaxSuccessors} successors.",
                row[TidyColumns.Successors],
                japanese: $"引き継ぐ取組は {MaxSuccessors} 件までです。");
        }

        return new InitiativeEnding(
            status,
            row.Number(TidyColumns.EndedIn, 1900, 2999, log, mayBeBlank: true),
            row[TidyColumns.Reason] is { Length: > 0 } reason ? reason : null,
            [.. keys.Distinct().Order(StringComparer.Ordinal)]);
    }
}
