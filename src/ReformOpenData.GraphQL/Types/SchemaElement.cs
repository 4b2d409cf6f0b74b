using System.Collections.Immutable;
using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.GraphQL.Types;

/// <summary>
/// Anything of a schema that has a name: a type, field, argument, input field, enum value or directive.
/// </summary>
public interface ISchemaElement
{
    string Name { get; }

    /// <summary>Markdown, or null where the SDL gives none.</summary>
    string? Description { get; }

    /// <summary>The directives on the definition and its extensions, in the order of the SDL.</summary>
    ImmutableArray<Directive> AppliedDirectives { get; }

    /// <summary>
    /// Schema coordinate (§3.14 #sec-Schema-Coordinates): <c>Type</c>, <c>Type.field</c>, <c>Type.field(argument:)</c>,
    /// <c>@directive</c> …
    /// </summary>
    string Coordinate { get; }
}

/// <summary>Looks at applied directives.</summary>
public static class SchemaElements
{
    /// <summary>The first directive of this name on the element.</summary>
    public static Directive? FindDirective(this ISchemaElement element, string name)
    {
        foreach (var directive in element.AppliedDirectives)
        {
            if (directive.Name == name)
                return directive;
        }

        return null;
    }

    /// <summary>The literal of an argument, as written; null where it is left out.</summary>
    public static Value? FindArgument(this Directive directive, string name)
    {
        foreach (var argument in directive.Arguments)
        {
            if (argument.Name == name)
                return argument.Value;
        }

        return null;
    }
}
