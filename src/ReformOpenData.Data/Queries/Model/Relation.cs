namespace ReformOpenData.Data.Queries.Model;

/// <summary>How rows of one entity belong to rows of another.</summary>
/// <param name="name">As the domain calls it, camel case.</param>
/// <param name="target">The other entity; a function, since entities refer to each other in circles.</param>
public abstract class Relation(string name, Func<Entity> target)
{
    /// <summary>As the domain calls it, camel case.</summary>
    public string Name { get; } = name;

    /// <summary>The entity that it leads to.</summary>
    public Entity Target => target();
}

/// <summary>At most one row of another table: <c>target.id = this.{column}</c>.</summary>
public sealed class ToOne(string name, Func<Entity> target, string column, bool nullable) : Relation(name, target)
{
    /// <summary>The foreign key.</summary>
    public string Column { get; } = column;

    /// <summary>Whether there may be none.</summary>
    public bool Nullable { get; } = nullable;
}

/// <summary>Some columns of the same row that belong together, or none of them.</summary>
/// <param name="present">Column that has a value where the part is there; null where it always is.</param>
public sealed class Part(string name, Entity target, string? present) : Relation(name, () => target)
{
    /// <summary>Column that has a value where the part is there; null where it always is.</summary>
    public string? Present { get; } = present;
}

/// <summary>Any number of rows of another table, by its foreign key or through a table of links.</summary>
/// <param name="column">Foreign key in the target's table, or in the table of links.</param>
public sealed class ToMany(string name, Func<Entity> target, string column) : Relation(name, target)
{
    /// <summary>In place of a foreign key: every row belongs to every parent.</summary>
    public const string All = "*";

    /// <summary>The table of links between releases and the editions of municipalities.</summary>
    internal const string EditionsOfRelease = "release_edition";

    /// <summary>Foreign key to the parent, in the target's table or in the table of links.</summary>
    public string Column { get; } = column;

    /// <summary>Table of links; null where the target itself has the foreign key.</summary>
    public string? Link { get; init; }

    /// <summary>Whether the rows are those of a release, each of an edition that belongs to it.</summary>
    internal bool IsOfRelease => Link == EditionsOfRelease;

    /// <summary>Column of the table of links that refers to the target.</summary>
    public string LinkTarget { get; init; } = "";

    /// <summary>Column of the parent's table that <see cref="Column"/> refers to.</summary>
    public string ParentColumn { get; init; } = "id";

    /// <summary>Column of the target that the table of links refers to.</summary>
    public string TargetColumn { get; init; } = "id";

    /// <summary>Whether the links may name a pair more than once; then each pair counts once.</summary>
    public bool Repeats { get; init; }

    /// <summary>Whether a parent has a handful of rows at most.</summary>
    public bool IsShort { get; init; }

    /// <summary>Whether rows of the target may belong to no parent: the foreign key has no value there.</summary>
    public bool IsOptional { get; init; }

    /// <summary>A condition that the rows must meet besides, with {0} for their alias.</summary>
    public string? Only { get; init; }

    /// <summary>
    /// Column of the parent's table that holds the number of the rows, counted when they were written.
    /// </summary>
    public string? Counted { get; init; }

    /// <summary>Order among the rows of one parent, where it is not the target's own.</summary>
    public Func<IReadOnlyList<OrderTerm>>? Order { get; init; }
}
