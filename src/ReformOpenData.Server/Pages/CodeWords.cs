using Microsoft.AspNetCore.Html;
using ReformOpenData.Data.Import;
using ReformOpenData.Server.Discovery;
using ReformOpenData.Server.Schema;

namespace ReformOpenData.Server.Pages;

/// <summary>What pages call that for which the API and its files have a code.</summary>
internal static class CodeWords
{
    /// <summary>By the name of the enum, and its value.</summary>
    private static readonly Dictionary<string, Dictionary<string, (string Japanese, string English)>> Words = new()
    {
        ["Level"] = new()
        {
            ["EXCEEDED"] = ("計画を上回る", "better than planned"),
            ["AS_PLANNED"] = ("計画どおり", "as planned"),
            ["MOSTLY"] = ("おおむね計画どおり", "mostly as planned"),
            ["BEHIND"] = ("計画より遅れ", "behind the plan"),
            ["NOT_DONE"] = ("未実施", "not done"),
        },
        ["InitiativeStatus"] = ChangeValues.Codes["InitiativeStatus"],
        ["ResponsibilityRole"] = new() { ["LEAD"] = ("主管課", "in charge"), ["SUPPORTING"] = ("関係課", "supporting") },
        ["MeasureKind"] = ChangeValues.Codes["MeasureKind"],
        ["MeasureDirection"] = ChangeValues.Codes["MeasureDirection"],
        ["MeasureRole"] = new()
        {
            ["BASELINE"] = ("基準", "baseline"),
            ["PLAN"] = ("計画", "plan"),
            ["ACTUAL"] = ("実績", "actual"),
            ["FORECAST"] = ("見込", "forecast"),
            ["CUMULATIVE"] = ("累計", "cumulative"),
        },
        ["FindingSeverity"] = new()
        {
            ["NOTE"] = ("参考", "note"),
            ["WARNING"] = ("要確認", "worth a look"),
            ["ERROR"] = ("誤り", "error"),
        },
        ["ReleaseStatus"] = new()
        {
            ["CURRENT"] = ("現在の版", "current"),
            ["SUPERSEDED"] = ("旧版", "superseded"),
            ["WITHDRAWN"] = ("撤回", "withdrawn"),
            ["TAKEN_DOWN"] = ("削除", "taken down"),
        },
        ["ChangeKind"] = ChangeWords.Kinds,
        ["NodeType"] = ChangeWords.Types,
    };

    /// <summary>A value of an enum of the API; a code that has no words as it is.</summary>
    public static string Of(PageRequest at, string type, string code) => type switch
    {
        "Grade" => Grades.Name(at, code),
        "NarrativeKind" => NarrativeWords.Of(at, code),
        _ => Word(type, code, at.IsEnglish),
    };

    /// <summary>The same of an enum whose words are the same everywhere.</summary>
    public static string Word(string type, string code, bool isEnglish) =>
        Words.TryGetValue(type, out var words) ? ChangeWords.Of(words, code, isEnglish) : code;

    /// <summary>A type of things by its name in the API.</summary>
    public static string Type(PageRequest at, string name) => Of(at, "NodeType", EnumCodes.UpperSnake(name));

    /// <summary>A field that changed, or that was corrected.</summary>
    public static string Field(PageRequest at, string field) =>
        ChangeWords.Of(ChangeWords.Fields, field, at.IsEnglish);

    /// <summary>The value of a field before or after a change.</summary>
    public static IHtmlContent Value(PageRequest at, string? field, string? value) =>
        value is { Length: > 0 } && ChangeValues.InWords(field, value, at.IsEnglish) is { } told && told != value
            ? at.Mixed(told)
            : at.Ja(value);

    /// <summary>What was met while a document was read: what its kind means, or in English how it was told.</summary>
    public static string Finding(PageRequest at, string code, string message) =>
        at.IsEnglish ? message : FindingLanguage.InJapanese(code) ?? message;
}
