using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Introspection;

internal static class IntrospectionBindings
{
    public static Bindings Make(Schema schema) => new();
}
