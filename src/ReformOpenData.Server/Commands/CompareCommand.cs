using System.CommandLine;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;

namespace ReformOpenData.Server.Commands;

/// <summary><c>compare FROM TO</c>: what differs between two releases.</summary>
internal static class CompareCommand
{
    public static Command Create(CommonOptions common)
    {
        var from = new Argument<int?>("FROM") { Description = "Number of a release; without it, the current one", Arity = ArgumentArity.ZeroOrOne };
        var to = new Argument<int?>("TO") { Description = "Number of another; without it, the draft", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command(
            "compare",
            """
            List what differs between two releases (版の比較): ratings moved, texts changed, rows added, removed or renamed.
            Without numbers: what the draft changes against what is public.

            Example: compare 1 2
            """);
        command.Arguments.Add(from);
        command.Arguments.Add(to);
        Terminal.Bind(command, common, async (result, store, terminal, cancellation) =>
        {
            var reader = new ReleaseReader(store);
            var (current, releases) = await reader.ListAsync(cancellation);
            var draft = releases.LastOrDefault(release => release.Status == Data.Storage.Rows.ReleaseStatus.Draft)?.Number;
            if ((result.GetValue(from) ?? current) is not { } first)
                return terminal.Fail("Nothing is public yet, so there is nothing to compare with.");
            if ((result.GetValue(to) ?? draft) is not { } second)
                return terminal.Fail($"There is no draft to compare release {first} with: name two releases, as in: compare 1 2");
            var counts = new SortedDictionary<ChangeKind, int>();
            var ofPrint = 0;
            var changes = new List<Change>();
            await foreach (var change in reader.CompareAsync(first, second, cancellation))
            {
                if (MunicipalityComparison.IsOfPrint(change))
                    ofPrint++;
                else
                    counts[change.Kind] = counts.GetValueOrDefault(change.Kind) + 1;
                if (terminal.IsJson)
                    changes.Add(change);
                else
                    terminal.Line(Words.Of(change));
            }

            if (terminal.IsJson)
                terminal.Json(new { from = first, to = second, changes });
            else if (counts.Count == 0 && ofPrint == 0)
                terminal.Line($"Releases {first} and {second} hold the same.");
            else
                terminal.Line($"From release {first} to {second}: {string.Join(", ", Figures(counts, ofPrint))}.");
            return ExitCode.Done;
        });
        return command;
    }

    private static IEnumerable<string> Figures(SortedDictionary<ChangeKind, int> counts, int ofPrint)
    {
        foreach (var (kind, count) in counts)
            yield return $"{count} {Name(kind, count)}";
        if (ofPrint > 0)
        {
            yield return ofPrint == 1
                ? "1 place or cell in print changed"
                : $"{ofPrint} places and cells in print changed";
        }
    }

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
