using ReformOpenData.Data.Queries.Model;

namespace ReformOpenData.Data.Queries;

/// <summary>
/// What answering a question takes, before it is asked: about a microsecond of a processor for each unit. It follows the
/// rows that the statements read, and not those that they give, from the sizes of the release. What it cannot know (how
/// often a term occurs, how many rows meet a condition) it guesses, rather too high than too low.
/// </summary>
public sealed partial class Work
{
    private const double OfStatement = 200;
    private const double OfRow = 0.4;
    private const double OfValue = 0.2;
    private const double OfLongText = 4;
    private const double OfGroupedRow = 0.4;
    private const double OfSortedRow = 0.6;

    private readonly ReleaseSize _size;

    private Work(ReleaseSize size) => _size = size;

    /// <summary>The work for what is asked below a release.</summary>
    public static double Of(Fetch fetch, ReleaseSize size) => new Work(size).Below(fetch, Catalog.Release, 1);

    private double Below(Fetch fetch, Entity parent, double parents) => fetch switch
    {
        ListFetch list => OfList(list, parent, parents),
        PageFetch page => OfPage(page, parent, parents),
        KeysFetch keys => OfStatement + (keys.Keys.Count * 5)
            + keys.Shapes.Values.Sum(shape => OfShape(shape, parents * keys.Keys.Count)),
        _ => throw new InvalidOperationException($"No work of {fetch.GetType().Name}."),
    };

    private double OfList(ListFetch list, Entity parent, double parents)
    {
        var (read, each) = Read(list.Rows, parent, parents);
        var given = list.Single ? Math.Min(read, parents) : read * Met(list.Rows.Filter);
        return Once(list.Rows.Filter) + (read * (OfRow + each)) + OfShape(list.Shape, given);
    }

    private double OfPage(PageFetch page, Entity parent, double parents)
    {
        var (read, each) = Read(page.Rows, parent, parents);
        return OfPage(page, read, each, parents)
            + page.Groups.Sum(group => OfGroups(group, read, each, parents, Combinations(group, parent, parents)));
    }

    /// <param name="read">Rows that are read to find those of the page.</param>
    /// <param name="each">What the conditions take for each of them.</param>
    private double OfPage(PageFetch page, double read, double each, double parents)
    {
        var filter = page.Rows.Filter;
        var met = read * Met(filter);
        var wanted = Math.Min(met, parents * (page.Page.Size + 1));
        var work = OfStatement;
        if (page.Nodes.Count + page.Edges.Count + page.Infos.Count > 0)
        {
            // In the natural order the database walks until it has enough, unless an index of texts gives the rows.
            var isWalked = parents == 1 && page.Rows.Order.Count == 0 && !AsksTexts(filter);
            var walked = isWalked ? Math.Min(read, wanted / Met(filter)) : read;
            work += Once(filter) + (walked * (OfRow + each)) + (isWalked ? 0 : met * OfSortedRow);
        }

        var isCounted = filter is null && parents == 1 && page.Rows.Relation.Counted is not null;
        if (page.Totals.Count > 0 && !isCounted)
            work += (IsSearch(page) && work > OfStatement ? 0 : Once(filter)) + (read * (OfRow + each));
        if (page.Infos.Count > 0 && (page.Page.After ?? page.Page.Before) is not null)
            work += read * (OfRow + each);
        return work + page.Nodes.Concat(page.Edges.SelectMany(edge => edge.Nodes))
            .Sum(node => OfShape(node.Shape, wanted));
    }

    /// <summary>Of a search, the hits are found once for all that is asked of them.</summary>
    private static bool IsSearch(PageFetch page) => page.Rows.Relation.Target == Catalog.SearchText;

