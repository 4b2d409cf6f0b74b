using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Data.Queries.Model;

/// <summary>A kind of object that keeps its identity over all releases.</summary>
/// <param name="Type">The name of its type, in identifiers and in changes: <c>YearlyNarrative</c>.</param>
/// <param name="Entity">Its rows.</param>
/// <param name="List">All of them in a release, and their count: <c>narratives</c>; null for a release itself.</param>
/// <param name="Texts">The texts of it that search looks into.</param>
public sealed record NodeKind(string Type, Entity Entity, string? List, params IReadOnlyList<SearchedText> Texts);

/// <summary>A text that search looks into.</summary>
/// <param name="Kind">The kind in <c>search_text</c>.</param>
/// <param name="Field">The field in <c>search_text</c>.</param>
/// <param name="Column">The column of the object's table that holds the text.</param>
/// <param name="Name">What the texts are called together: <c>PLAN_TITLE</c>.</param>
public sealed record SearchedText(SearchKind Kind, string Field, string Column, string Name)
{
    /// <summary>Kind and field as <c>Catalog.SearchText</c> gives them: <c>3:title</c>.</summary>
    public string Stored { get; } = $"{(int)Kind}:{Field}";
}
