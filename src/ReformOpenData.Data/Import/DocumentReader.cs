using System.Security.Cryptography;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>
/// Reads one document: the published table as tab-separated text, or as a workbook in the table's own layout. Bad input never
/// throws: it is a finding that is an error.
/// </summary>
public static class DocumentReader
{
    /// <summary>The largest document that is read as a whole, in bytes: hundreds of times a real one.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>Reads a document into a municipality that holds what this document tells, and nothing else.</summary>
    /// <param name="content">Read to its end, or to <see cref="MaxBytes"/>.</param>
    /// <param name="fileName">For people, and kept with the document; what the bytes are is told from the bytes.</param>
    /// <param name="metadata">What the document does not say of itself.</param>
    public static ReadResult Read(Stream content, string fileName, DocumentMetadata metadata)
    {
        var log = new FindingLog();
        var bytes = ReadBytes(content, log);
        var sha256 = bytes is null ? "" : Convert.ToHexStringLower(SHA256.HashData(bytes));
        var municipality = bytes is null ? null : ReadTable(bytes, sha256, metadata, log);
        var document = new SourceDocument(
            sha256,
            Path.GetFileName(fileName),
            metadata.Title,
            metadata.Publisher,
            metadata.Url,
            metadata.Licence,
            metadata.LicenceConfirmed,
            metadata.RetrievedOn,
            metadata.FirstFiscalYear,
            metadata.FiscalYear,
            log.Findings);
        return new ReadResult(
            log.HasErrors ? null : municipality! with { Documents = [document] }, document, document.Findings);
    }

    private static Municipality? ReadTable(byte[] bytes, string sha256, DocumentMetadata metadata, FindingLog log)
    {
        if (metadata.Sha256 is not null && !metadata.Sha256.Equals(sha256, StringComparison.OrdinalIgnoreCase))
        {
            log.Add(
                FindingKinds.ChecksumDiffers,
                default,
                "The bytes are not those that the metadata declares; was the file changed, or its metadata left behind?",
                sha256,
                metadata.Sha256);
            return null;
        }

        return TextDecoding.Decode(bytes, log) is { } text
            ? new TableReader(metadata, sha256, log).Read(TextLines(text))
            : null;
    }

    private static byte[]? ReadBytes(Stream content, FindingLog log)
    {
        try
        {
            using var buffer = new MemoryStream();
            var chunk = new byte[81920];
            int count;
            while ((count = content.Read(chunk)) > 0)
            {
                if (buffer.Length + count > MaxBytes)
                {
                    log.Add(
                        FindingKinds.FileTooLarge,
                        default,
                        $"The file is larger than {MaxBytes / (1024 * 1024)} MiB, which no table of one city is.");
                    return null;
                }

                buffer.Write(chunk, 0, count);
            }

            if (buffer.Length == 0)
                log.Add(FindingKinds.FileEmpty, default, "The file is empty.");
            return buffer.Length == 0 ? null : buffer.ToArray();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            log.Add(FindingKinds.FileUnreadable, default, $"The file cannot be read: {fault.Message}");
            return null;
        }
    }

    private static IEnumerable<TableLine> TextLines(string text)
    {
        var number = 0;
        foreach (var line in text.Split('\n'))
            yield return new TableLine(1, ++number, line.TrimEnd('\r').Split('\t'));
    }
}
