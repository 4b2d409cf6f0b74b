using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.GraphQL.Validation;

/// <summary>Two fields of one response key that cannot be merged: why, and where each side stands.</summary>
internal sealed record FieldConflict(
    string ResponseKey, string Reason, IReadOnlyList<int> Starts1, IReadOnlyList<int> Starts2)
{
    private const int MaxReasonLength = 1_000;
    private const int MaxPlaces = 20;

    /// <summary>A conflict that lies in the selection sets of two fields.</summary>
    public static FieldConflict Of(Field field1, Field field2, List<FieldConflict> below)
    {
        var reason = "";
        foreach (var conflict in below)
        {
            reason += $"{(reason.Length == 0 ? "" : " and ")}subfields \"{Abbreviate(conflict.ResponseKey)}\" "
                + $"conflict because {conflict.Reason}";
            if (reason.Length > MaxReasonLength)
                break;
        }

        return new FieldConflict(
            field1.ResponseKey,
            Abbreviate(reason),
            Places(field1, below, conflict => conflict.Starts1),
            Places(field2, below, conflict => conflict.Starts2));
    }

    public static string Abbreviate(string text) =>
        Excerpt.Of(text, MaxReasonLength);

    private static List<int> Places(
        Field field, List<FieldConflict> below, Func<FieldConflict, IReadOnlyList<int>> side)
    {
        List<int> places = [field.Start];
        foreach (var conflict in below)
        {
            places.AddRange(side(conflict).TakeLast(MaxPlaces - places.Count));
            if (places.Count == MaxPlaces)
                break;
        }

        return places;
    }
}
