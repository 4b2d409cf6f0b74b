using System.CommandLine;
using ReformOpenData.Data.Releases;

namespace ReformOpenData.Server.Commands;

/// <summary><c>publish</c>: the draft becomes the current release.</summary>
internal static class PublishCommand
{
    public static Command Create(CommonOptions common)
    {
        var note = new Option<string?>("--note") { Description = "What readers are told about the release", HelpName = "TEXT" };
        var command = new Command(
            "publish",
            """
            Make the draft public (公開). Readers see the old release or the new one whole, never a mixture.

            Example: publish --note "令和4年度分を追加しました"
            """);
        command.Options.Add(note);
        Terminal.Bind(command, common, async (result, store, terminal, cancellation) =>
        {
            var release = await terminal.Publication(store).PublishAsync(result.GetValue(note), cancellation);
            if (terminal.IsJson)
                terminal.Json(ReleaseJson.Of(release, release.Number));
            else
                terminal.Line($"Release {release.Number} is public now. Take it back with: rollback");
            await Webhooks.TellAsync(common.Settings(result), "publish", release, terminal, cancellation);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Says so when it has to wait.</summary>
    public static Publication Publication(this Terminal terminal, Data.Storage.Store store) => new(store, TimeProvider.System)
    {
        Waiting = () => terminal.Progress("Another import or publication is at work; waiting for it to end …"),
    };
}
