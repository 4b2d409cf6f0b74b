using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.GraphQL.Validation.Rules;

/// <summary>§5.2.3.1 #sec-Lone-Anonymous-Operation: an operation without name is the only one.</summary>
internal sealed class LoneAnonymousOperation(ValidationContext context)
{
    private readonly int _operations = context.Document.Definitions.Count(
        definition => definition is OperationDefinition);

    public void Check(OperationDefinition operation)
    {
        if (operation.Name is null && _operations > 1)
            context.Report("This anonymous operation must be the only defined operation.", operation.Start);
    }
}
