using System.CommandLine;

namespace ReformOpenData.Server.Commands;

/// <summary><c>discard</c>: the draft is thrown away.</summary>
internal static class DiscardCommand
{
    public static Command Create(CommonOptions common)
    {
        var command = new Command(
            "discard",
            Language.Of(
                """
                Throw the draft away (下書きの破棄), with all that was imported into it. What is public stays as it is.

                Example: discard
                """,
                """
                下書きを、取り込んだものごと捨てます。公開中のものは変わりません。

                例: discard
                """));
        return Terminal.Bind(command, common, async (_, store, terminal, cancellation) =>
        {
            var draft = await terminal.Publication(store).DiscardAsync(cancellation);
            terminal.Answer(
                new { discarded = draft.Number },
                $"Draft {draft.Number} is gone; what is public stays as it is.",
                $"下書き（第{draft.Number}版）を捨てました。公開中のものは変わりません。");
            return ExitCode.Done;
        });
    }
}
