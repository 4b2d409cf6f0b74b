using System.CommandLine;
using ReformOpenData.Data.Storage;
using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Server.Commands;

/// <summary><c>take-down RELEASE…</c>: what releases hold is deleted for good.</summary>
internal static class TakeDownCommand
{
    /// <summary>So long a server may take to notice that another release is current.</summary>
    private static readonly TimeSpan Notice = TimeSpan.FromSeconds(2);

    public static Command Create(CommonOptions common)
    {
        var numbers = new Argument<int[]>("RELEASE")
        {
            Description = Language.Of(
                "Numbers of releases that were public and are not current", "削除する版の番号。公開したことがあり、今は公開していない版"),
            Arity = ArgumentArity.OneOrMore,
        };
        var reason = new Option<string>("--reason")
        {
            Description = Language.Of(
                "Why, for everyone who asks for them; it must not repeat what has to go",
                "理由。利用者に知らせます。消すべき内容を書いてはいけません"),
            HelpName = "TEXT",
            Required = true,
        };
        var by = new Option<string>("--by")
        {
            Description = Language.Of(
                "Who takes them down, for the steward's record; without it, the user of this machine",
                "削除する人（担当者の記録）。書かなければ、このコンピューターの利用者"),
            HelpName = "NAME",
            DefaultValueFactory = _ => Environment.UserName,
        };
        var keepShared = new Option<bool>("--keep-shared")
        {
            Description = Language.Of(
                "What other releases hold in the same state may stay there: what must go is not in it",
                "ほかの版に同じ状態で残るものは残します（消すべきものがそこにないとき）"),
        };
        var command = new Command(
            "take-down",
            Language.Of(
                """
                Delete for good what releases hold (公開の取消・削除), as when a private name was published. It cannot be undone; rollback can.
                Their numbers, times and the reason stay; whoever asks for their data gets the reason. docs/publishing.md says what else to do.

                Example: take-down 3 --reason "個人名が含まれていたため"
                """,
                """
                個人名などを公開してしまったとき、版の内容を完全に削除します。元に戻せません（rollback なら戻せます）。
                番号、日時、理由は残り、その版を求めた人には理由が示されます。ほかにすることは docs/publishing.md にあります。

                例: take-down 3 --reason "個人名が含まれていたため"
                """)) { numbers, reason, by, keepShared };
        reason.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>()))
                result.AddError(Language.Of(
                    "--reason is empty; say why, for everyone who asks for the release.",
                    "--reason が空です。利用者に知らせる理由を書いてください。"));
        });
        return Terminal.Bind(command, common, async (result, store, terminal, cancellation) =>
        {
            terminal.Progress(Language.Of(
                $"Waiting {Notice.TotalSeconds:0} s, until every server knows what is current …",
                $"公開中の版がどのサーバーにも伝わるまで、{Notice.TotalSeconds:0} 秒待ちます…"));
            await Task.Delay(Notice, cancellation);
            var down = await terminal.Publication(store).TakeDownAsync(
                result.GetValue(numbers)!,
                result.GetValue(reason)!.Trim(),
                result.GetValue(by)!,
                result.GetValue(keepShared),
                cancellation);
            terminal.Progress(Language.Of("Deleting it from the files of the database …", "データベースのファイルから削除しています…"));
            try
            {
                await Compaction.RunAsync(store, TimeSpan.FromSeconds(30), CancellationToken.None);
            }
            catch (StoreException fault)
            {
                return terminal.Fail(
                    $"{Taken(down)} What was deleted may still be found in the files of the database: {fault.Message} "
                    + "Then give the same command again, which finishes it.",
                    $"{Taken(down)}ただし、データベースのファイルにまだ残っているかもしれません: {fault.Japanese} その後、同じコマンドをもう一度実行してください。");
            }

            if (terminal.IsJson)
                terminal.Json(down.Select(release => ReleaseJson.Of(release, current: null)));
            else
            {
                terminal.Line(Taken(down) + Language.Of(
                    " Backups, caches and downloads that others have still hold it: see docs/publishing.md.",
                    "バックアップ、キャッシュ、ほかの人が保存したファイルには残っています。docs/publishing.md を見てください。"));
            }

            return ExitCode.Done;
        });
    }

    private static string Taken(IReadOnlyList<ReleaseRow> down) => down.Count switch
    {
        0 => Language.Of(
            "All of these were taken down before; what was left in the files of the database is deleted.",
            "どれも前に削除した版です。データベースのファイルに残っていたものを削除しました。"),
        1 => Language.Of($"Release {down[0].Number} is taken down.", $"第{down[0].Number}版を削除しました。"),
        _ => Language.Of(
            $"Releases {string.Join(", ", down.Select(release => release.Number))} are taken down.",
            $"{string.Join("、", down.Select(release => $"第{release.Number}版"))}を削除しました。"),
    };
}
