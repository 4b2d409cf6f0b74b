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
        BindField(bindings);
        BindInputValue(bindings);
        BindEnumValue(bindings);
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
        .Property<GraphQLType>("__Type.fields", (type, field) => type is FieldsType fields
            ? fields.Fields.Where(definition => IsShown(field, definition.DeprecationReason)).ToArray()
            : null)
        .Property<GraphQLType>("__Type.interfaces", (type, _) => (type as FieldsType)?.Interfaces)
        .Property<GraphQLType>("__Type.possibleTypes", (type, _) =>
            type is InterfaceType or UnionType ? schema.PossibleTypes((CompositeType)type) : null)
        .Property<GraphQLType>("__Type.enumValues", (type, field) => type is EnumType enumType
            ? enumType.Values.Where(value => IsShown(field, value.DeprecationReason)).ToArray()
            : null)
        .Property<GraphQLType>("__Type.inputFields", (type, field) => type is InputObjectType inputObject
            ? inputObject.Fields.Where(definition => IsShown(field, definition.DeprecationReason)).ToArray()
            : null)
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

    /// <summary>§4.2.3 #sec-The-__Field-Type</summary>
    private static void BindField(Bindings bindings) => bindings
        .Leaf<FieldDefinition>("__Field.name", (field, _, ref writer) => writer.String(field.Name))
        .Leaf<FieldDefinition>("__Field.description", (field, _, ref writer) => writer.String(field.Description))
        .Property<FieldDefinition>("__Field.args", (definition, field) => Arguments(definition.Arguments, field))
        .Property<FieldDefinition>("__Field.type", (field, _) => field.Type)
        .Leaf<FieldDefinition>(
            "__Field.isDeprecated", (field, _, ref writer) => writer.Boolean(field.DeprecationReason is not null))
        .Leaf<FieldDefinition>(
            "__Field.deprecationReason", (field, _, ref writer) => writer.String(field.DeprecationReason));

    /// <summary>§4.2.4 #sec-The-__InputValue-Type</summary>
    private static void BindInputValue(Bindings bindings) => bindings
        .Leaf<InputValueDefinition>("__InputValue.name", (input, _, ref writer) => writer.String(input.Name))
        .Leaf<InputValueDefinition>(
            "__InputValue.description", (input, _, ref writer) => writer.String(input.Description))
        .Property<InputValueDefinition>("__InputValue.type", (input, _) => input.Type)
        .Leaf<InputValueDefinition>("__InputValue.defaultValue", (input, _, ref writer) =>
            writer.String(input.DefaultValue is { } value ? Printer.Print(value) : null))
        .Leaf<InputValueDefinition>(
            "__InputValue.isDeprecated", (input, _, ref writer) => writer.Boolean(input.DeprecationReason is not null))
        .Leaf<InputValueDefinition>(
            "__InputValue.deprecationReason", (input, _, ref writer) => writer.String(input.DeprecationReason));

    /// <summary>§4.2.5 #sec-The-__EnumValue-Type</summary>
    private static void BindEnumValue(Bindings bindings) => bindings
        .Leaf<EnumValueDefinition>("__EnumValue.name", (value, _, ref writer) => writer.String(value.Name))
        .Leaf<EnumValueDefinition>(
            "__EnumValue.description", (value, _, ref writer) => writer.String(value.Description))
        .Leaf<EnumValueDefinition>(
            "__EnumValue.isDeprecated", (value, _, ref writer) => writer.Boolean(value.DeprecationReason is not null))
        .Leaf<EnumValueDefinition>(
            "__EnumValue.deprecationReason", (value, _, ref writer) => writer.String(value.DeprecationReason));

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
        .Property<DirectiveDefinition>("__Directive.args", (directive, field) => Arguments(directive.Arguments, field));

    private static ArgumentDefinition[] Arguments(NamedList<ArgumentDefinition> arguments, SelectedField field) =>
        [.. arguments.Where(argument => IsShown(field, argument.DeprecationReason))];

    /// <summary>What is deprecated is shown on request only.</summary>
    private static bool IsShown(SelectedField field, string? deprecationReason) =>
        deprecationReason is null || field.Arguments["includeDeprecated"] is true;
}
