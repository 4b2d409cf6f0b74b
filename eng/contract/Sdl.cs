using System.Collections.Immutable;
using System.Text;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.Contract;

/// <summary>Reading nodes, and writing SDL.</summary>
internal static class Sdl
{
    public static ImmutableArray<Definition> Parse(string text) =>
        Parser.Parse(Encoding.UTF8.GetBytes(text)).Definitions;

    /// <summary>A definition or a member, below its description.</summary>
    public static string Described(string english, string japanese, string definition) =>
        $"\"\"\"\n{english}\n{japanese}\n\"\"\"\n{definition}\n";

    public static Directive? Find(this MemberDefinitionNode node, string directive) =>
        node.Directives.FirstOrDefault(applied => applied.Name == directive);

    public static Directive? Find(this TypeDefinitionNode node, string directive) =>
        node.Directives.FirstOrDefault(applied => applied.Name == directive);

    public static string? Text(this Directive directive, string argument) =>
        (directive.FindArgument(argument) as StringValue)?.Value;

    public static IReadOnlyList<StringValue> Texts(this Directive directive, string argument) =>
        directive.FindArgument(argument) is ListValue list ? [.. list.Values.Cast<StringValue>()]
        : [(StringValue)directive.FindArgument(argument)!];

    public static bool Flag(this Directive directive, string argument) =>
        (directive.FindArgument(argument) as BooleanValue)?.Value ?? true;

    public static bool IsList(this TypeReference type) =>
        type is ListTypeReference or NonNullTypeReference { OfType: ListTypeReference };

    public static string UpperFirst(string name) =>
        name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];

    /// <summary>“The name.” → “the name.”, but “SHA-256” stays.</summary>
    public static string LowerFirst(string text) =>
        text.Length > 1 && char.IsAsciiLetterUpper(text[1]) ? text : char.ToLowerInvariant(text[0]) + text[1..];

    /// <summary>“fiscalYear” → “FISCAL_YEAR”</summary>
    public static string UpperSnake(string name)
    {
        var words = name.Select(letter => char.IsAsciiLetterUpper(letter) ? $"_{letter}" : $"{letter}");
        return string.Concat(words).ToUpperInvariant();
    }
}
