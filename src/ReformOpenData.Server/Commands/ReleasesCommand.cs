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
            Language.Of(
                """
                List the releases (公開版の一覧), the draft included.

                Example: releases --json
                """,
                """
                版の一覧を、下書きも含めて表示します。

                例: releases --json
                """));
        return Terminal.Bind(command, common, async (_, store, terminal, cancellation) =>
        {
            var (current, releases) = await new ReleaseReader(store).ListAsync(cancellation);
            if (terminal.IsJson)
                terminal.Json(releases.Select(release => ReleaseJson.Of(release, current)));
            else if (releases.Count == 0)
                terminal.Line(Language.Of(
                    "There are no releases yet: import a document first.", "版はまだありません。まず import で表を取り込んでください。"));
            else
                terminal.Line(Language.Of(
                    "release  state       published (UTC)   municipalities    rows   texts  ratings  changes  note",
                    "版       状態        公開日時(UTC)     自治体              行    文章     評価     変更  説明"));
            if (!terminal.IsJson)
            {
                foreach (var release in releases)
                    terminal.Line(Line(release, current));
            }

            return ExitCode.Done;
        });
    }

    private static string? Note(ReleaseRow release) => release.TakenDownAt is { } at
        ? Language.Of(
            $"{at.UtcDateTime:yyyy-MM-dd HH:mm} by {release.TakenDownBy}: {release.TakenDownReason}",
            $"{at.UtcDateTime:yyyy-MM-dd HH:mm} {release.TakenDownBy} が削除: {release.TakenDownReason}")
        : release.WithdrawnAt is { } back
        ? Language.Of(
            $"{back.UtcDateTime:yyyy-MM-dd HH:mm} taken back. {release.Note}",
            $"{back.UtcDateTime:yyyy-MM-dd HH:mm} に取下げ。{release.Note}").TrimEnd()
        : release.Note;

    private static string Line(ReleaseRow release, int? current)
    {
        var state = release.Status switch
        {
            ReleaseStatus.Draft => Language.Of("draft", "下書き"),
            ReleaseStatus.Withdrawn => Language.Of("withdrawn", "取下げ"),
            ReleaseStatus.TakenDown => Language.Of("taken down", "公開停止"),
            _ => release.Number == current ? Language.Of("current", "公開中") : Language.Of("superseded", "過去の版"),
        };
        var published = release.PublishedAt?.UtcDateTime.ToString("yyyy-MM-dd HH:mm") ?? "—";
        return $"{release.Number,7}  {state,-10}  {published,-16}  {release.MunicipalityCount,14:N0}  "
            + $"{release.AssessmentCount,6:N0}  {release.NarrativeCount,6:N0}  {release.RatingCount,7:N0}  "
            + $"{release.ChangeCount,7:N0}  {Note(release)}";
    }
}
