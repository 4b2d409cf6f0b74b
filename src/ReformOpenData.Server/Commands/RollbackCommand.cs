using System.CommandLine;

namespace ReformOpenData.Server.Commands;

/// <summary><c>rollback [RELEASE]</c>: an earlier release is served again.</summary>
internal static class RollbackCommand
{
    public static Command Create(CommonOptions common)
    {
        var number = new Argument<int?>("RELEASE")
        {
            Description = "Number of the release to serve; without it, the one before the current",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command(
            "rollback",
            """
            Take the current release back (取り下げ) and serve an earlier one again. Nothing is deleted: rollback to the later number undoes it.

            Example: rollback 1
            """);
        command.Arguments.Add(number);
        Terminal.Bind(command, common, async (result, store, terminal, cancellation) =>
        {
            var release = await terminal.Publication(store).RollbackAsync(result.GetValue(number), cancellation);
            if (terminal.IsJson)
                terminal.Json(ReleaseJson.Of(release, release.Number));
            else
                terminal.Line($"Release {release.Number} is served again.");
            await Webhooks.TellAsync(common.Settings(result), "rollback", release, terminal, cancellation);
            return ExitCode.Done;
        });
        return command;
    }
}
