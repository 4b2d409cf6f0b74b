using System.CommandLine;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;

namespace ReformOpenData.Server.Commands;

/// <summary><c>compare FROM TO</c>: what differs between two releases.</summary>
internal static class CompareCommand
{
    public static Command Create(CommonOptions common)
    {
        var from = new Argument<int?>("FROM")
        {
            Description = Language.Of("Number of a release; without it, the current one", "版の番号。書かなければ、公開中の版"),
            Arity = ArgumentArity.ZeroOrOne,
        };
        var to = new Argument<int?>("TO")
        {
            Description = Language.Of("Number of another; without it, the draft", "もう一つの版の番号。書かなければ、下書き"),
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command(
            "compare",
            Language.Of(
                """
                List what differs between two releases (版の比較): ratings moved, texts changed, rows added, removed or renamed.
                Without numbers: what the draft changes against what is public.

                Example: compare 1 2
                """,
                """
                二つの版の違い（評価の変化、文章の変更、行の追加・削除・名称変更）を一覧にします。番号を書かなければ、下書きと公開中の版を比べます。

                例: compare 1 2
                """)) { from, to };
        return Terminal.Bind(command, common, async (result, store, terminal, cancellation) =>
        {
            var reader = new ReleaseReader(store);
            var (current, releases) = await reader.ListAsync(cancellation);
            var draft =
                releases.LastOrDefault(release => release.Status == Data.Storage.Rows.ReleaseStatus.Draft)?.Number;
            if ((result.GetValue(from) ?? current) is not { } first)
                return terminal.Fail(
                    "Nothing is public yet, so there is nothing to compare with.", "まだ何も公開していないので、比べるものがありません。");
            if ((result.GetValue(to) ?? draft) is not { } second)
                return terminal.Fail(
                    $"There is no draft to compare release {first} with: name two releases, as in: compare 1 2",
                    $"第{first}版と比べる下書きがありません。二つの版を指定してください。例: compare 1 2");
            var counts = new SortedDictionary<ChangeKind, int>();
            var (ofPrint, alike) = (0, 0);
            var changes = new List<Change>();
            await foreach (var change in reader.CompareAsync(first, second, cancellation))
            {
                var isOfPrint = MunicipalityComparison.IsOfPrint(change);
                if (isOfPrint)
                    ofPrint++;
                else
                    counts[change.Kind] = counts.GetValueOrDefault(change.Kind) + 1;
                if (terminal.IsJson)
                    changes.Add(change);
                else if (isOfPrint && change.Before == change.After)
                    alike++;
                else
                    terminal.Line(Words.Of(change));
            }

            if (alike > 0)
                terminal.Line(Alike(alike));
            if (terminal.IsJson)
                terminal.Json(new { from = first, to = second, changes });
            else if (counts.Count == 0 && ofPrint == 0)
                terminal.Line(
                    Language.Of($"Releases {first} and {second} hold the same.", $"第{first}版と第{second}版の内容は同じです。"));
            else
                terminal.Line(Language.Of($"From release {first} to {second}: ", $"第{first}版から第{second}版へ: ")
                    + string.Join(Language.Of(", ", "、"), Figures(counts, ofPrint)) + Language.Of(".", "。"));
            return ExitCode.Done;
        });
    }

    /// <summary>With a revised file of the same name, all places are in another document.</summary>
    private static string Alike(int count) => Language.Of(
        (count == 1 ? "~ 1 place or cell in print looks" : $"~ {count} places and cells in print look")
            + " the same: the file has another checksum, or the cell was read otherwise.",
        $"~ 版面の位置・原文 {count} 件は、見た目が同じです（ファイルのチェックサムか、セルの読み取り方が違います）。");

    private static IEnumerable<string> Figures(SortedDictionary<ChangeKind, int> counts, int ofPrint)
    {
        foreach (var (kind, count) in counts)
            yield return Language.Of($"{count} {Name(kind, count)}", $"{JapaneseName(kind)} {count} 件");
        if (ofPrint > 0)
        {
            yield return Language.Of(
                ofPrint == 1 ? "1 place or cell in print changed" : $"{ofPrint} places and cells in print changed",
                $"版面の位置・原文の変更 {ofPrint} 件");
        }
    }

    private static string JapaneseName(ChangeKind kind) => kind switch
    {
        ChangeKind.Added => "追加",
        ChangeKind.Removed => "削除",
        ChangeKind.Renamed => "名称の変更",
        ChangeKind.RatingChanged => "評価の変化",
        ChangeKind.TextChanged => "文章の変更",
        _ => "その他の変更",
    };

    private static string Name(ChangeKind kind, int count) => kind switch
    {
        ChangeKind.Added => "added",
        ChangeKind.Removed => "removed",
        ChangeKind.Renamed => "renamed",
        ChangeKind.RatingChanged => count == 1 ? "rating changed" : "ratings changed",
        ChangeKind.TextChanged => count == 1 ? "text changed" : "texts changed",
        _ => count == 1 ? "other value changed" : "other values changed",
    };
}
