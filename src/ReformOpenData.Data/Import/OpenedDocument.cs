
namespace ReformOpenData.Data.Import;

/// <summary>What a file is, told from its bytes.</summary>
internal enum DocumentKind
{
    /// <summary>The published table as text, or as CSV.</summary>
    TableText,

    /// <summary>The tidy table as CSV, or parted by tabs or semicolons.</summary>
    TidyText,

    /// <summary>An Office Open XML workbook.</summary>
    Workbook,
}

/// <summary>A file whose kind, checksum and encoding are known.</summary>
internal sealed class OpenedDocument
{
    private const int SampleLength = 65536;
    private const int MaxSampleRows = 500;
    private readonly long start;
    private readonly TextEncoding encoding;

    private OpenedDocument(
        Stream stream, long start, string sha256, DocumentKind kind, char separator, TextEncoding encoding)
    {
        Stream = stream;
        Sha256 = sha256;
        Kind = kind;
        Separator = separator;
        this.start = start;
        this.encoding = encoding;
    }

    /// <summary>Seekable, at its start.</summary>
    public Stream Stream { get; }

    /// <summary>Of all bytes, lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    public DocumentKind Kind { get; }

    /// <summary>Between the cells of a text.</summary>
    public char Separator { get; }

    /// <summary>For people.</summary>
    public string EncodingName => encoding.Name;

    /// <summary>Null, with an error in the log, where the file is nothing that can be read.</summary>
    public static OpenedDocument? Open(Stream content, FindingLog log)
    {
        try
        {
            var stream = content.CanSeek ? content : Buffer(content, log);
            if (stream is null)
                return null;

            var first = stream.Position;
            var length = stream.Length - first;
            var sample = new byte[SampleLength];
            sample = sample[..stream.ReadAtLeast(sample, SampleLength, throwOnEndOfStream: false)];
            stream.Position = first;
            var kind = Recognise(sample);
            var max = kind.Kind switch
            {
                DocumentKind.TidyText => DocumentReader.MaxTidyBytes,
                DocumentKind.TableText => DocumentReader.MaxTableBytes,
                _ => DocumentReader.MaxBytes,
            };
            if (sample.Length == 0)
                log.Add(
                    FindingKinds.FileEmpty,
                    default,
                    "The file is empty; expected is a table as text, CSV or XLSX.",
                    japanese: "ファイルが空です。表を .xlsx、CSV、テキストのいずれかで保存してください。");
            else if (length > DocumentReader.MaxBytes && kind.Kind != DocumentKind.TidyText)
                TooLarge(DocumentReader.MaxBytes, log);
            else if (kind.Kind != DocumentKind.Workbook && DocumentKinds.Sentence(sample, stream) is { } sentence)
                log.Add(FindingKinds.FileBinary, default, sentence.English, japanese: sentence.Japanese);
            else if (length > max)
                TooLarge(max, log);
            if (log.HasErrors)
                return null;

            stream.Position = first;
            var (encoding, sha256) = TextDecoding.Detect(stream);
            stream.Position = first;
            return new OpenedDocument(stream, first, sha256, kind.Kind, kind.Separator, encoding);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            log.Add(
                FindingKinds.FileUnreadable,
                default,
                "The file cannot be read to its end; copy it to a folder of this machine, and try again.",
                japanese: "ファイルを最後まで読めません。このコンピューターのフォルダーに写してから、もう一度実行してください。");
            return null;
        }
    }

    /// <summary>An error where the bytes are not those that were declared.</summary>
    public void CheckChecksum(string? declared, FindingLog log)
    {
        if (declared is null || declared.Equals(Sha256, StringComparison.OrdinalIgnoreCase))
            return;

        log.Add(
            FindingKinds.ChecksumDiffers,
            default,
            "The bytes are not those that the metadata declares. Metadata that were copied from another year: delete "
            + "the line “sha256”. Metadata of this very file: it was changed since.",
            Sha256,
            declared);
    }

    /// <summary>
    /// The text from its start, as it streams; bytes that are not text read as <see cref="TextDecoding.Broken"/>.
    /// </summary>
    public StreamReader OpenText()
    {
        Stream.Position = start;
        return encoding.Open(Stream);
    }

    private static void TooLarge(long max, FindingLog log) => log.Add(
        FindingKinds.FileTooLarge,
        default,
        $"The file is larger than {max / (1024 * 1024)} MiB, which no table of one city is.",
        japanese: $"ファイルが {max / (1024 * 1024)} MiB を超えています。画像など、表に関係のないものを削除してください。");

    private static MemoryStream? Buffer(Stream content, FindingLog log)
    {
        var buffer = new MemoryStream();
        var chunk = new byte[81920];
        int count;
        while ((count = content.Read(chunk)) > 0)
        {
            if (buffer.Length + count > DocumentReader.MaxBytes)
            {
                TooLarge(DocumentReader.MaxBytes, log);
                return null;
            }

            buffer.Write(chunk, 0, count);
        }

        buffer.Position = 0;
        return buffer;
    }

    private static (DocumentKind Kind, char Separator) Recognise(ReadOnlySpan<byte> sample)
    {
        if (DocumentKinds.IsArchive(sample))
            return (DocumentKind.Workbook, default);

        // A character that is cut off at the end of the sample makes no difference here.
        var text = TextDecoding.Detect(sample).Read(sample);
        foreach (var separator in (ReadOnlySpan<char>)[',', '\t', ';'])
        {
            if (Rows(text, separator).FirstOrDefault() is { } first && TidyHeader.IsHeader(first))
                return (DocumentKind.TidyText, separator);
        }

        foreach (var separator in (ReadOnlySpan<char>)['\t', ',', ';'])
        {
            if (Rows(text, separator).Any(cells => ColumnHeadings.LooksLikeHeader(cells)))
                return (DocumentKind.TableText, separator);
        }

        return (DocumentKind.TableText, text.Contains('\t') || !text.Contains(',') ? '\t' : ',');
    }

    private static IEnumerable<string[]> Rows(string text, char separator)
    {
        using var reader = new StringReader(text);
        foreach (var (_, cells) in new CsvRows(reader, separator).Read().Take(MaxSampleRows))
            yield return cells;
    }
}
