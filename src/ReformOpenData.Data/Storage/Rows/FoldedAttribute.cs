using Microsoft.EntityFrameworkCore.Metadata;

namespace ReformOpenData.Data.Storage.Rows;

/// <summary>
/// A text with a sibling in its table, <c>…_folded</c>: the text as it is compared, or null where folding leaves it as
/// it is. The row does not have the sibling; it is made when the row is written.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FoldedAttribute : Attribute
{
    private const string Suffix = "Folded";

    public static bool IsOn(IReadOnlyProperty property) =>
        property.PropertyInfo?.IsDefined(typeof(FoldedAttribute), inherit: false) == true;

    /// <summary>Name of the sibling of a text.</summary>
    public static string SiblingOf(string text) => text + Suffix;

    /// <summary>Name of the text of a sibling; null for another property.</summary>
    public static string? TextOf(IReadOnlyProperty sibling) =>
        sibling.PropertyInfo is null && sibling.Name.EndsWith(Suffix, StringComparison.Ordinal)
            ? sibling.Name[..^Suffix.Length]
            : null;
}