    private double OfGroups(GroupFetch group, double read, double each, double parents, double combinations)
    {
        var target = group.Rows.Relation.Target;
        var rows = group.By.Aggregate(
            read, (sum, by) => by.Relation is ToMany many ? sum * _size.Below(many, target) : sum);
        var work = Once(group.Rows.Filter)
            + (read * (OfRow + each)) + (rows * OfGroupedRow * (1 + (group.By.Count / 2.0)));
        var groups = Math.Min(rows, combinations);
        if (group.IncludeEmpty)
        {
            groups = combinations;
            work += (combinations * group.By.Count * OfGroupedRow * 3)
                + group.By.Sum(by => by.Relation is { } relation ? _size.Of(relation.Target) : read * (OfRow + each));
        }

        var given = Math.Min(groups, group.First * parents ?? QueryLimits.MostGroups);
        work += group.Nodes.Sum(node => OfShape(node.Shape, given));
        given = Math.Clamp(given, 1, QueryLimits.MostOpenedGroups);
        foreach (var page in group.Pages)
        {
            work += OfPage(page, read, each, given);
            work += page.Groups.Sum(inner => OfGroups(inner, read, each, given, given * Within(inner, group)));
        }

        return work;
    }

    private double OfShape(Shape shape, double rows)
    {
        // Racing threads may both count it; either result serves.
        if (shape.Counted is { } known && known.Size == _size && known.Rows.Equals(rows))
            return known.Work;
        var work = OfParts(shape, rows);
        shape.Counted = new ShapeWork(_size, rows, work);
        return work;
    }

    private double OfParts(Shape shape, double rows) =>
        (rows * (OfRow + shape.Columns.Sum(one => OfColumn(one.Column))))
        + shape.Ones.Sum(one => OfShape(one.Shape, rows))
        + shape.Variants.Sum(variant => variant.Shapes.Values.Sum(one => OfShape(one, rows / variant.Shapes.Count)))
        + shape.Fetches.Sum(fetch => Below(fetch, shape.Entity, rows));

    private static double OfColumn(Column column) =>
        column.Searched is not null || column.Name is "text" or "sourceText" ? OfLongText : OfValue;

    /// <summary>Rows that the database reads of a list, and what the conditions take for each of them.</summary>
    private (double Read, double Each) Read(Rows rows, Entity parent, double parents) => (
        Math.Max(1, parents * _size.Below(rows.Relation, parent) * Found(rows.Filter, rows.Relation.Target)),
        Each(rows.Filter));

    /// <summary>All combinations of the values of the dimensions, below all parents.</summary>
    private double Combinations(GroupFetch group, Entity parent, double parents)
    {
        var isMunicipal = group.By.Any(by => by.Relation is not null);
        var municipalities = isMunicipal
            ? Math.Max(1, _size.Of(Catalog.Municipality) * Found(group.Rows.Filter, group.Rows.Relation.Target))
            : 1;
        var all = municipalities * PerMunicipality(group.By);
        return parent == Catalog.Release || !isMunicipal ? parents * all : parents * Math.Max(1, all / _size.Of(parent));
    }

    /// <summary>Combinations within one group of others.</summary>
    private double Within(GroupFetch group, GroupFetch outer)
    {
        var isMunicipal = group.By.Any(by => by.Relation is not null);
        var isApart = outer.By.Any(by => by.Relation is not null);
        return PerMunicipality(group.By) * (isMunicipal && !isApart ? _size.Of(Catalog.Municipality) : 1);
    }

    /// <summary>A category only goes with its own items: of what contains each other, the smallest parts count.</summary>
    private double PerMunicipality(IReadOnlyList<Dimension> by)
    {
        var (chain, others) = (1.0, 1.0);
        foreach (var dimension in by)
        {
            if (dimension.Column is { } column)
                others *= Values(column);
            else if (_size.Of(dimension.Relation!.Target) / _size.Of(Catalog.Municipality) is var each && Contains(dimension))
                chain = Math.Max(chain, each);
            else
                others *= Math.Max(1, each);
        }

        return chain * others;
    }

    private static bool Contains(Dimension dimension) =>
        dimension.Relation is ToOne && dimension.Relation.Target != Catalog.SourceDocument;

    /// <summary>How many values a column has.</summary>
    private static double Values(Column column) => column.Kind switch
    {
        ColumnKind.Boolean => 2,
        ColumnKind.Integer when column.Name == "number" => 30,
        ColumnKind.Integer => 6,
        _ => 50,
    };
}
