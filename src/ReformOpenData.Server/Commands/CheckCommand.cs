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
            """
            Check that the store holds what was written into it (整合性の検査): its files, every state of a municipality by its checksum, the
            figures, the texts as they are compared, the search index, the changes of each release. Ends with 1 where something is wrong.

            Example: check --json
            """);
        Terminal.Bind(command, common, async (_, store, terminal, cancellation) =>
        {
            var count = 0;
            var check = new StoreCheck(store)
            {
                Progress = code =>
                {
                    if (++count % 50 == 0)
                        terminal.Progress($"… {count} states of municipalities are read");
                },
            };
            var problems = await check.AllAsync(cancellation);
            if (terminal.IsJson)
                terminal.Json(new { isWhole = problems.Count == 0, checkedStates = count, problems });
            else
                Write(terminal, problems, count);
            return problems.Count == 0 ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static void Write(Terminal terminal, IReadOnlyList<StoreProblem> problems, int count)
    {
        foreach (var (release, municipality, message) in problems)
        {
            var place = string.Join(", ", new[] { release is { } number ? $"release {number}" : null, municipality }.OfType<string>());
            terminal.Line($"{(place.Length > 0 ? place : "store")}: {message}");
        }

        terminal.Line(problems.Count == 0
            ? $"The store holds what was written into it: {count} {(count == 1 ? "state" : "states")} of municipalities."
            : $"{problems.Count} {(problems.Count == 1 ? "thing is" : "things are")} wrong: restore a backup (docs/operations.md).");
    }
}
