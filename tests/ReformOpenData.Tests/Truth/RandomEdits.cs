using System.Globalization;
using System.Text.Json.Nodes;
using ReformOpenData.Data.Exports;

namespace ReformOpenData.Tests.Truth;

/// <summary>
/// What may become of an exported table in the hands of people. An edit is a number: the same number does the same.
/// </summary>
internal static class RandomEdits
{
    private static readonly string[] Pieces =
    [
        "財政を見直した。", "=1+1", "+81", "-5", "@SUM", "\t", "'", "''=", "\n", "\r", "\r\n", "\n\n", "＝", "－", "ー", "-",
        " - ", "\"", "\"\"", ",", ";", "A=A",
        "_x0041_", "_x000D_", "_x005F_", "<p>", "</p>", "<br>", "<p>-</p>", "&amp;", "]]>", "𠮷野家",
        "👨‍👩‍👧", "e\u0301",
        "か\u3099", "\uFEFF", " ", "  ", "\u3000", "\u00A0", "\u0085", "\u2028",
        "【財政課】", "【水道事業】", "R4. 4. 1", "①", "・", "完了", "false", "44652", "{\"a\":1}", "\\", "\\;", "=",
    ];

    private static readonly TidyColumn[] Texts =
    [
        TidyColumns.Progress, TidyColumns.Summary, TidyColumns.ProgressSource, TidyColumns.SummarySource,
        TidyColumns.RatingSource,
        TidyColumns.ItemSource, TidyColumns.InitiativeSource, TidyColumns.DescriptionSource,
        TidyColumns.DepartmentSource,
        TidyColumns.ItemText, TidyColumns.InitiativeText, TidyColumns.DescriptionText, TidyColumns.DepartmentText,
        TidyColumns.ProgressText, TidyColumns.SummaryText, TidyColumns.RatingText,
    ];

    private static readonly TidyColumn[] Optional = [.. TidyColumns.All.Where(column => !column.IsRequired)];

    /// <summary>
    /// Columns that must say the same in all rows of one thing, with the columns that say which thing.
    /// </summary>
    private static readonly (TidyColumn Column, TidyColumn[] Scope)[] Agreed =
    [
        (TidyColumns.MunicipalityName, []),
        (TidyColumns.MunicipalityRomanName, []),
        (TidyColumns.PlanTitle, [TidyColumns.PlanFirstFiscalYear]),
        (TidyColumns.CategoryName, [TidyColumns.CategoryNumber]),
        (TidyColumns.ItemName, [TidyColumns.CategoryNumber, TidyColumns.ItemNumber]),
        (
            TidyColumns.InitiativeName,
            [TidyColumns.CategoryNumber, TidyColumns.ItemNumber, TidyColumns.InitiativeNumber]),
        (TidyColumns.Description, [TidyColumns.CategoryNumber, TidyColumns.ItemNumber, TidyColumns.InitiativeNumber]),
    ];

    private static readonly TidyColumn[] Row =
        [
            TidyColumns.CategoryNumber, TidyColumns.ItemNumber, TidyColumns.InitiativeNumber,
            TidyColumns.AssessmentNumber
        ];

    /// <summary>
    /// Changes a table: its header, and its rows of which each has a cell for each column of the header.
    /// </summary>
    public static List<string[]> Apply(List<string[]> table, int edit)
    {
        var random = new Random(edit);
        var rows = table.Skip(1).ToList();
        var row = rows[random.Next(rows.Count)];
        switch (random.Next(20))
        {
            case < 5:
                Set(row, Pick(Texts), Text());
                break;
            case 5:
                var (column, scope) = Pick(Agreed);
                SetAll(rows.Where(other => scope.All(key => Get(other, key) == Get(row, key))), column, Text());
                break;
            case 6:
                Set(
                    row,
                    Pick([TidyColumns.Progress, TidyColumns.Summary, TidyColumns.Rating, TidyColumns.ProgressSource,
                        TidyColumns.Cells]),
                    "");
                break;
            case 7:
                Set(
                    row,
                    TidyColumns.Rating,
                    Pick(["A", "B", "完了", "-", "Ａ", string.Join('\n', Names(row).Select(name => name + " B")),
                        string.Join(' ', Names(row).Select(name => name + " A"))]));
                Set(row, TidyColumns.RatingPrinted, random.Next(2) == 0 ? Get(row, TidyColumns.Rating) : "");
                break;
            case 8:
                Set(row, TidyColumns.RatingIsFinal, random.Next(2) == 0 ? "true" : "false");
                break;
            case 9:
                var dropped = Array.IndexOf(table[0], Pick(Optional).English);
                if (dropped >= 0)
                    return [.. table.Select(cells => cells.Where((_, index) => index != dropped).ToArray())];
                break;
            case 10:
                var to = random.Next(rows.Count);
                rows.Remove(row);
                rows.Insert(to, row);
                break;
            case 11:
                if (rows.Count > 2)
                    rows.Remove(row);
                break;
            case 12:
                // Another year of the same row, printed elsewhere or written by hand.
                string[] year = [.. row];
                Set(year, TidyColumns.FiscalYear, Number(2017 + random.Next(5)));
                Set(
                    year,
                    random.Next(2) == 0 ? TidyColumns.Document : TidyColumns.Page,
                    random.Next(2) == 0 ? "" : Number(1 + random.Next(9)));
                Set(year, TidyColumns.Provenance, "");
                rows.Add(year);
                break;
            case 13:
                Set(
                    row,
                    Pick([TidyColumns.Page, TidyColumns.Row, TidyColumns.Line, TidyColumns.ProgressColumn,
                        TidyColumns.SummaryColumn, TidyColumns.RatingColumn]),
                    Number(random.Next(9)));
                break;
            case 14:
                var departments = string
                    .Join(Pick(["・", "、"]),
                    ((string[])["財政課", "上下水道局 経営企画課", "経営企画課", "スポーツ・文化課", "スポーツ", "文化課（とりまとめ）", "市民課(窓口)"])
                    .OrderBy(_ => random.Next()).Take(1 + random.Next(3)));
                SetAll(
                    rows.Where(other => Array.TrueForAll(Row, key => Get(other, key) == Get(row, key))),
                    TidyColumns.Departments,
                    departments);
                break;
            case 15:
                // A number that another has, or none has.
                var number = Number(1 + random.Next(4));
                var was = Get(row, TidyColumns.AssessmentNumber);
                foreach (var other in rows.Where(other => Row[..3].All(key => Get(other, key) == Get(row, key))))
                {
                    var its = Get(other, TidyColumns.AssessmentNumber);
                    Set(other, TidyColumns.AssessmentNumber, its == was ? number : its == number ? was : its);
                }

                break;
            case 16:
                SetAll(
                    rows,
                    TidyColumns.RatingScale,
                    "A=A;B=B;COMPLETED=完了;NOT_RATED=-;C=" + Text().Replace(";", "\\;", StringComparison.Ordinal));
                break;
            case 17:
                Set(
                    row,
                    TidyColumns.Cells,
                    string.Join(
                        ' ', Enumerable.Range(1, 7).Select(at => Pick([Number(at), Number(at) + "*", "-", "."]))));
                break;
            case 18:
                EditProvenance(rows, random);
                break;
            default:
                Set(row, Pick(Texts), new string('長', 30_000) + Text());
                break;
        }

        return [table[0], .. rows];

        T Pick<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];

