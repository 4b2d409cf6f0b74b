using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Types;
using GraphQLSchema = ReformOpenData.GraphQL.Types.Schema;

namespace ReformOpenData.Server.Schema;

/// <summary>
/// The releases of an operation that depends on no other: every root field is <c>release</c> with a number, or
/// <c>compare</c>, and nothing is asked that changes when another release is published. In doubt, none.
/// </summary>
internal sealed class NumberedReleases(GraphQLSchema schema)
{
    /// <summary>
    /// Change although the release does not: whether it is the current one, was taken back or taken down.
    /// </summary>
    private static readonly string[] Changing =
        ["Release.status", "Release.withdrawnAt", "Release.takenDownAt", "Release.takenDownReason"];

    /// <summary>The numbers in ascending order; none where the answer may change with the next publication.</summary>
    public IReadOnlyList<int> Of(IReadOnlyList<SelectedField> rootFields)
    {
        var numbers = new SortedSet<int>();
        foreach (var field in rootFields)
        {
            if (field.Definition.Name == "__typename")
                continue;
            if (field.Definition.Name == "release" && field.Arguments.TryGet<int>("number", out var number))
            {
                numbers.Add(number);
            }
            else if (field.Definition.Name == "compare"
                && field.Arguments.TryGet<int>("from", out var from) && field.Arguments.TryGet<int>("to", out var to))
            {
                numbers.Add(from);
                numbers.Add(to);
            }
            else
            {
                return [];
            }

            if (Changes(field))
                return [];
        }

        return [.. numbers];
    }

    private bool Changes(SelectedField field) =>
        Changing.Contains(field.Definition.Coordinate)
        || (field.Definition.Type.Named is CompositeType type
            && schema.PossibleTypes(type).Any(possible => field.Fields(possible).Any(Changes)));
}
