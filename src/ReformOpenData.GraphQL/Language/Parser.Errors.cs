using System.Buffers;
using System.Text;
using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.GraphQL.Language;

/// <summary>
/// The faults of a document, in the words of graphql-js 17, apart from the code that runs when there are none.
/// </summary>
public ref partial struct Parser
{
    private readonly GraphQLSyntaxException Expected(string what) =>
        _lexer.Error(_lexer.Start, $"Expected {what}, found {DescribeToken()}.");

    private readonly GraphQLSyntaxException Unexpected() =>
        _lexer.Error(_lexer.Start, $"Unexpected {DescribeToken()}.");

    /// <summary>
    /// A name that is none of those expected; as in graphql-js, what cannot be read behind it is reported first.
    /// </summary>
    private GraphQLSyntaxException UnexpectedName()
    {
        var unexpected = Unexpected();
        Advance();
        return unexpected;
    }

    private readonly string DescribeToken()
    {
        var kind = _lexer.Kind.Describe();
        return _lexer.Kind switch
        {
            TokenKind.Name or TokenKind.Int or TokenKind.Float => $"{kind} \"{SourceText.Shorten(_lexer.Text)}\"",
            TokenKind.String => $"{kind} \"{SourceText.Shorten(StringLiteral.Decode(_lexer.Text))}\"",
            TokenKind.BlockString => $"{kind} \"{SourceText.Shorten(StringLiteral.DecodeBlock(_lexer.Text))}\"",
            _ => kind,
        };
    }

    /// <summary>No request holds so long a document, so only who calls the parser himself sees this.</summary>
    private readonly GraphQLSyntaxException TooManyBytes()
    {
        var (bytes, limit) = (_source.Utf8.Length, _limits.BodyBytes);
        return Limit(
            ErrorCode.BodyLimit, 0, $"The document has {bytes} bytes; the limit (BodyBytes) is {limit}.", limit, bytes);
    }

    /// <summary>§2.1: a document is a sequence of Unicode scalar values; what is not UTF-8 is none.</summary>
    private readonly GraphQLSyntaxException InvalidEncoding()
    {
        var text = _source.Utf8.Span;
        var offset = 0;
        while (Rune.DecodeFromUtf8(text[offset..], out _, out var length) == OperationStatus.Done)
            offset += length;
        var bytes = text[offset..];
        // ED A0..BF nn is a surrogate written as if it were a character.
        return _lexer.Error(offset, bytes is [0xED, >= 0xA0 and <= 0xBF, >= 0x80 and <= 0xBF, ..]
            ? $"Invalid character: U+{0xD000 | ((bytes[1] & 0x3F) << 6) | (bytes[2] & 0x3F):X4}."
            : $"Invalid UTF-8: byte 0x{bytes[0]:X2}.");
    }

    /// <summary>What the document asks is told to the end, which costs no more than the lexer.</summary>
    private GraphQLSyntaxException TooManyTokens()
    {
        var start = _lexer.Start;
        var tokens = _lexer.Count;
        while (TryAdvance())
            tokens = _lexer.Count;
        return Limit(
            ErrorCode.TokenLimit,
            start,
            $"The document has {tokens} tokens; the limit (Tokens) is {_limits.Tokens}.",
            _limits.Tokens,
            tokens);
    }

    /// <summary>
    /// The token in hand is the bracket or brace that opens one level too many; how deep it goes on is told too.
    /// </summary>
    private GraphQLSyntaxException TooDeep(string what)
    {
        var start = _lexer.Start;
        var depth = _limits.Depth + 1;
        var deepest = depth;
        while (depth > 0 && TryAdvance())
        {
            if (_lexer.Kind is TokenKind.BracketLeft or TokenKind.BraceLeft)
                deepest = Math.Max(deepest, ++depth);
            else if (_lexer.Kind is TokenKind.BracketRight or TokenKind.BraceRight)
                depth--;
        }

        return Limit(
            ErrorCode.DepthLimit,
            start,
            $"The {what} are nested {deepest} levels deep; the limit (Depth) is {_limits.Depth}.",
            _limits.Depth,
            deepest);
    }

    /// <summary>
    /// Goes on to the next token of a document that is refused anyway; a lexical fault ends it, and so does its end.
    /// </summary>
    private bool TryAdvance()
    {
        try
        {
            _lexer.Advance();
        }
        catch (GraphQLSyntaxException)
        {
            return false;
        }

        return _lexer.Kind != TokenKind.EndOfFile;
    }

    private readonly GraphQLSyntaxException Limit(string code, int start, string message, int limit, int asked) => new(
        GraphQLError.OverLimit(code, message, limit, asked) with { Locations = [_source.Locate(start)] });
}
