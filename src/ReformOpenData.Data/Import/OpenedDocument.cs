using System.Security.Cryptography;
using System.Text;

namespace ReformOpenData.Data.Import;

/// <summary>What a file is, told from its first bytes.</summary>
internal enum DocumentKind
{
    /// <summary>The published table as text.</summary>
    TableText,

    /// <summary>The tidy table as CSV, or parted by tabs.</summary>
    TidyText,

    /// <summary>An Office Open XML workbook.</summary>
    Workbook,
}

/// <summary>A file whose kind, checksum and encoding are known.</summary>
internal sealed class OpenedDocument
{
    private const int SampleLength = 65536;

    private OpenedDocument(Stream stream, string sha256, DocumentKind kind, char separator)
    {
        Stream = stream;
        Sha256 = sha256;
        Kind = kind;
        Separator = separator;
    }

    /// <summary>Seekable, at its start.</summary>
    public Stream Stream { get; }

    /// <summary>Of all bytes, lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    public DocumentKind Kind { get; }

    /// <summary>Between the cells of a tidy text.</summary>
    public char Separator { get; }

    /// <summary>Null, with an error in the log, where the file is nothing that can be read.</summary>
    public static OpenedDocument? Open(Stream content, FindingLog log)
    {
        try
        {
            var stream = content.CanSeek ? content : Buffer(content, log);
            if (stream is null)
                return null;

            var start = stream.Position;
            var sample = new byte[SampleLength];
            sample = sample[..stream.ReadAtLeast(sample, SampleLength, throwOnEndOfStream: false)];
            if (Recognise(sample, log) is not { } kind)
                return null;
            if (kind.Kind != DocumentKind.TidyText && stream.Length - start > DocumentReader.MaxBytes)
                return TooLarge(log);

            stream.Position = start;
            var sha256 = Convert.ToHexStringLower(SHA256.HashData(stream));
            stream.Position = start;
            return new OpenedDocument(stream, sha256, kind.Kind, kind.Separator);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            log.Add(FindingKinds.FileUnreadable, default, $"The file cannot be read: {fault.Message}");
            return null;
        }
    }

    /// <summary>False, with an error, where the bytes are not those that were declared.</summary>
    public bool HasChecksum(string? declared, FindingLog log)
    {
        if (declared is null || declared.Equals(Sha256, StringComparison.OrdinalIgnoreCase))
            return true;

        log.Add(
            FindingKinds.ChecksumDiffers,
            default,
            "The bytes are not those that the metadata declares; was the file changed, or its metadata left behind?",
            Sha256,
            declared);
        return false;
    }

    /// <summary>The whole text; null with an error where it is none.</summary>
    public string? ReadText(FindingLog log)
    {
        using var buffer = new MemoryStream();
        Stream.CopyTo(buffer);
        return TextDecoding.Decode(buffer.GetBuffer().AsSpan(0, (int)buffer.Length), log);
    }

    /// <summary>The text as it streams; throws <see cref="DecoderFallbackException"/> where it is none.</summary>
    public StreamReader OpenText()
    {
        var sample = new byte[SampleLength];
        var start = Stream.Position;
        var length = Stream.ReadAtLeast(sample, SampleLength, throwOnEndOfStream: false);
        var (encoding, preamble) = TextDecoding.Detect(sample.AsSpan(0, length));
        Stream.Position = start + preamble;
        return new StreamReader(Stream, encoding, detectEncodingFromByteOrderMarks: false, 65536, leaveOpen: true);
    }

    private static OpenedDocument? TooLarge(FindingLog log)
    {
        log.Add(
            FindingKinds.FileTooLarge,
            default,
            $"The file is larger than {DocumentReader.MaxBytes / (1024 * 1024)} MiB, which no table of one city is.");
        return null;
    }

    private static MemoryStream? Buffer(Stream content, FindingLog log)
    {
        var buffer = new MemoryStream();
        var chunk = new byte[81920];
        int count;
        while ((count = content.Read(chunk)) > 0)
        {
            if (buffer.Length + count > DocumentReader.MaxBytes)
            {
                TooLarge(log);
                return null;
            }

            buffer.Write(chunk, 0, count);
        }

        buffer.Position = 0;
        return buffer;
    }

    private static (DocumentKind Kind, char Separator)? Recognise(ReadOnlySpan<byte> sample, FindingLog log)
    {
        if (sample.Length == 0)
        {
            log.Add(FindingKinds.FileEmpty, default, "The file is empty; expected is a table as text, CSV or XLSX.");
            return null;
        }

        if (sample.StartsWith("PK"u8))
            return (DocumentKind.Workbook, default);
        if (sample.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0]))
        {
            log.Add(FindingKinds.FileBinary, default, "The file is a workbook of the old kind (.xls); save it as .xlsx or CSV.");
            return null;
        }

        if (sample.StartsWith("%PDF"u8))
        {
            log.Add(FindingKinds.FileBinary, default, "The file is a PDF; give the table as text, CSV or XLSX.");
            return null;
        }

        foreach (var separator in (ReadOnlySpan<char>)[',', '\t'])
        {
            if (TidyHeader.IsHeader(FirstRow(sample, separator)))
                return (DocumentKind.TidyText, separator);
        }

        return (DocumentKind.TableText, default);
    }

    private static string[] FirstRow(ReadOnlySpan<byte> sample, char separator)
    {
        var (encoding, preamble) = TextDecoding.Detect(sample);
        // Here a character that is cut off at the end of the sample is no fault.
        var lenient = (Encoding)encoding.Clone();
        lenient.DecoderFallback = DecoderFallback.ReplacementFallback;
        using var reader = new StringReader(lenient.GetString(sample[preamble..]));
        return new CsvRows(reader, separator).Read().Select(row => row.Cells).FirstOrDefault() ?? [];
    }
}
