using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace ReformOpenData.Data.Import;

/// <summary>
/// Decodes text files: UTF-8 and UTF-16 by their byte order mark, UTF-8 without one where the bytes are valid, else
/// CP932 (what spreadsheets on Japanese Windows write). Bytes that are none of these read as <see cref="Broken"/>,
/// which is an error at its place, never a guess with holes.
/// </summary>
internal static class TextDecoding
{
    /// <summary>What stands for bytes that are not text; it is never a character itself.</summary>
    public const char Broken = '\uFFFF';

    /// <summary>Encodings that are told by their bytes, to be named, and that are not read.</summary>
    private static readonly Dictionary<string, string> Guesses = new(StringComparer.Ordinal)
    {
        ["UTF-16 without a byte order mark"] = "BOM のない UTF-16",
        ["EUC-JP"] = "EUC-JP",
        ["ISO-2022-JP (JIS)"] = "ISO-2022-JP（JIS コード）",
    };

    private static readonly UTF8Encoding Utf8 = Marking(new UTF8Encoding(false));

    /// <summary>What no text holds: a database would refuse it, or a reader would not see it.</summary>
    public static string ControlCharacters { get; } = new(
    [
        .. Enumerable.Range(0, 32).Where(code => code is not (9 or 10 or 13)).Select(code => (char)code),
        .. Enumerable.Range(0x7F, 33).Where(code => code != 0x85).Select(code => (char)code),
        '\uFFFE', Broken,
    ]);

    /// <summary>CP932 with all that Windows reads.</summary>
    public static Encoding Cp932 => Cp932Encoding.Instance;

    /// <summary>What is wrong where a character is one that no text holds.</summary>
    /// <param name="column">Of the character in its line, from 1.</param>
    /// <param name="name">Of the encoding that the rest of the file has.</param>
    public static (FindingKind Kind, string Message, string Japanese) Fault(char character, int column, string name)
    {
        var where = $"Character {column} of the line";
        if (Guesses.TryGetValue(name, out var japanese))
            return (
                FindingKinds.EncodingUnknown,
                $"{where} is not UTF-8: the file looks like {name}; save it as UTF-8.",
                $"行の{column}文字目が UTF-8 ではありません。ファイルは {japanese} のようです。UTF-8 で保存し直してください。");
        return character == Broken
            ? (
                FindingKinds.EncodingUnknown,
                $"{where} is not {name}, in which the file is read; open it, mend the line, and save it as UTF-8. "
                    + "Files may be in UTF-8, CP932 (Shift_JIS), or UTF-16 with a byte order mark.",
                $"行の{column}文字目が {name} の文字ではありません。行を直し、UTF-8 で保存し直してください。")
            : (
                FindingKinds.FileBinary,
                $"{where} is the control character {TextLimits.Name(character)}, which text does not hold; delete it, "
                    + "or give the table as text, CSV or XLSX if the file is of another kind.",
                $"行の{column}文字目が制御文字（{TextLimits.Name(character)}）です。削除してください。表でないファイルなら、"
                    + "表を .xlsx、CSV、テキストのいずれかで保存してください。");
    }

    /// <summary>
    /// The encoding of a text and the length of its byte order mark, told from its first bytes alone.
    /// </summary>
    public static TextEncoding Detect(ReadOnlySpan<byte> bytes)
    {
        var scan = new Scan();
        scan.Add(bytes);
        return scan.Result;
    }

    /// <summary>The encoding of a whole file, and its SHA-256; the stream is left at its end.</summary>
    public static (TextEncoding Encoding, string Sha256) Detect(Stream stream)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var scan = new Scan();
        var buffer = new byte[65536];
        int count;
        while ((count = stream.Read(buffer)) > 0)
        {
            hash.AppendData(buffer, 0, count);
            scan.Add(buffer.AsSpan(0, count));
        }

