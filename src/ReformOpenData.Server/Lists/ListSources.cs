using System.Globalization;

namespace ReformOpenData.Server.Lists;

/// <summary>What a workbook says of where its rows come from and what may be done with them.</summary>
internal static class ListSources
{
    /// <param name="release">Number of the release; null where several answer.</param>
    public static IReadOnlyList<string> Of(string path, int? release) =>
    [
        "出典・利用条件",
        "自治体が公表した行政改革の取組状況・総括・評価の表を読み取ったデータです。",
        release is null ? "リリース番号は応答ヘッダー Reform-Release にあります。"
            : string.Create(CultureInfo.InvariantCulture, $"リリース {release} のデータです。"),
        $"取得先: {path}",
        "公表資料の表題、公表者、利用条件（licence）と、公表者が利用条件を確認済みか（licence_confirmed）は、一覧 /documents.csv にあります。"
        + "確認済みでない利用条件は予定であり、確定していません。",
        "評価区分のコード表は /grades.csv にあります。区分の意味は公表資料に定義がありません。",
    ];
}
