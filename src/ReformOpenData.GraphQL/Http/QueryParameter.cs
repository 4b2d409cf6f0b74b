using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace ReformOpenData.GraphQL.Http;

/// <summary>
/// One parameter of a query string, application/x-www-form-urlencoded in UTF-8; decoded where it is asked for.
/// </summary>
public readonly struct QueryParameter
{
    private readonly ReadOnlyMemory<char> _name;
    private readonly ReadOnlyMemory<char> _value;

    private QueryParameter(ReadOnlyMemory<char> pair)
    {
        var equals = pair.Span.IndexOf('=');
        _name = equals < 0 ? pair : pair[..equals];
        _value = equals < 0 ? default : pair[(equals + 1)..];
    }

    /// <summary>Null where it is not UTF-8 in percent encoding.</summary>
    public string? Name => Decode(_name.Span) is { } utf8 ? Encoding.UTF8.GetString(utf8) : null;

    /// <summary>UTF-8; null where it is not UTF-8 in percent encoding.</summary>
    public byte[]? Value => Decode(_value.Span);

    /// <summary>The parameters of a query string, in their order.</summary>
    /// <param name="queryString">Without its question mark.</param>
    public static IEnumerable<QueryParameter> All(string queryString)
    {
        for (var from = 0; from < queryString.Length;)
        {
            var end = queryString.IndexOf('&', from);
            if (end < 0)
                end = queryString.Length;
            if (end > from)
                yield return new QueryParameter(queryString.AsMemory(from..end));
            from = end + 1;
        }
    }

    private static byte[]? Decode(ReadOnlySpan<char> text)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var length = 0;
        try
        {
            for (var i = 0; i < text.Length; i++)
            {
                if (text[i] == '%')
                {
                    if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1])
                        || !char.IsAsciiHexDigit(text[i + 2]))
                        return null;
                    buffer[length++] = byte.Parse(text.Slice(i + 1, 2), System.Globalization.NumberStyles.HexNumber);
                    i += 2;
                }
                else if (text[i] < 0x80)
                {
                    buffer[length++] = text[i] == '+' ? (byte)' ' : (byte)text[i];
                }
                else
                {
                    // Some servers hand on characters that a client did not encode.
                    var whole = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
                    length += Encoding.UTF8.GetBytes(text.Slice(i, whole), buffer.AsSpan(length));
                    i += whole - 1;
                }
            }

            var decoded = buffer.AsSpan(0, length);
            return Utf8.IsValid(decoded) ? decoded.ToArray() : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