        return (scan.Result, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static T Marking<T>(T encoding)
        where T : Encoding
    {
        var marking = (T)encoding.Clone();
        marking.DecoderFallback = new DecoderReplacementFallback(Broken.ToString());
        return marking;
    }

    /// <summary>
    /// Counts what is UTF-8 and what is not. A few broken bytes in UTF-8 are a fault of the file at their place, and no
    /// reason to read all of it as the nonsense that it is in CP932.
    /// </summary>
    private sealed class Scan
    {
        private readonly byte[] kept = new byte[4];
        private readonly byte[] start = new byte[3];
        private int keptLength;
        private long length;
        private long valid;
        private long broken;
        private long evenZeros;
        private long oddZeros;
        private long escapes;
        private long pairs;
        private long others;
        private int before;
        private bool isSecond;

        public TextEncoding Result
        {
            get
            {
                var first = start.AsSpan(0, (int)Math.Min(length, start.Length));
                if (first.StartsWith<byte>([0xEF, 0xBB, 0xBF]))
                    return new TextEncoding(Utf8, 3, "UTF-8");
                if (first.StartsWith<byte>([0xFF, 0xFE]))
                    return new TextEncoding(Marking(new UnicodeEncoding(false, false)), 2, "UTF-16");
                if (first.StartsWith<byte>([0xFE, 0xFF]))
                    return new TextEncoding(Marking(new UnicodeEncoding(true, false)), 2, "UTF-16");
                if (Guess is { } guess)
                    return new TextEncoding(Utf8, 0, guess);
                return broken * 10 <= valid
                    ? new TextEncoding(Utf8, 0, "UTF-8")
                    : new TextEncoding(Cp932, 0, "CP932 (Shift_JIS)");
            }
        }

        /// <summary>Tabs, digits and line ends have a zero beside them, always on the same side.</summary>
        private bool LooksLikeUtf16 =>
            evenZeros + oddZeros >= 4 && Math.Max(evenZeros, oddZeros) > 20 * Math.Min(evenZeros, oddZeros);

        /// <summary>Two bytes from A1 for each character; Japanese in CP932 has bytes from 81 to 9F.</summary>
        private bool LooksLikeEucJp => pairs >= 20 && others == 0 && broken * 10 > valid;

        private string? Guess => LooksLikeUtf16 ? "UTF-16 without a byte order mark"
            : LooksLikeEucJp ? "EUC-JP"
            : escapes > 0 && broken == 0 ? "ISO-2022-JP (JIS)"
            : null;

        public void Add(ReadOnlySpan<byte> bytes)
        {
            foreach (var code in bytes)
            {
                if (length < start.Length)
                    start[length] = code;
                if (code == 0)
                    _ = length % 2 == 0 ? evenZeros++ : oddZeros++;
                else if (code == '$' && before == 0x1B)
                    escapes++;
                CountPair(code);
                before = code;
                length++;
            }

            // A character may be cut in two between chunks.
            if (keptLength > 0)
            {
                var taken = Math.Min(kept.Length - keptLength, bytes.Length);
                bytes[..taken].CopyTo(kept.AsSpan(keptLength));
                var status = Rune.DecodeFromUtf8(kept.AsSpan(0, keptLength + taken), out _, out var used);
                if (status == OperationStatus.NeedMoreData)
                {
                    keptLength += taken;
                    return;
                }

                Count(status, used);
                bytes = bytes[Math.Max(0, used - keptLength)..];
                keptLength = 0;
            }

            while (bytes.Length > 0)
            {
                var status = Rune.DecodeFromUtf8(bytes, out _, out var used);
                if (status == OperationStatus.NeedMoreData)
                {
                    keptLength = bytes.Length;
                    bytes.CopyTo(kept);
                    return;
                }

                Count(status, used);
                bytes = bytes[used..];
            }
        }

        /// <summary>
        /// Counts characters of EUC-JP, and what none has: half a pair, or a byte between 80 and A0 but for 8E and 8F.
        /// </summary>
        private void CountPair(byte code)
        {
            var isHalf = code is >= 0xA1 and <= 0xFE;
            if (isSecond ? !isHalf : code >= 0x80 && !isHalf && code is not (0x8E or 0x8F))
                others++;
            else if (isSecond)
                pairs++;
            isSecond = !isSecond && (isHalf || code == 0x8E);
        }

        private void Count(OperationStatus status, int used)
        {
            valid += status == OperationStatus.Done && used > 1 ? 1 : 0;
            broken += status == OperationStatus.Done ? 0 : 1;
        }
    }
}

/// <summary>How the bytes of a text are read.</summary>
/// <param name="Preamble">Length of the byte order mark.</param>
/// <param name="Name">For people.</param>
internal sealed record TextEncoding(Encoding Encoding, int Preamble, string Name)
{
    /// <summary>The whole text of a file that is held in memory.</summary>
    public string Read(ReadOnlySpan<byte> bytes) => Encoding.GetString(bytes[Preamble..]);

    /// <summary>The text of a stream, which is at its start.</summary>
    public StreamReader Open(Stream stream)
    {
        stream.Position += Preamble;
        return new StreamReader(stream, Encoding, detectEncodingFromByteOrderMarks: false, 65536, leaveOpen: true);
    }
}
