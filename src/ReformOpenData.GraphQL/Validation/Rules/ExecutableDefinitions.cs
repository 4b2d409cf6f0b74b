using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.GraphQL.Validation.Rules;

/// <summary>
/// §5.1.1 #sec-Executable-Definitions: a document to execute holds operations and fragments only. What other
/// definitions say is not looked at; graphql-js reports their directives and types too.
/// </summary>
internal static class ExecutableDefinitions
{
    public static void Check(ValidationContext context, Document document)
    {
        foreach (var definition in document.Definitions)
        {
            var name = definition switch
            {
                ExecutableDefinition => null,
                SchemaDefinitionNode => "schema",
                TypeDefinitionNode type => $"\"{type.Name}\"",
                DirectiveDefinitionNode directive => $"\"{directive.Name}\"",
                _ => throw new InvalidOperationException($"{definition.Kind} is not a definition."),
            };
            if (name is not null)
                context.Report($"The {name} definition is not executable.", definition.Start);
        }
    }
}
