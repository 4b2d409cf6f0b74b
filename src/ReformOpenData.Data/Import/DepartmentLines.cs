using System.Buffers;

namespace ReformOpenData.Data.Import;

/// <summary>
/// Lines of a cell of departments. A line that ends as the name of a department does (財政課, 契約検査室, 企画調整課（庁舎整備室）) is
/// followed by another department; a bureau (上下水道局, 総務部) by its own; and any other line goes on in the next one.
/// </summary>
internal static class DepartmentLines
{
    private static readonly string[] Units =
        ["課", "室", "所", "係", "班", "署", "館", "園", "校", "院", "場", "会", "会議", "センター", "ｾﾝﾀｰ", "チーム", "グループ", "担当",
            "庁", "団", "社", "機関", "部署"];

    private static readonly string[] Bureaus = ["局", "部"];
    private static readonly SearchValues<char> LineBreaks = SearchValues.Create("\r\n");

    /// <summary>The cell in one line, with a ・ between departments.</summary>
    /// <param name="isBureau">Whether a line is known to be a bureau.</param>
    /// <param name="afterBureau">What is put between a bureau and its department.</param>
    public static string Join(string cell, Func<string, bool> isBureau, string afterBureau)
    {
        if (!cell.AsSpan().ContainsAny(LineBreaks))
            return cell;

        var joined = "";
        var before = "";
        foreach (var line in cell.Split(
            ['\r', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            joined += Between(before, line) + line;
            before = line;
        }

        return joined;

        string Between(string above, string line)
        {
            if (above.Length == 0
                || DepartmentNames.IsSeparator(above[^1])
                || DepartmentNames.IsSeparator(line[0])
                || DepartmentNames.IsOpening(line[0]))
            {
                return "";
            }

            var start = above.LastIndexOfAny(['・', '、', '，', ',', '／', '/', '･']) + 1;
            if (isBureau(above[start..]) || (Ends(above, Bureaus) && Ends(line, Units)))
                return afterBureau;
            return EndsAsName(above) || DepartmentNames.IsClosing(above[^1]) ? "・" : "";
        }
    }

    /// <summary>Whether a text ends as the name of a department or a bureau does.</summary>
    public static bool EndsAsName(string text) => Ends(text, Units) || Ends(text, Bureaus);

    private static bool Ends(string line, string[] endings) =>
        Array.Exists(endings, ending => CellText.WithoutSpaces(line).EndsWith(ending, StringComparison.Ordinal));
}
