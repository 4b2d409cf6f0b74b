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
            Description = "Numbers of releases that were public and are not current",
            Arity = ArgumentArity.OneOrMore,
        };
        var reason = new Option<string>("--reason")
        {
            Description = "Why, for everyone who asks for them; it must not repeat what has to go",
            HelpName = "TEXT",
            Required = true,
        };
        var by = new Option<string>("--by")
        {
            Description = "Who takes them down, for the steward's record; without it, the user of this machine",
            HelpName = "NAME",
            DefaultValueFactory = _ => Environment.UserName,
        };
        var keepShared = new Option<bool>("--keep-shared")
        {
            Description = "What other releases hold in the same state may stay there: what must go is not in it",
        };
        var command = new Command(
            "take-down",
            """
            Delete for good what releases hold (公開の取消・削除), as when a private name was published. It cannot be undone; rollback can.
            Their numbers, times and the reason stay; whoever asks for their data gets the reason. docs/publishing.md says what else to do.

            Example: take-down 3 --reason "個人名が含まれていたため"
            """);
        reason.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>()))
                result.AddError("--reason is empty; say why, for everyone who asks for the release.");
        });
        command.Arguments.Add(numbers);
        foreach (var option in new Option[] { reason, by, keepShared })
            command.Options.Add(option);
        Terminal.Bind(command, common, async (result, store, terminal, cancellation) =>
        {
            terminal.Progress($"Waiting {Notice.TotalSeconds:0} s, until every server knows what is current …");
            await Task.Delay(Notice, cancellation);
            var down = await terminal.Publication(store).TakeDownAsync(
                result.GetValue(numbers)!, result.GetValue(reason)!.Trim(), result.GetValue(by)!, result.GetValue(keepShared), cancellation);
            terminal.Progress("Deleting it from the files of the database …");
            try
            {
                await Compaction.RunAsync(store, TimeSpan.FromSeconds(30), CancellationToken.None);
            }
            catch (StoreException fault)
            {
                return terminal.Fail(
                    $"{Taken(down)} What was deleted may still be found in the files of the database: {fault.Message} "
                    + "Then give the same command again, which finishes it.");
            }

            if (terminal.IsJson)
                terminal.Json(down.Select(release => ReleaseJson.Of(release, current: null)));
            else
                terminal.Line(Taken(down) + " Backups, caches and downloads that others have still hold it: see docs/publishing.md.");
            return ExitCode.Done;
        });
        return command;
    }

    private static string Taken(IReadOnlyList<ReleaseRow> down) => down.Count switch
    {
        0 => "All of these were taken down before; what was left in the files of the database is deleted.",
        1 => $"Release {down[0].Number} is taken down.",
        _ => $"Releases {string.Join(", ", down.Select(release => release.Number))} are taken down.",
    };
}
