using System.Text.Json;
using ReformOpenData.Data.Queries;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.Server.Schema;

namespace ReformOpenData.Server.Answers;

/// <summary>
/// Tells whether an answer depends on numbered releases alone, and so holds until one is taken down: every root field is <c>release</c> with a
/// number, or <c>compare</c>, found what it names, and asks nothing that changes when another release is published. In doubt, no.
/// </summary>
internal static class NumberedRelease
{
    /// <summary>Fields that change although the release does not: whether it is the current one, was taken back or taken down.</summary>
    private static readonly string[] s_changing = ["status", "takenDownAt", "takenDownReason"];

    public static bool IsAllOf(GraphQLRequest request, ReadOnlySpan<byte> response)
    {
        // Most documents name neither, and need not be read for that.
        if (request.Document.Span.IndexOf("release"u8) < 0 && request.Document.Span.IndexOf("compare"u8) < 0)
            return false;

        // The document was executed, so it parses and every rule holds.
        var document = Parser.Parse(request.Document);
        var operations = document.Definitions.OfType<OperationDefinition>().ToList();
        var operation = operations.Count == 1 ? operations[0] : operations.Find(one => one.Name == request.OperationName);
        return operation is not null
            && operation.SelectionSet.Selections.All(selection => selection is Field field && IsNumbered(field, operation, request.Variables))
            && operation.SelectionSet.Selections.OfType<Field>().Any(field => field.Name is "release" or "compare")
            && document.Definitions.All(definition => definition switch
            {
                OperationDefinition one => IsStable(one.SelectionSet),
                FragmentDefinition fragment => IsStable(fragment.SelectionSet),
                _ => true,
            })
            && !HasNullRoot(response);
    }

    /// <summary>Whether nothing came of a request but that releases were taken down.</summary>
    public static bool IsGone(GraphQLResponse response) =>
        response.Errors.Count > 0
        && response.Errors.All(error => error.Code == DataErrorCode.Of(QueryFault.TakenDown))
        && HasOnlyNullRoots(response.Body.Span);

    private static bool HasOnlyNullRoots(ReadOnlySpan<byte> response)
    {
        var json = new Utf8JsonReader(response);
        var isData = false;
        while (json.Read())
        {
            if (json.CurrentDepth == 1 && json.TokenType == JsonTokenType.PropertyName) isData = json.ValueTextEquals("data"u8);
            else if (isData && json.CurrentDepth == 2 && json.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.Null)) return false;
            else if (!isData && json.CurrentDepth == 1 && json.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject) json.Skip();
        }
        return true;
    }

    private static bool IsNumbered(Field field, OperationDefinition operation, JsonElement variables) => field.Name switch
    {
        "__typename" => true,
        "compare" => true,
        "release" => field.Arguments.FirstOrDefault(argument => argument.Name == "number")?.Value switch
        {
            IntValue => true,
            Variable variable => IsNumber(variable.Name, operation, variables),
            _ => false,
        },
        _ => false,
    };

    private static bool IsNumber(string name, OperationDefinition operation, JsonElement variables) =>
        variables.ValueKind == JsonValueKind.Object && variables.TryGetProperty(name, out var value)
            ? value.ValueKind == JsonValueKind.Number
            : operation.VariableDefinitions.FirstOrDefault(definition => definition.Variable.Name == name)?.DefaultValue is IntValue;

    private static bool IsStable(SelectionSet selections) => selections.Selections.All(selection => selection switch
    {
        Field field => !s_changing.Contains(field.Name) && (field.SelectionSet is null || IsStable(field.SelectionSet)),
        InlineFragment inline => IsStable(inline.SelectionSet),
        _ => true,
    });

    private static bool HasNullRoot(ReadOnlySpan<byte> response)
    {
        var json = new Utf8JsonReader(response);
        while (json.Read())
        {
            if (json.CurrentDepth == 2 && json.TokenType == JsonTokenType.Null) return true;
            if (json.CurrentDepth == 2 && json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) json.Skip();
        }
        return false;
    }
}
