using System.CommandLine;
using ReformOpenData.Data.Releases;

namespace ReformOpenData.Server.Commands;

/// <summary><c>check</c>: whether the store holds what was written into it.</summary>
internal static class CheckCommand
{
    public static Command Create(CommonOptions common)
    {
        var command = new Command(
            "check",
            Language.Of(
                """
                Check that the store holds what was written into it (整合性の検査): its files, every state of a municipality by its checksum, the
                figures, the texts as they are compared, the search index, the changes of each release. Ends with 1 where something is wrong.

                Example: check --json
                """,
                """
                保存されたデータが、書き込んだとおりかを検査します。ファイル、自治体ごとの内容、件数、検索の索引、版の差分を調べ、誤りがあれば 1 で終わります。

                例: check --json
                """));
        return Terminal.Bind(command, common, async (_, store, terminal, cancellation) =>
        {
            var check = new StoreCheck(store);
            check.Progress = _ =>
            {
                if (check.StatesRead % 50 == 0)
                {
                    terminal.Progress(Language.Of(
                        $"… {check.StatesRead} states of municipalities are read",
                        $"… 自治体のデータを {check.StatesRead} 件読みました"));
                }
            };
            var problems = await check.AllAsync(cancellation);
            if (terminal.IsJson)
                terminal.Json(new { isWhole = problems.Count == 0, checkedStates = check.StatesRead, problems });
            else
                Write(terminal, problems, check.StatesRead);
            return problems.Count == 0 ? ExitCode.Done : ExitCode.Failed;
        });
    }

    private static void Write(Terminal terminal, IReadOnlyList<StoreProblem> problems, int count)
    {
        foreach (var (release, municipality, message, japanese) in problems)
        {
            var place = string.Join(", ", new[]
            {
                release is { } number ? Language.Of($"release {number}", $"第{number}版") : null,
                municipality,
            }.OfType<string>());
            terminal.Line(
                $"{(place.Length > 0 ? place : Language.Of("store", "データ"))}: {Language.Of(message, japanese)}");
        }

        terminal.Line(problems.Count == 0
            ? Language.Of(
                $"The store holds what was written into it: {count} {(count == 1 ? "state" : "states")} of "
                + "municipalities.",
                $"データは書き込んだとおりです（自治体のデータ {count} 件）。")
            : Language.Of(
                $"{problems.Count} {(problems.Count == 1 ? "thing is" : "things are")} wrong: restore a backup "
                + "(docs/operations.md).",
                $"誤りが {problems.Count} 件あります。バックアップから戻してください（docs/operations.md）。"));
    }
}
