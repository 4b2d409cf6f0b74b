using ReformOpenData.Data.Queries.Model;

namespace ReformOpenData.Data.Queries;

/// <summary>Which rows a condition is asked of, and about how many.</summary>
internal readonly record struct Asked(Entity Entity, double Rows)
{
    /// <summary>The long column whose texts are at hand, since the rows are reached by them; null where none are.
    /// </summary>
    public Column? Held { get; init; }
}
