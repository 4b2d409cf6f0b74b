using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Data.Queries.Run;

namespace ReformOpenData.Data.Queries;

/// <summary>What to read of an entity, and the slot of its rows into which each value goes.</summary>
/// <param name="width">Slots of a row.</param>
public sealed class Shape(Entity entity, int width)
{
    /// <summary>The entity.</summary>
    public Entity Entity { get; } = entity;

    /// <summary>Slots of a row.</summary>
    public int Width { get; } = width;

    /// <summary>Values of the row itself.</summary>
    public List<(Column Column, int Slot)> Columns { get; } = [];

    /// <summary>Rows of to-one relations and parts, read in the same statement.</summary>
    public List<(Relation Relation, int Slot, Shape Shape)> Ones { get; } = [];

    /// <summary>
    /// Rows of one of several tables, read in the same statement: the number in a column tells which, and the entity's
    /// id and <c>key</c> are those of the row.
    /// </summary>
    public List<(Column Kind, int Slot, IReadOnlyDictionary<long, Shape> Shapes)> Variants { get; } = [];

    /// <summary>Values that are the same in every row.</summary>
    public List<(int Slot, object Value)> Constants { get; } = [];

    /// <summary>Lists, pages and groups below: one statement each for all rows together.</summary>
    public List<Fetch> Fetches { get; } = [];

    /// <summary>The work that was counted of it last: the same shape is read by many requests.</summary>
    internal ShapeWork? Counted { get; set; }

    /// <summary>What is below the row itself or a part of it, and not below a row that it refers to.</summary>
    internal IEnumerable<Fetch> FetchesOfTheRow() =>
        Fetches.Concat(Ones.Where(one => one.Relation is Part).SelectMany(one => one.Shape.FetchesOfTheRow()));

    /// <summary>Whether no more than its key is read of the row.</summary>
    internal bool IsKeyAlone => Ones.Count + Variants.Count + Fetches.Count == 0
        && Columns.TrueForAll(one => one.Column == Entity.Key);
}

/// <summary>The work of so many rows of a shape.</summary>
internal sealed record ShapeWork(ReleaseSize Size, double Rows, double Work);

/// <summary>Something below a row, read with a statement of its own.</summary>
/// <param name="slot">Where it goes in the parent's row.</param>
public abstract class Fetch(int slot)
{
    /// <summary>Where it goes in the parent's row.</summary>
    public int Slot { get; } = slot;

    /// <summary>The work that was counted of it last, as all of a question: requests may share it.</summary>
    internal FetchWork? Counted { get; set; }
}

/// <summary>The work of all that is asked for in a release.</summary>
internal sealed record FetchWork(ReleaseSize Size, double Work);

/// <summary>Which rows of a to-many relation, in which order.</summary>
/// <param name="Order">Asked for; the natural order follows it.</param>
public sealed record Rows(ToMany Relation, Filter? Filter, IReadOnlyList<OrderTerm> Order);

/// <summary>All rows, as a list.</summary>
public sealed class ListFetch(int slot, Rows rows, Shape shape) : Fetch(slot)
{
    /// <summary>Which.</summary>
    public Rows Rows { get; } = rows;

    /// <summary>What of each.</summary>
    public Shape Shape { get; } = shape;

    /// <summary>Whether there is at most one, which then stands in the slot itself.</summary>
    public bool Single { get; init; }

    /// <summary>
    /// What is known of a release already (<see cref="ReleaseSize"/>), so that it is not read; null for what is not.
    /// </summary>
    public KnownList? Known { get; init; }

    /// <summary>What was written of it last, to be written again without making it anew.</summary>
    internal ShortList? Written { get; set; }
}

/// <summary>
/// Rows of several entities by their keys, below a release; the slot takes an array in the order of the keys, null for
/// what is not there.
/// </summary>
/// <param name="keys">Entity and key of each; null for what cannot be there.</param>
/// <param name="shapes">What of each entity.</param>
public sealed class KeysFetch(
    int slot, IReadOnlyList<(Entity Entity, string Key)?> keys, IReadOnlyDictionary<Entity, Shape> shapes) : Fetch(slot)
{
    /// <summary>Entity and key of each; null for what cannot be there.</summary>
    public IReadOnlyList<(Entity Entity, string Key)?> Keys { get; } = keys;

    /// <summary>What of each entity.</summary>
    public IReadOnlyDictionary<Entity, Shape> Shapes { get; } = shapes;
}

/// <summary>A page of the rows, with figures about all of them.</summary>
/// <param name="width">Slots of the page's row.</param>
public sealed class PageFetch(int slot, Rows rows, PageRequest page, int width) : Fetch(slot)
{
    /// <summary>Which.</summary>
    public Rows Rows { get; } = rows;

