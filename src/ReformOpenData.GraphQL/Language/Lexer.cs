using System.Buffers;
using System.Runtime.CompilerServices;
using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.GraphQL.Language;

/// <summary>
/// Cuts a document into tokens (§2.1 #sec-Language.Source-Text), one at a time, without allocating. The text must be
/// valid UTF-8 (<see cref="Parser"/> looks first). Messages are those of graphql-js 17.
/// </summary>
internal ref struct Lexer
{
    private static readonly SearchValues<byte> s_stringStops = SearchValues.Create("\"\\\n\r"u8);

    private readonly Source _source;
    private readonly ReadOnlySpan<byte> _text;
    private TextBlock _block;

    public Lexer(Source source, ReadOnlySpan<byte> text)
    {
        _source = source;
        _text = text;
        _block = new TextBlock(text);
        Kind = TokenKind.StartOfFile;
    }

    public TokenKind Kind { get; private set; }

    /// <summary>Tokens so far, the end of the file included.</summary>
    public int Count { get; private set; }

    /// <summary>Offset of the token's first byte.</summary>
    public int Start { get; private set; }

    /// <summary>Offset behind the token's last byte.</summary>
    public int End { get; private set; }

    /// <summary>The bytes of the token.</summary>
    public readonly ReadOnlySpan<byte> Text => _text[Start..End];

    /// <summary>The pooled string of a name token.</summary>
    public readonly string Name => NamePool.Get(_text, Start, End - Start);

    /// <summary>
    /// The next token. Inlined with what it calls: the runtime does so by itself only where it has seen enough.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Advance()
    {
        var text = _text;
        var position = End;
        while (true)
        {
            position = _block.EndOfIgnored(position);
            if ((uint)position >= (uint)text.Length)
            {
                Set(TokenKind.EndOfFile, position, position);
                return;
            }

            var kind = CharacterClass.Of(text[position]);
            if (kind == CharacterClass.NameStart)
            {
                Set(TokenKind.Name, position, _block.EndOfName(position));
                return;
            }

            if (kind < CharacterClass.FirstOther)
            {
                Set((TokenKind)kind, position, position + 1);
                return;
            }

            position = ReadOther(kind, position);
            if (position < 0)
                return;
        }
    }

    /// <summary>
    /// What comes less often. The offset behind a comment or a byte order mark, which are ignored; -1 where it was a
    /// token.
    /// </summary>
    private int ReadOther(byte kind, int position)
    {
        var rest = _text[position..];
        switch (kind)
        {
            case CharacterClass.Digit or CharacterClass.Minus:
                ReadNumber(position);
                return -1;
            case CharacterClass.Quote:
                if (rest.StartsWith("\"\"\""u8))
                    ReadBlockString(position);
                else
                    ReadString(position);
                return -1;
            case CharacterClass.Dot when rest.StartsWith("..."u8):
                Set(TokenKind.Spread, position, position + 3);
                return -1;
            case CharacterClass.Comment:
                var end = rest.IndexOfAny((byte)'\n', (byte)'\r');
                return end < 0 ? _text.Length : position + end;
            case CharacterClass.ByteOrderMark when rest.StartsWith("\uFEFF"u8):
                return position + 3;
            default:
                throw UnexpectedCharacter(position);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Set(TokenKind kind, int start, int end)
    {
        Count++;
        Kind = kind;
        Start = start;
        End = end;
    }

    /// <summary>
    /// §2.9.1 #sec-Int-Value and §2.9.2 #sec-Float-Value; a name, a digit or a dot must not touch the number.
    /// </summary>
    private void ReadNumber(int start)
    {
        var kind = TokenKind.Int;
        var position = start;
        if (At(position) == '-')
            position++;
        if (At(position) == '0')
        {
            position++;
            if (char.IsAsciiDigit((char)At(position)))
                throw Error(
                    position, $"Invalid number, unexpected digit after 0: {SourceText.DescribeAt(_text, position)}.");
        }
        else
        {
            position = ReadDigits(position);
        }

        if (At(position) == '.')
        {
            kind = TokenKind.Float;
            position = ReadDigits(position + 1);
        }

        if (At(position) is 'e' or 'E')
        {
            kind = TokenKind.Float;
            position++;
            if (At(position) is '+' or '-')
                position++;
            position = ReadDigits(position);
        }

        if (At(position) is var next && (next == '.' || CharacterClass.Of((byte)next) == CharacterClass.NameStart))
            throw ExpectedDigit(position);
        Set(kind, start, position);
    }

    private readonly int ReadDigits(int position)
    {
        if (!char.IsAsciiDigit((char)At(position)))
            throw ExpectedDigit(position);
        do
            position++;
        while (char.IsAsciiDigit((char)At(position)));
        return position;
    }

    /// <summary>The byte at an offset, NUL behind the end.</summary>
    private readonly int At(int position) => (uint)position < (uint)_text.Length ? _text[position] : 0;

    /// <summary>
    /// §2.9.4 #sec-String-Value: finds the end and checks the escapes; the value is decoded when someone asks.
    /// </summary>
    private void ReadString(int start)
    {
        var position = start + 1;
        while (true)
        {
            var stop = _text[position..].IndexOfAny(s_stringStops);
            if (stop < 0)
                throw Error(_text.Length, "Unterminated string.");
            position += stop;
            switch (_text[position])
            {
                case (byte)'"':
                    Set(TokenKind.String, start, position + 1);
                    return;
                case (byte)'\\':
                    position += StringEscape.Read(_text, position, out _, out var fault);
                    if (fault is not null)
                        throw Error(position, fault);
                    break;
                default:
                    throw Error(position, "Unterminated string.");
            }
        }
    }

    private void ReadBlockString(int start)
    {
        var position = start + 3;
        while (true)
        {
            var stop = _text[position..].IndexOf("\"\"\""u8);
            if (stop < 0)
                throw Error(_text.Length, "Unterminated string.");
            // A backslash before the quotes escapes them, whatever stands before it.
            var escaped = stop > 0 && _text[position + stop - 1] == '\\';
            position += stop + 3;
            if (escaped)
                continue;
            Set(TokenKind.BlockString, start, position);
            return;
        }
    }

    public readonly GraphQLSyntaxException Error(int offset, string message) => new(
        GraphQLError.At(ErrorCode.ParseFailed, $"Syntax Error: {message}", _source.Locate(offset)));

    private readonly GraphQLSyntaxException ExpectedDigit(int position) =>
        Error(position, $"Invalid number, expected digit but got: {SourceText.DescribeAt(_text, position)}.");

    private readonly GraphQLSyntaxException UnexpectedCharacter(int position)
    {
        if (_text[position] == '.')
        {
            if (At(position + 1) == '.')
                return Error(position, "Unexpected \"..\", did you mean \"...\"?");
            if (char.IsAsciiDigit((char)At(position + 1)))
            {
                var digits = _text[(position + 1)..ReadDigits(position + 1)];
                return Error(
                    position,
                    $"Invalid number, expected digit before \".\", did you mean \"0.{SourceText.Shorten(digits)}\"?");
            }
        }

        return Error(
            position,
            _text[position] == '\''
                ? "Unexpected single quote character ('), did you mean to use a double quote (\")?"
                : $"Unexpected character: {SourceText.DescribeAt(_text, position)}."
                    + SourceText.Ascii(_text, position));
    }
}
