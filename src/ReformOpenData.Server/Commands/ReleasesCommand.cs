using System.CommandLine;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Server.Commands;

/// <summary><c>releases</c>: all of them.</summary>
internal static class ReleasesCommand
{
    public static Command Create(CommonOptions common)
    {
        var command = new Command(
            "releases",
            """
            List the releases (公開版の一覧), the draft included.

            Example: releases --json
            """);
        Terminal.Bind(command, common, async (_, store, terminal, cancellation) =>
        {
            var (current, releases) = await new ReleaseReader(store).ListAsync(cancellation);
            if (terminal.IsJson)
                terminal.Json(releases.Select(release => ReleaseJson.Of(release, current)));
            else if (releases.Count == 0)
                terminal.Line("There are no releases yet: import a document first.");
            else
                terminal.Line("release  state       published (UTC)   municipalities    rows   texts  ratings  changes  note");
            if (!terminal.IsJson)
            {
                foreach (var release in releases)
                    terminal.Line(Line(release, current));
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static string? Note(ReleaseRow release) => release.TakenDownAt is { } at
        ? $"{at.UtcDateTime:yyyy-MM-dd HH:mm} by {release.TakenDownBy}: {release.TakenDownReason}"
        : release.Note;

    private static string Line(ReleaseRow release, int? current)
    {
        var state = release.Status switch
        {
            ReleaseStatus.Draft => "draft",
            ReleaseStatus.Withdrawn => "withdrawn",
            ReleaseStatus.TakenDown => "taken down",
            _ => release.Number == current ? "current" : "superseded",
        };
        var published = release.PublishedAt?.UtcDateTime.ToString("yyyy-MM-dd HH:mm") ?? "—";
        return $"{release.Number,7}  {state,-10}  {published,-16}  {release.MunicipalityCount,14:N0}  {release.AssessmentCount,6:N0}  "
            + $"{release.NarrativeCount,6:N0}  {release.RatingCount,7:N0}  {release.ChangeCount,7:N0}  {Note(release)}";
    }
}
