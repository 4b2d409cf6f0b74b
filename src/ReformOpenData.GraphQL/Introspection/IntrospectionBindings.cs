using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Introspection;

/// <summary>Answers the introspection of a schema (§4.2 #sec-Schema-Introspection) from the schema itself.</summary>
internal static class IntrospectionBindings
{
    /// <summary>The bindings of <c>__schema</c>, <c>__type</c> and the introspection types.</summary>
    public static Bindings Make(Schema schema)
    {
        var bindings = new Bindings()
            .Property<object>("__schema", (_, _) => schema)
            .Property<object>("__type", (_, field) => schema.Types.Find((string)field.Arguments["name"]!));
        BindSchema(bindings);
        BindType(bindings, schema);
        BindMembers(bindings);
        BindDirective(bindings);
        return bindings;
    }

    /// <summary>§4.2.1 #sec-The-__Schema-Type</summary>
    private static void BindSchema(Bindings bindings) => bindings
        .Leaf<Schema>("__Schema.description", (schema, _, ref writer) => writer.String(schema.Description))
        .Property<Schema>("__Schema.types", (schema, _) => schema.Types)
        .Property<Schema>("__Schema.queryType", (schema, _) => schema.QueryType)
        .Property<Schema>("__Schema.mutationType", (schema, _) => schema.MutationType)
        .Property<Schema>("__Schema.subscriptionType", (schema, _) => schema.SubscriptionType)
        .Property<Schema>("__Schema.directives", (schema, _) => schema.Directives);

    /// <summary>§4.2.2 #sec-The-__Type-Type</summary>
    private static void BindType(Bindings bindings, Schema schema) => bindings
        .Leaf<GraphQLType>("__Type.kind", (type, _, ref writer) => writer.Enum(type switch
        {
            ListType => "LIST",
            NonNullType => "NON_NULL",
            _ => type.Named.Kind,
        }))
        .Leaf<GraphQLType>("__Type.name", (type, _, ref writer) => writer.String((type as NamedType)?.Name))
        .Leaf<GraphQLType>(
            "__Type.description", (type, _, ref writer) => writer.String((type as NamedType)?.Description))
        .Leaf<GraphQLType>(
            "__Type.specifiedByURL", (type, _, ref writer) => writer.String((type as ScalarType)?.SpecifiedByUrl))
        .Property<GraphQLType>("__Type.fields", (type, field) => Shown((type as FieldsType)?.Fields, field))
        .Property<GraphQLType>("__Type.interfaces", (type, _) => (type as FieldsType)?.Interfaces)
        .Property<GraphQLType>("__Type.possibleTypes", (type, _) =>
            type is InterfaceType or UnionType ? schema.PossibleTypes((CompositeType)type) : null)
        .Property<GraphQLType>("__Type.enumValues", (type, field) => Shown((type as EnumType)?.Values, field))
        .Property<GraphQLType>("__Type.inputFields", (type, field) => Shown((type as InputObjectType)?.Fields, field))
        .Property<GraphQLType>("__Type.ofType", (type, _) => type switch
        {
            ListType list => list.OfType,
            NonNullType nonNull => nonNull.OfType,
            _ => null,
        })
        .Leaf<GraphQLType>("__Type.isOneOf", (type, _, ref writer) =>
        {
            if (type is InputObjectType inputObject)
                writer.Boolean(inputObject.IsOneOf);
            else
                writer.Null();
        });

    /// <summary>
    /// §4.2.3 #sec-The-__Field-Type, §4.2.4 #sec-The-__InputValue-Type and §4.2.5 #sec-The-__EnumValue-Type
    /// </summary>
    private static void BindMembers(Bindings bindings)
    {
        foreach (var type in (string[])["__Field", "__InputValue", "__EnumValue"])
        {
            bindings
                .Leaf<SchemaMember>($"{type}.name", (member, _, ref writer) => writer.String(member.Name))
                .Leaf<SchemaMember>($"{type}.description", (member, _, ref writer) => writer.String(member.Description))
                .Leaf<SchemaMember>(
                    $"{type}.isDeprecated",
                    (member, _, ref writer) => writer.Boolean(member.DeprecationReason is not null))
                .Leaf<SchemaMember>(
                    $"{type}.deprecationReason", (member, _, ref writer) => writer.String(member.DeprecationReason));
        }

        bindings
            .Property<FieldDefinition>("__Field.args", (definition, field) => Shown(definition.Arguments, field))
            .Property<FieldDefinition>("__Field.type", (field, _) => field.Type)
            .Property<InputValueDefinition>("__InputValue.type", (input, _) => input.Type)
            .Leaf<InputValueDefinition>("__InputValue.defaultValue", (input, _, ref writer) =>
                writer.String(input.DefaultValue is { } value ? Printer.Print(value) : null));
    }

    /// <summary>§4.2.6 #sec-The-__Directive-Type</summary>
    private static void BindDirective(Bindings bindings) => bindings
        .Leaf<DirectiveDefinition>("__Directive.name", (directive, _, ref writer) => writer.String(directive.Name))
        .Leaf<DirectiveDefinition>(
            "__Directive.description", (directive, _, ref writer) => writer.String(directive.Description))
        .Leaf<DirectiveDefinition>(
            "__Directive.isRepeatable", (directive, _, ref writer) => writer.Boolean(directive.IsRepeatable))
        .Leaf<DirectiveDefinition>("__Directive.locations", (directive, _, ref writer) =>
        {
            writer.StartList();
            foreach (var location in directive.Locations)
                writer.Enum(location.ToName());
            writer.EndList();
        })
        .Property<DirectiveDefinition>("__Directive.args", (directive, field) => Shown(directive.Arguments, field));

    /// <summary>Members, without those that are deprecated unless they are asked for.</summary>
    private static T[]? Shown<T>(NamedList<T>? members, SelectedField field)
        where T : SchemaMember =>
        members?.Where(one => one.DeprecationReason is null || field.Arguments["includeDeprecated"] is true).ToArray();
}
