using System.Text;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;

namespace ReformOpenData.Server.Commands;

/// <summary><c>import FILE --new-metadata</c>: writes a draft of the metadata beside each document.</summary>
internal static class MetadataDrafts
{
    /// <param name="named">Metadata to start from; null for the newest in the folder of the document.</param>
    public static async Task<int> WriteAsync(
        Store store, string[] paths, string? named, Terminal terminal, CancellationToken cancellation)
    {
        var stored = await OnlyAsync(store, cancellation);
        var status = ExitCode.Done;
        foreach (var path in paths)
        {
            var target = MetadataFile.PathFor(path);
            if (File.Exists(target))
                status = terminal.Fail(
                    $"{target} is there already: delete it, or mend it by hand.", $"{target} はもうあります。削除するか、手で直してください。");
            else if (!File.Exists(path))
                status = terminal.Fail(
                    $"{path} is not there: check the name and the folder.", $"{path} がありません。名前とフォルダーを確かめてください。");
            else
                status = Math.Max(status, Write(path, target, named, stored, terminal));
        }

        return status;
    }

    private static int Write(string path, string target, string? named, Municipality? stored, Terminal terminal)
    {
        try
        {
            var (earlier, from) = Earlier(path, named);
            using var stream = File.OpenRead(path);
            var (json, findings, hasYear) = MetadataDraft.Of(stream, earlier, stored);
            if (json is null)
                return terminal.Fail(
                    $"{path}: {findings[0].Code}: {findings[0].Message}",
                    $"{path}: {findings[0].Code}: {findings[0].InJapanese()}");

            WholeFile.Write(target, stream =>
            {
                stream.Write(Encoding.UTF8.GetBytes(json));
                return true;
            });
            var source = from is not null ? Language.Of($", {from}", $"と {from}")
                : stored is not null ? Language.Of($", and what is public of {stored.Name}", $"と、公開中の{stored.Name}のデータ")
                : "";
            terminal.Line(Language.Of(
                $"{target} is a draft, made of the titles and headings of {Path.GetFileName(path)}{source}.",
                $"{target} に下書きを書きました（{Path.GetFileName(path)} の題名と見出し{source}から）。"));
            if (!hasYear)
                terminal.Line(Language.Of(
                    "Nothing in the table tells its fiscal year: write it.",
                    "表に年度がありません。fiscalYear などの 0 を西暦の年度に直してください。"));
            if (earlier.Count == 0)
                terminal.Line(Language.Of(
                    "The years of the plan (now the table's), and what its labels mean, are not in it: write them.",
                    "計画の年度（今は表の年度）と、評価の記号の意味は表にありません。直し、書き足してください。"));
            terminal.Line(Language.Of(
                "Look at each value, and replace what stands in brackets（…）; then: import ",
                "一つずつ確かめて、（…）を書き換えてください。次に: import ") + path + " --dry-run");
            return ExitCode.Done;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return terminal.Fail(
                $"{path}: {fault.Message}", $"{path} を読み書きできません。{FileFaults.InJapanese(fault)}。");
        }
    }

    /// <summary>The metadata in the folder, with the name of the newest.</summary>
    private static (IReadOnlyList<DocumentMetadata> Metadata, string? Name) Earlier(string path, string? named)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string[] candidates = named is not null ? [named] : Directory.GetFiles(folder, "*.json");
        var read = candidates.Select(candidate =>
        {
            using var stream = File.OpenRead(candidate);
            return (MetadataFile.Read(stream, candidate).Metadata, Name: Path.GetFileName(candidate));
        }).Where(one => one.Metadata is not null).OrderBy(one => one.Metadata!.FiscalYear).ToList();
        return ([.. read.Select(one => one.Metadata!)], read.Count == 0 ? null : read[^1].Name);
    }

    /// <summary>The municipality that is public, where it is the only one.</summary>
    private static async Task<Municipality?> OnlyAsync(Store store, CancellationToken cancellation)
    {
        if (await store.CurrentReleaseAsync(cancellation) is not { } release)
            return null;

        Municipality? only = null;
        await foreach (var municipality in new ReleaseReader(store).ReadAsync(release, cancellation: cancellation))
        {
            if (only is not null)
                return null;
            only = municipality;
        }

        return only;
    }
}
