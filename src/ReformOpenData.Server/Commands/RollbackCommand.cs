using System.CommandLine;

namespace ReformOpenData.Server.Commands;

/// <summary><c>rollback [RELEASE]</c>: an earlier release is served again.</summary>
internal static class RollbackCommand
{
    public static Command Create(CommonOptions common)
    {
        var number = new Argument<int?>("RELEASE")
        {
            Description = Language.Of(
                "Number of the release to serve; without it, the one before the current", "公開する版の番号。書かなければ、今の版の前の版"),
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command(
            "rollback",
            Language.Of(
                """
                Take the current release back (取り下げ) and serve an earlier one again. Nothing is deleted: rollback to the later number undoes it.

                Example: rollback 1
                """,
                """
                今の版を取り下げて、前の版をもう一度公開します。何も削除しません。新しい番号を指定すれば元に戻ります。

                例: rollback 1
                """)) { number };
        return Terminal.Bind(command, common, async (result, store, terminal, cancellation) =>
        {
            var release = await terminal.Publication(store).RollbackAsync(result.GetValue(number), cancellation);
            terminal.Answer(
                ReleaseJson.Of(release, release.Number),
                $"Release {release.Number} is served again.",
                $"第{release.Number}版をもう一度公開しました。");
            await Webhooks.TellAsync(common.Settings(result), "rollback", release, terminal, cancellation);
            return ExitCode.Done;
        });
    }
}
