namespace ReformOpenData.GraphQL.Types.Checks;

/// <summary>
/// §3.13 #sec-Type-System.Directives: a directive definition must not use itself, not on its arguments, and not through
/// the types of those or other directives. graphql-js does not look for it.
/// </summary>
internal static class DirectiveCycles
{
    public static void Check(IReadOnlyList<DirectiveDefinition> directives, SchemaErrors errors)
    {
        var byName = directives.DistinctBy(directive => directive.Name, StringComparer.Ordinal)
            .ToDictionary(directive => directive.Name, StringComparer.Ordinal);
        foreach (var directive in directives)
        {
            var reached = new HashSet<ISchemaElement>();
            var open = new Stack<ISchemaElement>([directive]);
            while (open.TryPop(out var element))
            {
                foreach (var used in Uses(element, byName).Where(reached.Add))
                    open.Push(used);
            }

            if (reached.Contains(directive))
            {
                errors.Report(
                    $"Directive \"{directive}\" must not refer to itself, directly or through other directives and "
                    + "types.",
                    directive.Node);
            }
        }
    }

    /// <summary>The directives on a definition and its members, and the input types of those.</summary>
    private static IEnumerable<ISchemaElement> Uses(
        ISchemaElement element, Dictionary<string, DirectiveDefinition> directives)
    {
        IEnumerable<ISchemaElement> members = element switch
        {
            DirectiveDefinition directive => directive.Arguments.Items,
            InputObjectType input => input.Fields.Items,
            EnumType @enum => @enum.Values.Items,
            _ => [],
        };
        foreach (var member in members.Append(element))
        {
            foreach (var applied in member.AppliedDirectives)
            {
                if (directives.TryGetValue(applied.Name, out var used))
                    yield return used;
            }

            if (member is InputValueDefinition { Type.Named: ScalarType or EnumType or InputObjectType } input)
                yield return input.Type.Named;
        }
    }
}