    /// <summary>How many and from where.</summary>
    public PageRequest Page { get; } = page;

    /// <summary>Slots of the page's row.</summary>
    public int Width { get; } = width;

    /// <summary>Slots for the number of rows on all pages.</summary>
    public List<int> Totals { get; } = [];

    /// <summary>Slots for what stands about the page itself.</summary>
    public List<PageInfoSlots> Infos { get; } = [];

    /// <summary>Slots for the rows, and what of each.</summary>
    public List<(int Slot, Shape Shape)> Nodes { get; } = [];

    /// <summary>Slots for the rows wrapped with their cursors.</summary>
    public List<EdgeSlots> Edges { get; } = [];

    /// <summary>Groups of all rows.</summary>
    public List<GroupFetch> Groups { get; } = [];

    /// <summary>What was last found out about reading its rows; racing threads find the same.</summary>
    internal WalkOfPage? Walk { get; set; }
}

/// <summary>Whether the rows of a page are read in their order until it is full.</summary>
/// <param name="All">Rows of its list, whatever the conditions.</param>
internal sealed record WalkOfPage(ReleaseSize Size, double All, bool IsWalked);

/// <summary>A slot of the page that takes a row about the page, and the slots of that.</summary>
public sealed record PageInfoSlots(int Slot, int Width)
{
    public List<int> HasNext { get; } = [];

    public List<int> HasPrevious { get; } = [];

    public List<int> Start { get; } = [];

    public List<int> End { get; } = [];
}

/// <summary>A slot of the page that takes a list of edges, and the slots of each.</summary>
public sealed record EdgeSlots(int Slot, int Width)
{
    public List<int> Cursors { get; } = [];

    public List<(int Slot, Shape Shape)> Nodes { get; } = [];
}

/// <summary>What rows are grouped by: a value, or the row on the other side of a relation.</summary>
/// <param name="Column">The value; null for a relation.</param>
/// <param name="Relation">A to-one relation, or a to-many one, by which a row counts once for each; null for a
/// value.</param>
public sealed record Dimension(Column? Column, Relation? Relation);

/// <summary>
/// One term of an order of groups: a figure of <see cref="GroupFigures"/>, or a value of a dimension.
/// </summary>
/// <param name="Dimension">Index of the dimension, where there is no figure.</param>
/// <param name="Term">For a dimension that is a relation: the order of its rows.</param>
public sealed record GroupOrderTerm(int Dimension, OrderTerm? Term, bool Descending, Column? Figure = null)
{
    /// <summary>A figure of the values of a column, in place of all these; null for none.</summary>
    public (Figure Figure, Column Column)? Of { get; init; }
}

/// <summary>What is told of the values of a column in a group; those without a value count for nothing.</summary>
public enum Figure
{
    Sum,
    Least,
    Greatest,
    Mean,
}

/// <summary>Groups of the rows of a page's list, whatever the page.</summary>
/// <param name="slot">Where the list of groups goes in the page's row.</param>
/// <param name="width">Slots of a group's row.</param>
public sealed class GroupFetch(int slot, Rows rows, int width, IReadOnlyList<Dimension> by) : Fetch(slot)
{
    /// <summary>Which rows are grouped.</summary>
    public Rows Rows { get; } = rows;

    /// <summary>Slots of a group's row.</summary>
    public int Width { get; } = width;

    /// <summary>The dimensions.</summary>
    public IReadOnlyList<Dimension> By { get; } = by;

    /// <summary>Which rows of a group are counted apart; null for all.</summary>
    public Filter? Matching { get; init; }

    /// <summary>Condition on the figures.</summary>
    public Filter? Having { get; init; }

    /// <summary>Asked for; the order of the dimensions follows it.</summary>
    public IReadOnlyList<GroupOrderTerm> Order { get; init; } = [];

    /// <summary>At most so many groups; null for all.</summary>
    public int? First { get; init; }

    /// <summary>Whether combinations without rows are given too.</summary>
    public bool IncludeEmpty { get; init; }

    /// <summary>Slots for the value of a dimension that is a column.</summary>
    public List<(int Dimension, int Slot)> Keys { get; } = [];

    /// <summary>Slots for the row of a dimension that is a relation.</summary>
    public List<(int Dimension, int Slot, Shape Shape)> Nodes { get; } = [];

    /// <summary>Slots for figures of <see cref="GroupFigures"/>.</summary>
    public List<(Column Figure, int Slot)> Counts { get; } = [];

    /// <summary>Slots for figures of the values of a column.</summary>
    public List<(Figure Figure, Column Column, int Slot)> Figures { get; } = [];

    /// <summary>Pages of the rows of each group; their <see cref="Fetch.Slot"/> is one of the group's.</summary>
    public List<PageFetch> Pages { get; } = [];
}
