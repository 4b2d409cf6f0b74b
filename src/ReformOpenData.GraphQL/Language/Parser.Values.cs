namespace ReformOpenData.GraphQL.Language;

/// <summary>Values and type references: §2.9 to §2.11.</summary>
public ref partial struct Parser
{
    /// <summary>§2.9 #Value</summary>
    private Value ParseValue(bool isConst)
    {
        var start = _lexer.Start;
        var length = _lexer.End - start;
        switch (_lexer.Kind)
        {
            case TokenKind.Int:
                Advance();
                return new IntValue(_source, start, length);
            case TokenKind.Float:
                Advance();
                return new FloatValue(_source, start, length);
            case TokenKind.String or TokenKind.BlockString:
                return ParseStringValue();
            case TokenKind.Name:
                return ParseNameValue();
            case TokenKind.BracketLeft:
                return ParseListValue(isConst);
            case TokenKind.BraceLeft:
                return ParseObjectValue(isConst);
            case TokenKind.Dollar when isConst:
                Advance();
                throw _lexer.Error(start, _lexer.Kind == TokenKind.Name
                    ? $"Unexpected variable \"${SourceText.Shorten(_lexer.Text)}\" in constant value."
                    : $"Unexpected {TokenKind.Dollar.Describe()}.");
            case TokenKind.Dollar:
                return ParseVariable();
            default:
                throw Unexpected();
        }
    }

    private StringValue ParseStringValue()
    {
        var value = new StringValue(
            _source, _lexer.Start, _lexer.End - _lexer.Start, _lexer.Kind == TokenKind.BlockString);
        Advance();
        return value;
    }

    /// <summary>A name as a value: true, false, null, or the name of an enum value.</summary>
    private Value ParseNameValue()
    {
        var start = _lexer.Start;
        var text = _lexer.Text;
        Value value = text switch
        {
            _ when text.SequenceEqual("true"u8) => new BooleanValue(start, true),
            _ when text.SequenceEqual("false"u8) => new BooleanValue(start, false),
            _ when text.SequenceEqual("null"u8) => new NullValue(start),
            _ => new EnumValue(start, _lexer.Name),
        };
        Advance();
        return value;
    }

    private ListValue ParseListValue(bool isConst)
    {
        var start = _lexer.Start;
        EnterValue();
        Advance();
        var height = _nodes.Height;
        while (!Take(TokenKind.BracketRight))
            _nodes.Push(ParseValue(isConst));
        _valueDepth--;
        return new ListValue(start, _nodes.Take<Value>(height));
    }

    private ObjectValue ParseObjectValue(bool isConst)
    {
        var start = _lexer.Start;
        EnterValue();
        Advance();
        var height = _nodes.Height;
        while (!Take(TokenKind.BraceRight))
        {
            var name = ParseName();
            Expect(TokenKind.Colon);
            _nodes.Push(new ObjectField(name.Start, name.Value!, ParseValue(isConst)));
        }

        _valueDepth--;
        return new ObjectValue(start, _nodes.Take<ObjectField>(height));
    }

    private void EnterValue()
    {
        if (++_valueDepth > _limits.Depth)
            throw TooDeep("lists and objects of a value");
    }

    /// <summary>§2.11 #Type</summary>
    private TypeReference ParseTypeReference()
    {
        var start = _lexer.Start;
        TypeReference type;
        if (_lexer.Kind == TokenKind.BracketLeft)
        {
            if (++_valueDepth > _limits.Depth)
                throw TooDeep("list types");
            Advance();
            type = new ListTypeReference(start, ParseTypeReference());
            Expect(TokenKind.BracketRight);
            _valueDepth--;
        }
        else
        {
            type = ParseNamedType();
        }

        return Take(TokenKind.Bang) ? new NonNullTypeReference(start, type) : type;
    }

    private NamedTypeReference ParseNamedType()
    {
        var name = ParseName();
        return new NamedTypeReference(name.Start, name.Value!);
    }
}
