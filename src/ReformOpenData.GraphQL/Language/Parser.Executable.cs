using System.Collections.Immutable;

namespace ReformOpenData.GraphQL.Language;

/// <summary>Executable definitions: §2.3 to §2.8.</summary>
public ref partial struct Parser
{
    /// <summary>§2.2 #ExecutableDefinition; null where the keyword begins none.</summary>
    private ExecutableDefinition? ParseExecutableDefinition(int start, StringValue? description)
    {
        if (OperationTypeOf(_lexer.Text) is { } operation)
            return ParseOperationDefinition(start, description, operation);
        return TakeKeyword("fragment"u8) ? ParseFragmentDefinition(start, description) : null;
    }

    /// <summary>§2.3 #OperationDefinition</summary>
    private OperationDefinition ParseOperationDefinition(int start, StringValue? description, OperationType operation)
    {
        Advance();
        var name = _lexer.Kind == TokenKind.Name ? ParseName() : new Name(null, start);
        var variableDefinitions = ParseVariableDefinitions();
        var directives = ParseDirectives(isConst: false);
        return new OperationDefinition(
            start, description, operation, name, variableDefinitions, directives, ParseSelectionSet());
    }

    private static OperationType? OperationTypeOf(ReadOnlySpan<byte> keyword) => keyword switch
    {
        _ when keyword.SequenceEqual("query"u8) => OperationType.Query,
        _ when keyword.SequenceEqual("mutation"u8) => OperationType.Mutation,
        _ when keyword.SequenceEqual("subscription"u8) => OperationType.Subscription,
        _ => null,
    };

    /// <summary>§2.3 #OperationType</summary>
    private OperationType ParseOperationType()
    {
        if (_lexer.Kind != TokenKind.Name)
            throw Expected(TokenKind.Name.Describe());
        var operation = OperationTypeOf(_lexer.Text) ?? throw UnexpectedName();
        Advance();
        return operation;
    }

    /// <summary>§2.10 #VariablesDefinition</summary>
    private ImmutableArray<VariableDefinition> ParseVariableDefinitions()
    {
        if (!Take(TokenKind.ParenLeft))
            return [];
        var height = _nodes.Height;
        do
            _nodes.Push(ParseVariableDefinition());
        while (!Take(TokenKind.ParenRight));
        return _nodes.Take<VariableDefinition>(height);
    }

    private VariableDefinition ParseVariableDefinition()
    {
        var start = _lexer.Start;
        var description = ParseDescription();
        var variable = ParseVariable();
        Expect(TokenKind.Colon);
        var type = ParseTypeReference();
        var defaultValue = Take(TokenKind.Equals) ? ParseValue(isConst: true) : null;
        return new VariableDefinition(start, description, variable, type, defaultValue, ParseDirectives(isConst: true));
    }

    private Variable ParseVariable()
    {
        var start = _lexer.Start;
        Expect(TokenKind.Dollar);
        return new Variable(start, ParseName());
    }

    /// <summary>§2.4 #SelectionSet</summary>
    private SelectionSet ParseSelectionSet()
    {
        var start = _lexer.Start;
        if (_lexer.Kind == TokenKind.BraceLeft && ++_selectionDepth > _limits.Depth)
            throw TooDeep("selection sets");
        Expect(TokenKind.BraceLeft);
        var height = _nodes.Height;
        do
            _nodes.Push(_lexer.Kind == TokenKind.Spread ? ParseFragment() : ParseField());
        while (!Take(TokenKind.BraceRight));
        _selectionDepth--;
        return new SelectionSet(start, _nodes.Take<Selection>(height));
    }

    /// <summary>§2.5 #Field</summary>
    private Field ParseField()
    {
        var start = _lexer.Start;
        var name = ParseName().Value!;
        if (_lexer.Kind is TokenKind.Name or TokenKind.BraceRight)
            return new Field(start, name, null);
        if (_lexer.Kind == TokenKind.BraceLeft)
            return new Field(start, name, ParseSelectionSet());
        string? alias = null;
        if (Take(TokenKind.Colon))
        {
            alias = name;
            name = ParseName().Value!;
        }

        var arguments = ParseArguments(isConst: false);
        var directives = ParseDirectives(isConst: false);
        var selectionSet = _lexer.Kind == TokenKind.BraceLeft ? ParseSelectionSet() : null;
        return new Field(start, alias, name, arguments, directives, selectionSet);
    }

    /// <summary>§2.6 #Arguments</summary>
    private ImmutableArray<Argument> ParseArguments(bool isConst)
    {
        if (!Take(TokenKind.ParenLeft))
            return ImmutableArray<Argument>.Empty;
        var height = _nodes.Height;
        do
        {
            var name = ParseName();
            Expect(TokenKind.Colon);
            _nodes.Push(new Argument(name.Start, name.Value!, ParseValue(isConst)));
        }
        while (!Take(TokenKind.ParenRight));
        return _nodes.Take<Argument>(height);
    }

    /// <summary>§2.8 #FragmentSpread, #InlineFragment</summary>
    private Selection ParseFragment()
    {
        var start = _lexer.Start;
        Expect(TokenKind.Spread);
        var hasTypeCondition = TakeKeyword("on"u8);
        if (!hasTypeCondition && _lexer.Kind == TokenKind.Name)
            return new FragmentSpread(start, ParseName(), ParseDirectives(isConst: false));
        var typeCondition = hasTypeCondition ? ParseNamedType() : null;
        var directives = ParseDirectives(isConst: false);
        return new InlineFragment(start, typeCondition, directives, ParseSelectionSet());
    }

    /// <summary>§2.8 #FragmentDefinition, behind its keyword.</summary>
    private FragmentDefinition ParseFragmentDefinition(int start, StringValue? description)
    {
        if (IsKeyword("on"u8))
            throw Unexpected();
        var name = ParseName();
        ExpectKeyword("on"u8);
        var typeCondition = ParseNamedType();
        var directives = ParseDirectives(isConst: false);
        return new FragmentDefinition(start, description, name, typeCondition, directives, ParseSelectionSet());
    }

    /// <summary>§2.12 #Directives</summary>
    private ImmutableArray<Directive> ParseDirectives(bool isConst)
    {
        if (_lexer.Kind != TokenKind.At)
            return ImmutableArray<Directive>.Empty;
        var height = _nodes.Height;
        do
        {
            var start = _lexer.Start;
            Advance();
            _nodes.Push(new Directive(start, ParseName().Value!, ParseArguments(isConst)));
        }
        while (_lexer.Kind == TokenKind.At);
        return _nodes.Take<Directive>(height);
    }
}
