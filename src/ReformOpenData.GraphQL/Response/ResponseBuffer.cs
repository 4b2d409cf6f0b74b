using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace ReformOpenData.GraphQL.Response;

/// <summary>
/// The bytes of a response in one array that grows by doubling. Taking back what was written is setting
/// <see cref="Position"/> to what it was.
/// </summary>
internal sealed class ResponseBuffer
{
    private const int InitialBytes = 4096;

    /// <summary>Arrays up to this come from a pool. It keeps what it is given, and would keep large ones.</summary>
    private const int MostPooled = 1024 * 1024;

    /// <summary>What JSON must escape in a string. The rest of UTF-16 is written as it is.</summary>
    private static readonly SearchValues<char> s_escapedChars = SearchValues.Create(EscapedCharacters());

    private static readonly SearchValues<byte> s_escapedBytes =
        SearchValues.Create(EscapedCharacters().Select(c => (byte)c).ToArray());

    private byte[] _bytes = [];

    public int Position { get; set; }

    /// <summary>Writing more throws a <see cref="ResponseLimitException"/>.</summary>
    public int MostBytes { get; init; } = int.MaxValue;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Position);

    public void Rent()
    {
        if (_bytes.Length == 0)
            _bytes = ArrayPool<byte>.Shared.Rent(InitialBytes);
        Position = 0;
    }

    /// <summary>The array may have had room for more than the limit.</summary>
    public void CheckLength()
    {
        if (Position > MostBytes)
            throw new ResponseLimitException();
    }

    public void Return()
    {
        GiveBack();
        _bytes = [];
        Position = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Byte(byte value)
    {
        if ((uint)Position >= (uint)_bytes.Length)
            Grow(1);
        _bytes[Position++] = value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Raw(ReadOnlySpan<byte> value)
    {
        if (value.Length > _bytes.Length - Position)
            Grow(value.Length);
        value.CopyTo(_bytes.AsSpan(Position));
        Position += value.Length;
    }

    public void Null() => Raw("null"u8);

    public void Boolean(bool value) => Raw(value ? "true"u8 : "false"u8);

    public void Number(long value)
    {
        if (_bytes.Length - Position < 20)
            Grow(20);
        Utf8Formatter.TryFormat(value, _bytes.AsSpan(Position), out var written);
        Position += written;
    }

    /// <summary>All digits of it, without zeros at the end.</summary>
    public void Number(decimal value)
    {
        if (_bytes.Length - Position < 32)
            Grow(32);
        var shortest = value / 1.0000000000000000000000000000m;
        shortest.TryFormat(_bytes.AsSpan(Position), out var written, default, CultureInfo.InvariantCulture);
        Position += written;
    }

    /// <summary>The shortest digits that read back as the same value; never NaN or an infinity.</summary>
    public void Number(double value)
    {
        if (_bytes.Length - Position < 32)
            Grow(32);
        if (ShortDecimal(value))
            return;
        value.TryFormat(_bytes.AsSpan(Position), out var written, default, CultureInfo.InvariantCulture);
        Position += written;
    }

    /// <summary>
    /// Numbers with at most three decimals, which most are: a decimal of at most 15 digits that reads back as the same
    /// value is its shortest form, and much quicker to find than by the general way.
    /// </summary>
    private bool ShortDecimal(double value)
    {
        const double MostThousandths = 1e15;
        var scaled = value * 1000;
        if (!(Math.Abs(scaled) < MostThousandths))
            return false;
        var thousandths = (long)Math.Round(scaled);
        if (thousandths / 1000.0 != value || (thousandths == 0 && double.IsNegative(value)))
            return false;
        if (thousandths < 0)
        {
            Byte((byte)'-');
            thousandths = -thousandths;
        }

        var (whole, fraction) = Math.DivRem(thousandths, 1000);
        Number(whole);
        if (fraction == 0)
            return true;
        Byte((byte)'.');
        for (var unit = 100; fraction > 0; unit /= 10)
        {
            Byte((byte)('0' + (fraction / unit)));
            fraction %= unit;
        }

        return true;
    }

    /// <summary>A quoted string. A lone surrogate becomes U+FFFD, which is all that UTF-8 can say of it.</summary>
    public void String(ReadOnlySpan<char> value)
    {
        var most = (value.Length * 3) + 2;
        if (_bytes.Length - Position < most)
            Grow(most);
        _bytes[Position++] = (byte)'"';
        while (true)
        {
            var escaped = value.IndexOfAny(s_escapedChars);
            var plain = escaped < 0 ? value : value[..escaped];
            Utf8.FromUtf16(plain, _bytes.AsSpan(Position), out _, out var written);
            Position += written;
            if (escaped < 0)
                break;
            Escape(value[escaped]);
            value = value[(escaped + 1)..];
            if (_bytes.Length - Position < (value.Length * 3) + 1)
                Grow((value.Length * 3) + 1);
        }

        _bytes[Position++] = (byte)'"';
    }

    /// <summary>A quoted string from UTF-8; what is not UTF-8 becomes U+FFFD.</summary>
    public void String(ReadOnlySpan<byte> value)
    {
        if (!Utf8.IsValid(value))
        {
            String(Encoding.UTF8.GetString(value).AsSpan());
            return;
        }

        if (_bytes.Length - Position < value.Length + 2)
            Grow(value.Length + 2);
        _bytes[Position++] = (byte)'"';
        while (true)
        {
            var escaped = value.IndexOfAny(s_escapedBytes);
            Raw(escaped < 0 ? value : value[..escaped]);
            if (escaped < 0)
                break;
            Escape((char)value[escaped]);
            value = value[(escaped + 1)..];
        }

        Byte((byte)'"');
    }

    private void Escape(char c)
    {
        switch (c)
        {
            case '"':
                Raw("\\\""u8);
                break;
            case '\\':
                Raw("\\\\"u8);
                break;
            case '\n':
                Raw("\\n"u8);
                break;
            case '\r':
                Raw("\\r"u8);
                break;
            case '\t':
                Raw("\\t"u8);
                break;
            default:
                Raw("\\u00"u8);
                Byte(HexDigit(c >> 4));
                Byte(HexDigit(c & 15));
                break;
        }
    }

    private static byte HexDigit(int value) => (byte)(value < 10 ? '0' + value : 'a' + value - 10);

    private static string EscapedCharacters() =>
        string.Concat(Enumerable.Range(0, 0x20).Select(i => (char)i)) + "\"\\";

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int more)
    {
        // A string asks for room for its longest form, so the check is on what is written.
        if (Position > MostBytes)
            throw new ResponseLimitException();
        var needed = (long)Position + more;
        var most = Math.Min((long)MostBytes + MostPooled, Array.MaxLength);
        var doubled = Math.Min((long)_bytes.Length * 2, most);
        var wanted = checked((int)Math.Max(doubled, Math.Max(needed, InitialBytes)));
        var larger = wanted > MostPooled
            ? GC.AllocateUninitializedArray<byte>(wanted)
            : ArrayPool<byte>.Shared.Rent(wanted);
        _bytes.AsSpan(0, Position).CopyTo(larger);
        GiveBack();
        _bytes = larger;
    }

    private void GiveBack()
    {
        if (_bytes.Length is > 0 and <= MostPooled)
            ArrayPool<byte>.Shared.Return(_bytes);
    }
}
