using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.GraphQL.Validation.Rules;

/// <summary>§5.2.1.1 #sec-Operation-Type-Existence: the schema has a root type for the operation.</summary>
internal static class OperationTypeExistence
{
    public static void Check(ValidationContext context, OperationDefinition operation)
    {
        if (context.Schema.RootType(operation.Operation) is null)
            context.Report(
                $"The {Name(operation.Operation)} operation is not supported by the schema.", operation.Start);
    }

    private static string Name(OperationType operation) => operation switch
    {
        OperationType.Query => "query",
        OperationType.Mutation => "mutation",
        _ => "subscription",
    };
}
