using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Validation;

/// <summary>Checks a document against a schema by every rule of §5 (#sec-Validation).</summary>
public static class Validator
{
    /// <summary>After this many errors a run ends, with one more that says so.</summary>
    public const int MaxErrors = 100;

    /// <summary>All errors of the document, in the order of graphql-js; none where it may be executed.</summary>
    /// <param name="schema">A valid schema.</param>
    /// <param name="document">Any document that was parsed, of executable definitions or not.</param>
    public static IReadOnlyList<GraphQLError> Validate(Schema schema, Document document)
    {
        var context = new ValidationContext(schema, document);
        new DocumentTraversal(context).Visit();
        return context.Errors;
    }
}
