using System.Text.RegularExpressions;

namespace ReformOpenData.Server.Discovery;

/// <summary>What feeds, pages and commands call the values of a change for which the API has a code.</summary>
internal static partial class ChangeValues
{
    /// <summary>The fields of which changes tell a code: of which enum it is.</summary>
    private static readonly Dictionary<string, string> Coded = new(StringComparer.Ordinal)
    {
        ["grade"] = "Grade",
        ["status"] = "InitiativeStatus",
        ["kind"] = "MeasureKind",
        ["direction"] = "MeasureDirection",
    };

    /// <summary>By the name of the enum, and its value.</summary>
    public static Dictionary<string, Dictionary<string, (string Japanese, string English)>> Codes { get; } = new()
    {
        ["Grade"] = new()
        {
            ["NOT_RATED"] = ("評価なし（-）", "not rated"),
            ["COMPLETED"] = ("完了", "completed"),
        },
        ["InitiativeStatus"] = new()
        {
            ["ENDED"] = ("終了", "ended"),
            ["COMPLETED"] = ("完了", "completed"),
            ["MERGED"] = ("統合", "merged into another"),
            ["SPLIT"] = ("分割", "split"),
            ["MOVED"] = ("計画内で移動", "moved within the plan"),
            ["SUCCEEDED"] = ("次の計画に継続", "continued in the next plan"),
        },
        ["MeasureKind"] = new()
        {
            ["INDICATOR"] = ("指標", "indicator"),
            ["EFFECT"] = ("効果額", "effect"),
            ["COST"] = ("費用", "cost"),
        },
        ["MeasureDirection"] = new()
        {
            ["UP"] = ("増えるほどよい", "more is better"),
            ["DOWN"] = ("減るほどよい", "less is better"),
        },
    };

    /// <summary>A value before or after a change; what has no code, as it is.</summary>
    public static string InWords(string? field, string value, bool isEnglish) =>
        Coded.TryGetValue(field ?? "", out var type)
            ? ChangeWords.Of(Codes[type], value, isEnglish)
            : Print(field, value, isEnglish) ?? value;

    /// <summary>
    /// Places in print and printed cells, which the API tells with codes and in English; null of any other field.
    /// </summary>
    private static string? Print(string? field, string value, bool isEnglish)
    {
        if (field is not ("location" or "summary.location" or "cells"))
            return null;
        var told = CellNames().Replace(value, names => string.Join(
            isEnglish ? ", " : "、",
            names.Value.Split(", ").Select(name => ChangeWords.Of(ChangeWords.Columns, name, isEnglish))));
        return isEnglish ? told : PlaceInPrint().Replace(
            told, place => $"{place.Groups["page"]} ページ {place.Groups["row"]} 行"
                + (place.Groups["column"] is { Success: true } column ? $" {column} 列" : "")
                + $"（{place.Groups["file"]} の {place.Groups["line"]} 行目）");
    }

    [GeneratedRegex(
        @"(?m)^(ITEM|INITIATIVE|DESCRIPTION|DEPARTMENT|PROGRESS|SUMMARY|RATING)(, [A-Z]+)*(?=: )",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex CellNames();

    [GeneratedRegex(
        @"page (?<page>\d+), row (?<row>\d+)(, column (?<column>\d+))?, line (?<line>\d+) of (?<file>[^\n]*)",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex PlaceInPrint();
}
