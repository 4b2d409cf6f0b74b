using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.GraphQL.Validation.Rules;

/// <summary>§5.5.1.1 #sec-Fragment-Name-Uniqueness</summary>
internal sealed class FragmentNameUniqueness(ValidationContext context)
{
    private readonly Dictionary<string, int> _nameStarts = new(StringComparer.Ordinal);

    public void Check(FragmentDefinition fragment)
    {
        if (!_nameStarts.TryAdd(fragment.Name, fragment.NameStart))
            context.Report(
                $"There can be only one fragment named \"{fragment.Name}\".",
                _nameStarts[fragment.Name],
                fragment.NameStart);
    }
}
