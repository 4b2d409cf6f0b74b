using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Releases;

/// <summary>Opens documents with what stands beside them: metadata in a file of the same name, corrections in one file of the folder.</summary>
public static class DocumentFiles
{
    /// <summary>Name of the file in the folder of the documents that mends their misprints.</summary>
    public const string CorrectionsName = "corrections.json";

    private static readonly string[] Endings = [".txt", ".tsv", ".csv", ".xlsx"];

    /// <summary>The documents of a folder, by name.</summary>
    public static IReadOnlyList<string> In(string folder) => !Directory.Exists(folder)
        ? []
        : [.. Directory.EnumerateFiles(folder).Where(path => Endings.Contains(Path.GetExtension(path))).Order(StringComparer.Ordinal)];

    /// <summary>Reads files one after another, each when it is asked for. What is wrong with one is a result with an error.</summary>
    /// <param name="metadata">For all of them; null for the file beside each.</param>
    /// <param name="opening">Told of each file before it is read.</param>
    public static IEnumerable<ReadResult> Read(IEnumerable<string> paths, string? metadata, Action<string>? opening = null)
    {
        foreach (var path in paths)
        {
            opening?.Invoke(path);
            foreach (var result in ReadOne(path, metadata ?? MetadataFile.PathFor(path), isNamed: metadata is not null))
                yield return result;
        }
    }

    /// <summary>The corrections of a file; null without file, and with errors where it is not what the format asks for.</summary>
    public static (IReadOnlyList<Correction>? Corrections, IReadOnlyList<Finding> Findings) ReadCorrections(string path) =>
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
            yield return Failed(path, [Unreadable($"{path} is no table: name the table; the metadata beside it is found by its name.")]);
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
            if (isNamed || File.Exists(metadataPath))
            {
                var (known, findings) = Open(metadataPath, out fault) is { } beside
                    ? WithFile(beside, metadataPath, MetadataFile.Read)
                    : (null, [fault!]);
                if (known is null)
                {
                    yield return Failed(path, findings);
                    yield break;
                }

                metadata = known;
            }

            using var results = DocumentReader.ReadAll(stream, Path.GetFileName(path), metadata).GetEnumerator();
            while (Next(results, path) is { } result)
                yield return result;
        }
    }

    /// <summary>The next result; null at the end. A file that cannot be read on, as when its network goes, ends with an error.</summary>
    private static ReadResult? Next(IEnumerator<ReadResult> results, string path)
    {
        try
        {
            return results.MoveNext() ? results.Current : null;
        }
        catch (IOException exception)
        {
            return Failed(path, [Unreadable($"{path} cannot be read to its end: {exception.Message}")]);
        }
    }

    private static FileStream? Open(string path, out Finding? fault)
    {
        fault = null;
        try
        {
            if (!Directory.Exists(path))
                return File.OpenRead(path);
            fault = Unreadable($"{path} is a folder: name the files in it.");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            fault = Unreadable($"{path} is not there: check the name and the folder.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            fault = Unreadable($"{path} cannot be opened: {exception.Message}");
        }

        return null;
    }

    private static Finding Unreadable(string message) => Error(FindingKinds.FileUnreadable, message);

    private static Finding Error(FindingKind kind, string message) =>
        new(kind.Code, kind.Severity, message, null, null, null, null, null, null);

    private static ReadResult Failed(string path, IReadOnlyList<Finding> findings) => new(
        null, new SourceDocument("", Path.GetFileName(path), "", "", null, null, false, null, 0, 0, findings), findings);
}
