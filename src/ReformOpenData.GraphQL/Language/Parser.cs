using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace ReformOpenData.GraphQL.Language;

/// <summary>
/// Reads a document into its tree by recursive descent (§2 #sec-Language, Appendix B). One method per production, named
/// after it. The first fault ends the parse. Recursion is bounded by a limit on nesting.
/// </summary>
public ref partial struct Parser
{
    /// <summary>Bounds of a schema's own text, which is ours and not a client's, and of tools.</summary>
    internal static readonly Limits s_widest = new() { BodyBytes = 16 * 1024 * 1024, Tokens = 1_000_000, Depth = 200 };

    private readonly Source _source;
    private readonly Limits _limits;
    private Lexer _lexer;
    private NodeStack _nodes;
    private readonly int _maxCount;
    private int _selectionDepth;
    private int _valueDepth;

    private Parser(ReadOnlyMemory<byte> utf8, Limits? limits, Span<NodeStack.Slot> slots)
    {
        _source = new Source(utf8);
        _limits = limits ?? s_widest;
        // The end of the file counts for the lexer, and is no token of the document.
        _maxCount = _limits.Tokens + 1;
        var text = utf8.Span;
        _lexer = new Lexer(_source, text);
        if (text.Length > _limits.BodyBytes)
            throw TooManyBytes();
        if (!Utf8.IsValid(text))
            throw InvalidEncoding();
        _nodes = new NodeStack(slots);
        Advance();
    }

    /// <summary>Reads a document.</summary>
    /// <param name="utf8">The text, which the document keeps; it must not change afterwards.</param>
    /// <param name="limits">
    /// <see cref="Limits.BodyBytes"/>, <see cref="Limits.Tokens"/> and <see cref="Limits.Depth"/> bound the text;
    /// without them 16 MiB, a million tokens and 200 levels do.
    /// </param>
    /// <exception cref="GraphQLSyntaxException">The text is no document, or exceeds a limit.</exception>
    public static Document Parse(ReadOnlyMemory<byte> utf8, Limits? limits = null)
    {
        var slots = default(NodeStack.FirstSlots);
        var parser = new Parser(utf8, limits, slots);
        return parser.ParseDocument();
    }

    /// <summary>§2.2 #Document</summary>
    private Document ParseDocument()
    {
        var height = _nodes.Height;
        do
            _nodes.Push(ParseDefinition());
        while (_lexer.Kind != TokenKind.EndOfFile);
        return new Document(_source, _nodes.Take<Definition>(height), _lexer.Count - 1);
    }

    /// <summary>§2.2 #Definition, §3.1 #TypeSystemDefinitionOrExtension</summary>
    private Definition ParseDefinition()
    {
        var start = _lexer.Start;
        if (_lexer.Kind == TokenKind.BraceLeft)
            return new OperationDefinition(
                start, null, OperationType.Query, new Name(null, start), [], [], ParseSelectionSet());
        var description = ParseDescription();
        if (_lexer.Kind == TokenKind.Name)
        {
            var definition = (Definition?)ParseExecutableDefinition(start, description)
                ?? ParseTypeSystemDefinition(start, description);
            if (definition is not null)
                return definition;
            if (description is not null)
                throw _lexer.Error(start, "Unexpected description, only GraphQL definitions support descriptions.");
            if (TakeKeyword("extend"u8))
                return ParseTypeSystemExtension(start);
        }

        if (description is not null && _lexer.Kind == TokenKind.BraceLeft)
            throw _lexer.Error(start, "Unexpected description, descriptions are not supported on shorthand queries.");
        throw Unexpected();
    }

    private StringValue? ParseDescription() =>
        _lexer.Kind is TokenKind.String or TokenKind.BlockString ? ParseStringValue() : null;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Name ParseName()
    {
        if (_lexer.Kind != TokenKind.Name)
            throw Expected(TokenKind.Name.Describe());
        var name = new Name(_lexer.Name, _lexer.Start);
        Advance();
        return name;
    }

    private void Advance()
    {
        _lexer.Advance();
        if (_lexer.Count >= _maxCount && (_lexer.Count > _maxCount || _lexer.Kind != TokenKind.EndOfFile))
            throw TooManyTokens();
    }

    private void Expect(TokenKind kind)
    {
        if (_lexer.Kind != kind)
            throw Expected(kind.Describe());
        Advance();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Take(TokenKind kind)
    {
        if (_lexer.Kind != kind)
            return false;
        Advance();
        return true;
    }

    private readonly bool IsKeyword(ReadOnlySpan<byte> keyword) =>
        _lexer.Kind == TokenKind.Name && _lexer.Text.SequenceEqual(keyword);

    private bool TakeKeyword(ReadOnlySpan<byte> keyword)
    {
        if (!IsKeyword(keyword))
            return false;
        Advance();
        return true;
    }

    private void ExpectKeyword(ReadOnlySpan<byte> keyword)
    {
        if (!TakeKeyword(keyword))
            throw Expected($"\"{System.Text.Encoding.ASCII.GetString(keyword)}\"");
    }
}
