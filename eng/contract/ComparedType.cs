namespace ReformOpenData.Contract;

/// <summary>A type of values that filters compare.</summary>
/// <param name="English">“a grade”</param>
/// <param name="Japanese">「評価区分を」</param>
internal sealed record ComparedType(string Name, string English, string Japanese, bool IsEnum = false)
{
    /// <summary>The types that every schema has.</summary>
    public static readonly IReadOnlyList<ComparedType> BuiltIn =
    [
        new(
            "String",
            "a text, whichever it is, with width (NFKC), case and variants of characters made equal, as search does",
            "文字列を、どの項目でも検索と同じく全角半角（NFKC）、大文字小文字、異体字を区別せずに"),
        new("Int", "an integer", "整数を"),
        new("Float", "a number", "数値を"),
        new("Boolean", "a truth value", "真偽値を"),
        new("ID", "an identifier", "識別子を"),
    ];

    /// <summary>The name of its filter.</summary>
    public string Filter => $"{(Name == "ID" ? "Id" : Name)}OperationFilterInput";
}