        string Text() => string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => Pick(Pieces)));

        string Get(string[] cells, TidyColumn name) =>
            Array.IndexOf(table[0], name.English) is var index and >= 0 ? cells[index] : "";

        void Set(string[] cells, TidyColumn name, string value)
        {
            if (Array.IndexOf(table[0], name.English) is var index and >= 0)
                cells[index] = value;
        }

        void SetAll(IEnumerable<string[]> all, TidyColumn name, string value)
        {
            foreach (var cells in all.ToList())
                Set(cells, name, value);
        }

        IEnumerable<string> Names(string[] cells) =>
            Get(cells, TidyColumns.Departments)
                .Split('・').Select(name => name.Split('（')[0].Replace(" ", "", StringComparison.Ordinal));

        void EditProvenance(List<string[]> all, Random dice)
        {
            var at = Array.IndexOf(table[0], TidyColumns.Provenance.English);
            if (at < 0)
                return;

            var pieces = all.Where(cells => cells[at].Length > 0)
                .OrderBy(cells => int.Parse(cells[at].Split('/')[0], CultureInfo.InvariantCulture)).ToList();
            if (pieces.Count == 0)
                return;

            var json = JsonNode.Parse(
                string.Concat(
                    pieces.Select(
                        cells => cells[at][(cells[at].IndexOf(':', StringComparison.Ordinal) + 1)..])))!.AsObject();
            var documents = json["documents"]!.AsArray();
            switch (dice.Next(4))
            {
                case 0 when documents.Count > 0:
                    documents[dice.Next(documents.Count)]![
                        Pick(["title", "url", "licence", "fileName", "publisher"])
                    ] = Text();
                    break;
                case 1:
                    var names = json["departments"]!
                        .AsArray().Select(name => name!.GetValue<string>()).OrderBy(_ => dice.Next()).ToArray();
                    json["departments"] = new JsonArray([.. names.Select(name => JsonValue.Create(name))]);
                    break;
                case 2 when documents.Count > 0:
                    documents[dice.Next(documents.Count)]!["findings"]!.AsArray().Add(new JsonObject
                    {
                        ["code"] = "ROW_SHIFTED",
                        ["severity"] = "Warning",
                        ["message"] = Text(),
                        ["page"] = 1,
                        ["read"] = new string('読', dice.Next(9) == 0 ? 90_000 : 3),
                    });
                    break;
                default:
                    var target = all[dice.Next(all.Count)];
                    var (field, of, depth) = Pick<(string, TidyColumn, int)>(
                        [
                            ("name", TidyColumns.InitiativeName, 3), ("description", TidyColumns.Description, 3),
                            ("summary", TidyColumns.Summary, 4), ("text", TidyColumns.Progress, 5)
                        ]);
                    string[] keys =
                        [Get(
                            target,
                            TidyColumns.CategoryNumber).PadLeft(2, '0'), Get(target, TidyColumns.ItemNumber).PadLeft(2,
                            '0'),
                        Get(target, TidyColumns.InitiativeNumber).PadLeft(3, '0'),
                        Get(target, TidyColumns.AssessmentNumber).PadLeft(3, '0'), Get(target, TidyColumns.FiscalYear)];
                    json["corrections"]!.AsArray().Add(new JsonObject
                    {
                        ["targetKey"] = $"{Get(target, TidyColumns.MunicipalityCode)}/"
                            + $"{Get(target, TidyColumns.PlanFirstFiscalYear)}/{string.Join('/', keys[..depth])}",
                        ["field"] = field,
                        ["printed"] = Get(target, of),
                        ["corrected"] = Get(target, of) + Text(),
                        ["reason"] = Text() + "確認済み",
                        ["sinceRelease"] = 3,
                    });
                    break;
            }

            foreach (var cells in pieces)
                cells[at] = "";
            all[0][at] = "1/1:" + json.ToJsonString();
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
