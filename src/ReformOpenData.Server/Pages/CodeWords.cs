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
        ["InitiativeStatus"] = new()
        {
            ["ENDED"] = ("終了", "ended"),
            ["COMPLETED"] = ("完了", "completed"),
            ["MERGED"] = ("統合", "merged into another"),
            ["SPLIT"] = ("分割", "split"),
            ["MOVED"] = ("計画内で移動", "moved within the plan"),
            ["SUCCEEDED"] = ("次の計画に継続", "continued in the next plan"),
        },
        ["ResponsibilityRole"] = new() { ["LEAD"] = ("主管課", "in charge"), ["SUPPORTING"] = ("関係課", "supporting") },
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

    /// <summary>The fields of which changes tell a code: of which enum it is.</summary>
    private static readonly Dictionary<string, string> Coded = new(StringComparer.Ordinal)
    {
        ["grade"] = "Grade",
        ["status"] = "InitiativeStatus",
        ["kind"] = "MeasureKind",
        ["direction"] = "MeasureDirection",
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

    /// <summary>The enum whose codes the values of a field are; null where they are none.</summary>
    public static string? TypeOf(string field) => Coded.GetValueOrDefault(field);

    /// <summary>The value of a field before or after a change.</summary>
    public static IHtmlContent Value(PageRequest at, string? field, string? value) =>
        value is { Length: > 0 } && TypeOf(field ?? "") is { } type
            ? at.Mixed(Of(at, type, value))
            : at.Ja(value);

    /// <summary>What was met while a document was read: what its kind means, or in English how it was told.</summary>
    public static string Finding(PageRequest at, string code, string message) =>
        at.IsEnglish ? message : FindingLanguage.InJapanese(code) ?? message;
}
