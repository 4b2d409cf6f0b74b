using System.Collections.Immutable;

namespace ReformOpenData.GraphQL.Language;

/// <summary>Type system definitions: §3.</summary>
public ref partial struct Parser
{
    /// <summary>§3.2 #TypeSystemDefinition; null where the keyword begins none.</summary>
    private TypeSystemDefinitionNode? ParseTypeSystemDefinition(int start, StringValue? description)
    {
        if (TakeKeyword("directive"u8))
            return ParseDirectiveDefinition(start, description);
        return ParseSchemaOrType(new DefinitionHead(start, description, IsExtension: false));
    }

    /// <summary>§3.1 #TypeSystemExtension, behind its <c>extend</c>.</summary>
    private TypeSystemDefinitionNode ParseTypeSystemExtension(int start) =>
        (_lexer.Kind == TokenKind.Name ? ParseSchemaOrType(new DefinitionHead(start, null, IsExtension: true)) : null)
            ?? throw Unexpected();

    private TypeSystemDefinitionNode? ParseSchemaOrType(DefinitionHead head)
    {
        var keyword = _lexer.Text;
        var parsed = keyword.Length switch
        {
            4 when TakeKeyword("type"u8) => ParseFieldsType(head, isInterface: false),
            4 when TakeKeyword("enum"u8) => ParseEnumType(head),
            5 when TakeKeyword("input"u8) => ParseInputObjectType(head),
            5 when TakeKeyword("union"u8) => ParseUnionType(head),
            6 when TakeKeyword("scalar"u8) => ParseScalarType(head),
            6 when TakeKeyword("schema"u8) => ParseSchema(head),
            9 when TakeKeyword("interface"u8) => ParseFieldsType(head, isInterface: true),
            _ => (TypeSystemDefinitionNode?)null,
        };
        return parsed;
    }

    /// <summary>
    /// §3.3 #SchemaDefinition; an extension may leave out the operation types where it has directives.
    /// </summary>
    private SchemaDefinitionNode ParseSchema(DefinitionHead head)
    {
        var directives = ParseDirectives(isConst: true);
        var height = _nodes.Height;
        if (!head.IsExtension || _lexer.Kind == TokenKind.BraceLeft)
        {
            Expect(TokenKind.BraceLeft);
            do
            {
                var operationStart = _lexer.Start;
                var operation = ParseOperationType();
                Expect(TokenKind.Colon);
                _nodes.Push(new OperationTypeDefinitionNode(operationStart, operation, ParseNamedType()));
            }
            while (!Take(TokenKind.BraceRight));
        }

        var operationTypes = _nodes.Take<OperationTypeDefinitionNode>(height);
        NeedOne(head, directives.Length + operationTypes.Length);
        return new SchemaDefinitionNode(head, directives, operationTypes);
    }

    private ScalarTypeDefinitionNode ParseScalarType(DefinitionHead head)
    {
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        NeedOne(head, directives.Length);
        return new ScalarTypeDefinitionNode(head, name, directives);
    }

    private FieldsDefinitionNode ParseFieldsType(DefinitionHead head, bool isInterface)
    {
        var name = ParseName();
        var interfaces = ParseImplementsInterfaces();
        var directives = ParseDirectives(isConst: true);
        var fields = ParseFieldsDefinition();
        NeedOne(head, interfaces.Length + directives.Length + fields.Length);
        return isInterface
            ? new InterfaceTypeDefinitionNode(head, name, interfaces, directives, fields)
            : new ObjectTypeDefinitionNode(head, name, interfaces, directives, fields);
    }

    private UnionTypeDefinitionNode ParseUnionType(DefinitionHead head)
    {
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        var types = Take(TokenKind.Equals) ? ParseNamedTypes(TokenKind.Pipe) : [];
        NeedOne(head, directives.Length + types.Length);
        return new UnionTypeDefinitionNode(head, name, directives, types);
    }

    private EnumTypeDefinitionNode ParseEnumType(DefinitionHead head)
    {
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        var height = _nodes.Height;
        if (Take(TokenKind.BraceLeft))
        {
            do
                _nodes.Push(ParseEnumValueDefinition());
            while (!Take(TokenKind.BraceRight));
        }

        var values = _nodes.Take<EnumValueDefinitionNode>(height);
        NeedOne(head, directives.Length + values.Length);
        return new EnumTypeDefinitionNode(head, name, directives, values);
    }

    private EnumValueDefinitionNode ParseEnumValueDefinition()
    {
        var start = _lexer.Start;
        var description = ParseDescription();
        if (IsKeyword("true"u8) || IsKeyword("false"u8) || IsKeyword("null"u8))
            throw _lexer.Error(_lexer.Start, $"{DescribeToken()} is reserved and cannot be used for an enum value.");
        return new EnumValueDefinitionNode(start, description, ParseName(), ParseDirectives(isConst: true));
    }

    private InputObjectTypeDefinitionNode ParseInputObjectType(DefinitionHead head)
    {
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        var fields = ParseInputValueDefinitions(TokenKind.BraceLeft, TokenKind.BraceRight);
        NeedOne(head, directives.Length + fields.Length);
        return new InputObjectTypeDefinitionNode(head, name, directives, fields);
    }

    /// <summary>An extension that extends nothing is a syntax error.</summary>
    private readonly void NeedOne(DefinitionHead head, int parts)
    {
        if (head.IsExtension && parts == 0)
            throw Unexpected();
    }

    private ImmutableArray<NamedTypeReference> ParseImplementsInterfaces() =>
        TakeKeyword("implements"u8) ? ParseNamedTypes(TokenKind.Amp) : [];

    private ImmutableArray<NamedTypeReference> ParseNamedTypes(TokenKind delimiter)
    {
        Take(delimiter);
        var height = _nodes.Height;
        do
            _nodes.Push(ParseNamedType());
        while (Take(delimiter));
        return _nodes.Take<NamedTypeReference>(height);
    }

    private ImmutableArray<FieldDefinitionNode> ParseFieldsDefinition()
    {
        if (!Take(TokenKind.BraceLeft))
            return [];
        var height = _nodes.Height;
        do
        {
            var start = _lexer.Start;
            var description = ParseDescription();
            var name = ParseName();
            var arguments = ParseInputValueDefinitions(TokenKind.ParenLeft, TokenKind.ParenRight);
            Expect(TokenKind.Colon);
            var type = ParseTypeReference();
            _nodes.Push(
                new FieldDefinitionNode(start, description, name, arguments, type, ParseDirectives(isConst: true)));
        }
        while (!Take(TokenKind.BraceRight));
        return _nodes.Take<FieldDefinitionNode>(height);
    }

    /// <summary>#ArgumentsDefinition in parentheses, #InputFieldsDefinition in braces.</summary>
    private ImmutableArray<InputValueDefinitionNode> ParseInputValueDefinitions(TokenKind open, TokenKind close)
    {
        if (!Take(open))
            return [];
        var height = _nodes.Height;
        do
        {
            var start = _lexer.Start;
            var description = ParseDescription();
            var name = ParseName();
            Expect(TokenKind.Colon);
            var type = ParseTypeReference();
            var defaultValue = Take(TokenKind.Equals) ? ParseValue(isConst: true) : null;
            var directives = ParseDirectives(isConst: true);
            _nodes.Push(new InputValueDefinitionNode(start, description, name, type, defaultValue, directives));
        }
        while (!Take(close));
        return _nodes.Take<InputValueDefinitionNode>(height);
    }

    /// <summary>§3.13 #DirectiveDefinition, behind its keyword.</summary>
    private DirectiveDefinitionNode ParseDirectiveDefinition(int start, StringValue? description)
    {
        Expect(TokenKind.At);
        var name = ParseName();
        var arguments = ParseInputValueDefinitions(TokenKind.ParenLeft, TokenKind.ParenRight);
        var isRepeatable = TakeKeyword("repeatable"u8);
        ExpectKeyword("on"u8);
        Take(TokenKind.Pipe);
        var locations = ImmutableArray.CreateBuilder<DirectiveLocation>();
        do
        {
            if (_lexer.Kind != TokenKind.Name)
                throw Expected(TokenKind.Name.Describe());
            if (!DirectiveLocations.TryParse(_lexer.Name, out var location))
                throw UnexpectedName();
            locations.Add(location);
            Advance();
        }
        while (Take(TokenKind.Pipe));
        return new DirectiveDefinitionNode(start, description, name, arguments, isRepeatable, locations.ToImmutable());
    }
}
