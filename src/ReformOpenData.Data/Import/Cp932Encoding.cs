using System.Text;

namespace ReformOpenData.Data.Import;

/// <summary>
/// CP932 as Windows reads it: with the characters that have two codes, such as 髙 at EEE0 and FBFC (the rows of NEC and
/// of IBM), of which it writes one. What it does not have reads as <see cref="TextDecoding.Broken"/>.
/// </summary>
internal sealed class Cp932Encoding : Encoding
{
    private const char Missing = '\u30FB'; // what the code page makes of bytes that mean nothing; its own code is 8145
    private static readonly Encoding Writing = Windows(EncoderFallback.ExceptionFallback);
    private static readonly char[] Pairs = ReadPairs();
    private static readonly char[] Singles = ReadSingles();

    private Cp932Encoding()
    {
    }

    public static Cp932Encoding Instance { get; } = new();

    public override int GetByteCount(char[] chars, int index, int count) => Writing.GetByteCount(chars, index, count);

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
        Writing.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

    public override int GetCharCount(byte[] bytes, int index, int count) =>
        GetDecoder().GetCharCount(bytes, index, count, flush: true);

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
        GetDecoder().GetChars(bytes, byteIndex, byteCount, chars, charIndex, flush: true);

    public override int GetMaxByteCount(int charCount) => Writing.GetMaxByteCount(charCount);

    /// <summary>One more than there are bytes: the half of a pair may wait from before.</summary>
    public override int GetMaxCharCount(int byteCount) => byteCount + 1;

    public override Decoder GetDecoder() => new PairDecoder();

    private static bool IsLead(byte code) => code is >= 0x81 and <= 0x9F or >= 0xE0 and <= 0xFC;

    private static Encoding Windows(EncoderFallback fallback)
    {
        var encoding = (Encoding)CodePagesEncodingProvider.Instance.GetEncoding(932)!.Clone();
        encoding.EncoderFallback = fallback;
        return encoding;
    }

    private static char[] ReadPairs()
    {
        // With the fallback that it comes with, the code page also reads codes that it does not write.
        var reading = CodePagesEncodingProvider.Instance.GetEncoding(932)!;
        var pairs = new char[256 * 256];
        Array.Fill(pairs, TextDecoding.Broken);
        for (var code = 0x8140; code <= 0xFCFC; code++)
        {
            if (!IsLead((byte)(code >> 8)) || (byte)code is < 0x40 or 0x7F or > 0xFC)
                continue;
            if (reading.GetString([(byte)(code >> 8), (byte)code]) is [var read] && (read != Missing || code == 0x8145))
                pairs[code] = read;
        }

        return pairs;
    }

    private static char[] ReadSingles()
    {
        var reading = CodePagesEncodingProvider.Instance.GetEncoding(932)!;
        return [.. Enumerable.Range(0, 256).Select(code =>
            code < 0x80 || code is >= 0xA1 and <= 0xDF ? reading.GetString([(byte)code])[0] : TextDecoding.Broken)];
    }

    /// <summary>Keeps the first half of a pair that is cut in two.</summary>
    private sealed class PairDecoder : Decoder
    {
        private byte lead;

        public override int GetCharCount(byte[] bytes, int index, int count) =>
            GetCharCount(bytes, index, count, flush: false);

        public override int GetCharCount(byte[] bytes, int index, int count, bool flush)
        {
            var kept = lead;
            var length = Decode(bytes.AsSpan(index, count), [], flush);
            lead = kept;
            return length;
        }

        public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
            GetChars(bytes, byteIndex, byteCount, chars, charIndex, flush: false);

        public override int GetChars(
            byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex, bool flush) =>
            Decode(bytes.AsSpan(byteIndex, byteCount), chars.AsSpan(charIndex), flush);

        /// <summary>The number of characters, which are written where there is room for any.</summary>
        private int Decode(ReadOnlySpan<byte> bytes, Span<char> chars, bool flush)
        {
            var length = 0;
            foreach (var code in bytes)
            {
                if (lead == 0 && IsLead(code))
                {
                    lead = code;
                    continue;
                }

                if (!chars.IsEmpty)
                    chars[length] = lead == 0 ? Singles[code] : Pairs[(lead << 8) | code];
                length++;
                lead = 0;
            }

            if (flush && lead != 0)
            {
                if (!chars.IsEmpty)
                    chars[length] = TextDecoding.Broken;
                length++;
                lead = 0;
            }

            return length;
        }
    }
}
