using System.Buffers;
using System.Text;

namespace ReformOpenData.Data.Import;

/// <summary>
/// Decodes text files: UTF-8 and UTF-16 by their byte order mark, UTF-8 without one where the bytes are valid, else CP932
/// (what spreadsheets on Japanese Windows write). Anything that is none of these is an error, never a guess with holes.
/// </summary>
internal static class TextDecoding
{
    /// <summary>What to do about bytes that are no text.</summary>
    public const string EncodingHint =
        "The bytes are neither UTF-8 nor CP932 nor UTF-16 with a byte order mark; save the file as UTF-8.";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What no text holds: a database would refuse it, or a reader would not see it.</summary>
    public static string ControlCharacters { get; } = new(
    [
        .. Enumerable.Range(0, 32).Where(code => code is not (9 or 10 or 13)).Select(code => (char)code),
        .. Enumerable.Range(0x7F, 33).Where(code => code != 0x85).Select(code => (char)code),
        '\uF8F0', '\uF8F1', '\uF8F2', '\uF8F3', // what CP932 makes of bytes that it does not have
        '\uFFFE', '\uFFFF',
    ]);

    private static readonly SearchValues<char> Controls = SearchValues.Create(ControlCharacters);

    /// <summary>CP932 that refuses what it cannot represent.</summary>
    public static Encoding Cp932 { get; } =
        CodePagesEncodingProvider.Instance.GetEncoding(932, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>The text, or null with a finding.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes, FindingLog log)
    {
        try
        {
            var (encoding, preamble) = Detect(bytes);
            var text = encoding.GetString(bytes[preamble..]);
            var control = text.AsSpan().IndexOfAny(Controls);
            if (control < 0)
                return text;

            log.Add(
                FindingKinds.FileBinary,
                new Place(Line: LineOf(text, control)),
                $"The file holds the control character U+{(int)text[control]:X4}, as binary files do; give the table as text, CSV or XLSX.");
            return null;
        }
        catch (DecoderFallbackException fault)
        {
            log.Add(
                FindingKinds.EncodingUnknown,
                new Place(Line: bytes[..Math.Clamp(fault.Index, 0, bytes.Length)].Count((byte)'\n') + 1),
                EncodingHint);
            return null;
        }
    }

    /// <summary>The encoding of a text that begins with these bytes, and the length of its byte order mark.</summary>
    public static (Encoding Encoding, int Preamble) Detect(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith<byte>([0xEF, 0xBB, 0xBF]))
            return (StrictUtf8, 3);
        if (start.StartsWith<byte>([0xFF, 0xFE]))
            return (new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true), 2);
        if (start.StartsWith<byte>([0xFE, 0xFF]))
            return (new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true), 2);

        return (IsMostlyUtf8(start) ? StrictUtf8 : Cp932, 0);
    }

    /// <summary>
    /// Whether the bytes are UTF-8, perhaps with a few broken ones: these are then a fault of the file at their place, and no reason to
    /// read all of it as the nonsense that it is in CP932.
    /// </summary>
    private static bool IsMostlyUtf8(ReadOnlySpan<byte> bytes)
    {
        var valid = 0;
        var broken = 0;
        while (bytes.Length > 0)
        {
            var status = Rune.DecodeFromUtf8(bytes, out _, out var length);
            if (status == OperationStatus.Done)
                valid += length > 1 ? 1 : 0;
            else if (status == OperationStatus.InvalidData)
                broken++;
            bytes = bytes[length..];
        }

        return broken * 10 <= valid;
    }

    private static int LineOf(string text, int index) => text.AsSpan(0, index).Count('\n') + 1;
}
