using System.CommandLine;
using ReformOpenData.Data.Releases;

namespace ReformOpenData.Server.Commands;

/// <summary><c>publish</c>: the draft becomes the current release.</summary>
internal static class PublishCommand
{
    public static Command Create(CommonOptions common)
    {
        var note = new Option<string?>("--note")
        {
            Description = Language.Of("What readers are told about the release", "利用者に知らせる説明"),
            HelpName = "TEXT",
        };
        var command = new Command(
            "publish",
            Language.Of(
                """
                Make the draft public (公開). Readers see the old release or the new one whole, never a mixture.

                Example: publish --note "令和4年度分を追加しました"
                """,
                """
                下書きを公開します。利用者に見えるのは、前の版の全部か新しい版の全部で、混ざることはありません。

                例: publish --note "令和4年度分を追加しました"
                """)) { note };
        return Terminal.Bind(command, common, async (result, store, terminal, cancellation) =>
        {
            var release = await terminal.Publication(store).PublishAsync(result.GetValue(note), cancellation);
            terminal.Answer(
                ReleaseJson.Of(release, release.Number),
                $"Release {release.Number} is public now. Take it back with: rollback",
                $"第{release.Number}版を公開しました。取り下げるには: rollback");
            await Webhooks.TellAsync(common.Settings(result), "publish", release, terminal, cancellation);
            return ExitCode.Done;
        });
    }

    /// <summary>Says so when it has to wait.</summary>
    public static Publication Publication(this Terminal terminal, Data.Storage.Store store) =>
        new(store, TimeProvider.System)
        {
            Waiting = () => terminal.Progress(Language.Of(
                "Another import or publication is at work; waiting for it to end …", "ほかの取り込みか公開が進んでいます。終わるのを待っています…")),
        };
}
