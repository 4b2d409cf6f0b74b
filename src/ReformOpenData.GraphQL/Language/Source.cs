using System.Text;
using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.GraphQL.Language;

/// <summary>
/// The UTF-8 text of a document. Nodes keep byte offsets into it; lines and columns are counted when an error asks.
/// The bytes belong to the source from here on: whoever made it must not change them.
/// </summary>
public sealed class Source(ReadOnlyMemory<byte> utf8)
{
    /// <summary>The whole text.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; } = utf8;

    internal ReadOnlySpan<byte> Slice(int start, int length) => Utf8.Span.Slice(start, length);

    /// <summary>
    /// Line and column of a byte offset, both from 1. A line ends at LF, CR or CRLF. A column counts UTF-16 code units,
    /// as graphql-js reports it and as editors do: a character outside the basic plane counts two.
    /// </summary>
    public ErrorLocation Locate(int offset)
    {
        var before = Utf8.Span[..Math.Min(offset, Utf8.Length)];
        var line = 1;
        var lineStart = 0;
        while (before[lineStart..].IndexOfAny((byte)'\n', (byte)'\r') is var end and >= 0)
        {
            var next = lineStart + end + 1;
            // The LF of a CRLF belongs to the same end of line, even where the offset stands between the two.
            if (before[next - 1] == '\r' && next < Utf8.Length && Utf8.Span[next] == '\n')
            {
                if (next == before.Length)
                    break;
                next++;
            }

            line++;
            lineStart = next;
        }

        return new ErrorLocation(line, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }

    /// <summary>The place where a node begins.</summary>
    public ErrorLocation Locate(Node node) => Locate(node.Start);
}
