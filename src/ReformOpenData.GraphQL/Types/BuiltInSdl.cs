namespace ReformOpenData.GraphQL.Types;

/// <summary>What the specification adds to every schema, as SDL: §3.5, §3.13, §4.2 #sec-Schema-Introspection.</summary>
internal static class BuiltInSdl
{
    public static ReadOnlyMemory<byte> Utf8 { get; } = Text.ToArray();

    private static ReadOnlySpan<byte> Text => """"
        "A whole number from -2^31 to 2^31-1."
        scalar Int
        "A number with a fraction, as IEEE 754 double precision holds it."
        scalar Float
        "Text, as a sequence of Unicode code points."
        scalar String
        "True or false."
        scalar Boolean
        "An identifier: opaque text, written as a string and read from a string or a whole number."
        scalar ID

        "What the server offers: its types, its directives and where operations begin."
        type __Schema {
          description: String
          "Every type of the schema."
          types: [__Type!]!
          "Where queries begin."
          queryType: __Type!
          "Where mutations begin; null where there are none."
          mutationType: __Type
          "Where subscriptions begin; null where there are none."
          subscriptionType: __Type
          "Every directive of the schema."
          directives: [__Directive!]!
        }

        "A type, or a list or non-null type around one; `kind` tells which of the fields have a value."
        type __Type {
          kind: __TypeKind!
          name: String
          description: String
          specifiedByURL: String
          fields(includeDeprecated: Boolean! = false): [__Field!]
          interfaces: [__Type!]
          possibleTypes: [__Type!]
          enumValues(includeDeprecated: Boolean! = false): [__EnumValue!]
          inputFields(includeDeprecated: Boolean! = false): [__InputValue!]
          ofType: __Type
          isOneOf: Boolean
        }

        "The kinds of types."
        enum __TypeKind {
          "A leaf with a value of its own."
          SCALAR
          "Has `fields` and `interfaces`."
          OBJECT
          "Has `fields`, `interfaces` and `possibleTypes`."
          INTERFACE
          "Has `possibleTypes`."
          UNION
          "Has `enumValues`."
          ENUM
          "Has `inputFields`."
          INPUT_OBJECT
          "A list of its `ofType`."
          LIST
          "Its `ofType`, but never null."
          NON_NULL
        }

        "A field of an object or interface type."
        type __Field {
          name: String!
          description: String
          args(includeDeprecated: Boolean! = false): [__InputValue!]!
          type: __Type!
          isDeprecated: Boolean!
          deprecationReason: String
        }

        "An argument of a field or directive, or a field of an input object type."
        type __InputValue {
          name: String!
          description: String
          type: __Type!
          "The default value as GraphQL writes it; null where there is none."
          defaultValue: String
          isDeprecated: Boolean!
          deprecationReason: String
        }

        "A value of an enum type."
        type __EnumValue {
          name: String!
          description: String
          isDeprecated: Boolean!
          deprecationReason: String
        }

        "A directive: an instruction to the server beside a part of a document."
        type __Directive {
          name: String!
          description: String
          isRepeatable: Boolean!
          locations: [__DirectiveLocation!]!
          args(includeDeprecated: Boolean! = false): [__InputValue!]!
        }

        "The places where a directive may stand."
        enum __DirectiveLocation {
          "On a query."
          QUERY
          "On a mutation."
          MUTATION
          "On a subscription."
          SUBSCRIPTION
          "On a field."
          FIELD
          "On a fragment definition."
          FRAGMENT_DEFINITION
          "On a fragment spread."
          FRAGMENT_SPREAD
          "On an inline fragment."
          INLINE_FRAGMENT
          "On the definition of a variable."
          VARIABLE_DEFINITION
          "On the schema definition."
          SCHEMA
          "On a scalar type."
          SCALAR
          "On an object type."
          OBJECT
          "On the definition of a field."
          FIELD_DEFINITION
          "On the definition of an argument."
          ARGUMENT_DEFINITION
          "On an interface type."
          INTERFACE
          "On a union type."
          UNION
          "On an enum type."
          ENUM
          "On the definition of an enum value."
          ENUM_VALUE
          "On an input object type."
          INPUT_OBJECT
          "On the definition of an input field."
          INPUT_FIELD_DEFINITION
        }

        "Takes the selection in only when the argument is true."
        directive @include("Whether to take it in." if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT

        "Leaves the selection out when the argument is true."
        directive @skip("Whether to leave it out." if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT

        "Marks what should no longer be used."
        directive @deprecated(
          "Why, and what to use instead, in Markdown."
          reason: String! = "No longer supported"
        ) on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE

        "Says where the behaviour of a custom scalar is specified."
        directive @specifiedBy("The URL of the specification." url: String!) on SCALAR

        "Says that exactly one field of the input object must be given, and that one not null."
        directive @oneOf on INPUT_OBJECT
        """"u8;
}
