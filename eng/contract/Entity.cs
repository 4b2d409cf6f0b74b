using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.Contract;

/// <summary>A type with <c>@entity</c>: it has a filter and, unless it says otherwise, an order.</summary>
/// <param name="Node">The type as written.</param>
/// <param name="One">“reform item”</param>
/// <param name="Many">“reform items”</param>
/// <param name="Japanese">改革項目</param>
/// <param name="Pages">Null where there is no connection of it.</param>
internal sealed record Entity(
    ObjectTypeDefinitionNode Node, string One, string Many, string Japanese, bool IsOrdered, Pages? Pages)
{
    public string Name => Node.Name;

    public string Filter => $"{Name}FilterInput";

    /// <summary>The type of its order, or of a field's value where there is no entity.</summary>
    public static string Order(Entity? entity) => entity is null ? "SortEnumType" : $"{entity.Name}SortInput";

    /// <summary>Fields that its filter has too.</summary>
    public IEnumerable<FieldDefinitionNode> Fields => Node.Fields.Where(member => member.Find("noFilter") is null);
}

/// <summary>What <c>@pages</c> says.</summary>
/// <param name="List">“narratives”: the field of a group that holds its rows; gives the connection its name.</param>
/// <param name="Group">“Narrative”: gives group and dimensions their names.</param>
/// <param name="HasRows">Whether a group can be opened into its rows.</param>
/// <param name="By">Values of <c>by</c>.</param>
internal sealed record Pages(string List, string Group, bool HasRows, IReadOnlyList<StringValue> By)
{
    /// <summary>“Narratives”, of NarrativesConnection and NarrativesEdge.</summary>
    public string Prefix => Sdl.UpperFirst(List);
}

/// <summary>What groups can be made by: a field's value, or an entity.</summary>
/// <param name="Name">The field of a group.</param>
/// <param name="Type">The type of that field.</param>
/// <param name="Entity">Null where it is a field's value.</param>
/// <param name="IsRepeated">Whether what is grouped may have several of the entity.</param>
internal sealed record Dimension(string Name, string Type, Entity? Entity, bool IsRepeated);
