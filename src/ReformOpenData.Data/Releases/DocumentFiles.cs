using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Releases;

/// <summary>
/// Opens documents with what stands beside them: metadata in a file of the same name, corrections in one file of the
/// folder.
/// </summary>
public static class DocumentFiles
{
    /// <summary>Name of the file in the folder of the documents that mends their misprints.</summary>
    public const string CorrectionsName = "corrections.json";

    private static readonly string[] Endings = [".txt", ".tsv", ".csv", ".xlsx", ".xlsm"];

    /// <summary>The documents of a folder, by name.</summary>
    public static IReadOnlyList<string> In(string folder) => !Directory.Exists(folder)
        ? []
        : [.. Directory.EnumerateFiles(folder).Where(path => Endings.Contains(Path.GetExtension(path)))
            .Where(path => !path.EndsWith(MeasureColumns.FileEnding, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    /// <summary>
    /// Reads files one after another, each when it is asked for. What is wrong with one is a result with an error.
    /// </summary>
    /// <param name="metadata">For all of them; null for the file beside each.</param>
    /// <param name="opening">Told of each file before it is read.</param>
    public static IEnumerable<ReadResult> Read(
        IEnumerable<string> paths, string? metadata, Action<string>? opening = null)
    {
        foreach (var path in paths)
        {
            opening?.Invoke(path);
            foreach (var result in ReadOne(path, metadata ?? MetadataFile.PathFor(path), isNamed: metadata is not null))
                yield return result;
        }
    }

    /// <summary>
    /// The corrections of a file; null without file, and with errors where it is not what the format asks for.
    /// </summary>
    public static (IReadOnlyList<Correction>? Corrections, IReadOnlyList<Finding> Findings) ReadCorrections(
        string path) =>
        Open(path, out var fault) is { } stream ? WithFile(stream, path, Corrections.Read) : (null, [fault!]);

    /// <summary>The answers of a mapping file; null, with errors, where it is not what the format asks for.</summary>
    public static (Mapping? Mapping, IReadOnlyList<Finding> Findings) ReadMapping(string path) =>
        Open(path, out var fault) is { } stream ? WithFile(stream, path, MappingFile.Read) : (null, [fault!]);

    private static T WithFile<T>(FileStream stream, string path, Func<Stream, string, T> read)
    {
        using (stream)
            return read(stream, Path.GetFileName(path));
    }

    private static IEnumerable<ReadResult> ReadOne(string path, string metadataPath, bool isNamed)
    {
        if (Path.GetExtension(path) == ".json" && File.Exists(path))
        {
            yield return Failed(
                path,
                [
                    Unreadable(
                        $"{path} is not a table: name the table; the metadata beside it is found by its name.",
                        $"{path} は表ではありません。表を指定してください。同じ名前の JSON は自動で読まれます。"),
                ]);
            yield break;
        }

        if (Open(path, out var fault) is not { } stream)
        {
            yield return Failed(path, [fault!]);
            yield break;
        }

        using (stream)
        {
            DocumentMetadata? metadata = null;
            IReadOnlyList<Finding> faults = [];
            if (isNamed || File.Exists(metadataPath))
            {
                (metadata, faults) = Open(metadataPath, out fault) is { } beside
                    ? WithFile(beside, metadataPath, MetadataFile.ReadUnderstood)
                    : (null, [fault!]);
            }

            FileStream? measures = null;
            var second = MeasureColumns.PathFor(path);
            if (File.Exists(second) && (measures = Open(second, out fault)) is null)
            {
                yield return Failed(path, [fault!]);
                yield break;
            }

            using var besides = measures;
            using var results =
                DocumentReader.ReadAll(stream, Path.GetFileName(path), metadata, measures).GetEnumerator();
            if (faults.Count > 0)
            {
                // The table is read all the same, for what is wrong with it.
                yield return Next(results, path) is { } first ? Refused(first, faults) : Failed(path, faults);
                yield break;
            }

            while (Next(results, path) is { } result)
                yield return result;
        }
    }

    /// <summary>A table whose metadata have faults, with what is wrong in itself.</summary>
    private static ReadResult Refused(ReadResult read, IReadOnlyList<Finding> faults)
    {
        Finding[] all =
            [.. faults, .. read.Findings.Where(finding => finding.Code != FindingKinds.MetadataMissing.Code)];
        return new ReadResult(null, read.Document with { Findings = all }, all);
    }

    /// <summary>
    /// The next result; null at the end. A file that cannot be read on, as when its network goes, ends with an error.
    /// </summary>
    private static ReadResult? Next(IEnumerator<ReadResult> results, string path)
    {
        try
        {
            return results.MoveNext() ? results.Current : null;
        }
        catch (IOException)
        {
            return Failed(
                path,
                [
                    Unreadable(
                        $"{path} cannot be read to its end; copy it to a folder of this machine, and try again.",
                        $"{path} を最後まで読めません。このコンピューターのフォルダーに写してから、もう一度実行してください。"),
                ]);
        }
    }

    /// <summary>
    /// A pipe or a device may never end, or never begin: nothing but a file is opened. They have no length, nor has an
    /// empty file, of which the same sentence is true.
    /// </summary>
    private static FileStream? Open(string path, out Finding? fault)
    {
        fault = null;
        try
        {
            var file = new FileInfo(path);
            if (Directory.Exists(path))
                fault = Unreadable(
                    $"{path} is a folder: name the files in it.", $"{path} はフォルダーです。中のファイルを指定してください。");
            else if (!file.Exists)
                fault = Unreadable(
                    $"{path} is not there: check the name and the folder.",
                    $"{path} がありません。名前とフォルダーを確かめてください。");
            else if ((file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file).Length == 0)
                fault = Error(
                    FindingKinds.FileEmpty,
                    $"{path} is empty, or is not a file but a pipe or a device: save the table to a file, and name "
                    + "that.",
                    $"{path} が空か、ファイルではありません（パイプなど）。表をファイルに保存して、それを指定してください。");
            else
                return File.OpenRead(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            fault = Unreadable(
                $"{path} cannot be opened: check that you may read it, and that no other program holds it.",
                $"{path} を開けません。読む権限と、ほかのプログラムで開いていないかを確かめてください。");
        }

        return null;
    }

    private static Finding Unreadable(string message, string japanese) =>
        Error(FindingKinds.FileUnreadable, message, japanese);

    private static Finding Error(FindingKind kind, string message, string japanese) =>
        new(kind.Code, kind.Severity, message, null, null, null, null, null, null) { Japanese = japanese };

    private static ReadResult Failed(string path, IReadOnlyList<Finding> findings) => new(
        null,
        new SourceDocument("", Path.GetFileName(path), "", "", null, null, false, null, 0, 0, findings),
        findings);
}
