using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.GraphQL.Validation.Rules;

/// <summary>§5.2.2.1 #sec-Operation-Name-Uniqueness</summary>
internal sealed class OperationNameUniqueness(ValidationContext context)
{
    private readonly Dictionary<string, int> _nameStarts = new(StringComparer.Ordinal);

    public void Check(OperationDefinition operation)
    {
        if (operation.Name is { } name && !_nameStarts.TryAdd(name, operation.NameStart))
            context.Report(
                $"There can be only one operation named \"{name}\".", _nameStarts[name], operation.NameStart);
    }
}
