using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Data.Queries.Run;
using ReformOpenData.Data.Queries.Sql;

namespace ReformOpenData.Data.Queries;

/// <summary>
/// What answering a question takes, before it is asked: about a microsecond of a processor for each unit. It follows
/// the rows that the statements read, and not those that they give, from the sizes of the release. What it cannot know
/// (how often a term occurs, how many rows meet a condition) it guesses, rather too high than too low.
/// </summary>
internal sealed partial class Work(ReleaseSize size, bool isPostgres)
{
    private const double OfStatement = 200;
    private const double OfRow = 0.4;

    /// <summary>Reading a row in the order of its list, which is not that of the table.</summary>
    private const double OfWalkedRow = 0.7;
    private const double OfValue = 0.2;
    private const double OfLongText = 4;
    private const double OfGroupedRow = 0.4;
    private const double OfSortedRow = 0.6;

    /// <summary>Reading a text in the order of its list, and looking into it.</summary>
    private const double OfText = 1.1;

    /// <summary>Texts that are passed by for one of a row, at most, where rows are reached by their texts.</summary>
    private const double MostTextsForOne = 3;

    /// <summary>A combination of values that is counted, in memory.</summary>
    private const double OfCell = 0.5;

    /// <summary>Texts that hold a term up to which one plan serves all.</summary>
    private const double MostUnplanned = 1_000;

    private readonly ReleaseSize _size = size;

    private readonly Dictionary<Rows, Column?> _leading = new(ReferenceEqualityComparer.Instance);

    /// <summary>The work for what is asked below a release, and for pricing it.</summary>
    public double Of(Fetch fetch)
    {
        var known = Sampled();
        return Below(fetch, Catalog.Release, 1) + ((Sampled() - known) * OfSampled);

        double Sampled() => _terms.Values.Sum(term => (double)term.Counted);
    }

    /// <summary>
    /// Whether the index finds so many texts for a term that the best plan depends on how many: to plan a statement
    /// anew takes longer than to read a few hundred texts.
    /// </summary>
    internal bool IsFrequent(string term) => Of(term).Left > MostUnplanned;

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
        if (list.Known is not null)
            return OfStatement;
        var all = All(list.Rows, parent, parents);
        var target = list.Rows.Relation.Target;
        var given = list.Single ? Math.Min(all, parents) : all * Passing(list.Rows.Filter, target);
        return OfStatement + Reading(list.Rows.Filter, target, all) + OfShape(list.Shape, given);
    }

    private double OfPage(PageFetch page, Entity parent, double parents)
    {
        var all = All(page.Rows, parent, parents);
        return OfPage(page, all, parents)
            + page.Groups.Sum(group => OfGroups(group, all, parents, Combinations(group, parent, parents)));
    }

    /// <param name="all">Rows of the list, whatever its conditions.</param>
    private double OfPage(PageFetch page, double all, double parents)
    {
        var counted = parents == 1 ? _size.Counted(page.Rows) : null;
        var (filter, target) = (page.Rows.Filter, page.Rows.Relation.Target);
        var wanted = Math.Min(all * Passing(filter, target), parents * (page.Page.Size + 1));
        var reading = Reading(filter, target, all);
        var work = OfStatement;
        var isCounted = counted is not null || (parents == 1
            && ((filter is null && page.Rows.Relation.Counted is not null)
                || KeptTotal.Of(page.Rows, _size) is not null));
        if (parents == 1 && !isCounted && IsTotalFound(page))
        {
            work += reading;
        }
        else
        {
            if (page.Nodes.Count + page.Edges.Count + page.Infos.Count > 0)
            {
                var sorted = reading + (all * Passing(filter, target) * OfSortedRow);
                work += parents == 1 && IsInOrder(page.Rows)
                    ? Math.Min(sorted, Walking(page, all))
                    : sorted;
            }

            if (page.Totals.Count > 0 && !isCounted)
                work += reading;
        }

        if (page.Infos.Count > 0 && (page.Page.After ?? page.Page.Before) is not null)
            work += reading;
        return work + page.Nodes.Concat(page.Edges.SelectMany(edge => edge.Nodes))
            .Sum(node => OfShape(node.Shape, wanted));
    }

    /// <summary>
    /// Whether an index reads rows in the order of their list; departments are ordered by their municipality first.
    /// </summary>
    private static bool IsInOrder(Rows rows) => rows.Order.Count == 0 && OrderSql.Total(rows)[0].Path.Count == 0;

    /// <summary>Rows that are read in the order of the list until a page is full.</summary>
    internal double Walked(PageFetch page, double all)
    {
        var among = Among(page.Rows.Filter, all);
        var passing = Passing(page.Rows.Filter, page.Rows.Relation.Target, isLeast: true);
        return Math.Min(among, (page.Page.Size + 1) / (passing * all / among));
    }

    /// <summary>Of the rows of a list, those of the one municipality that a condition names: an index has them in their
    /// order.</summary>
    private double Among(Filter? filter, double all) =>
        IsOfCity(filter) ? Math.Max(1, all / _size.Of(Catalog.Municipality)) : all;

    /// <summary>Whether a condition says, with whatever else, that rows are of one municipality.</summary>
    private static bool IsOfCity(Filter? filter) => filter switch
    {
        Related related => related.City is not null,
        Conjunction all => all.Parts.Any(IsOfCity),
        _ => false,
    };

    /// <summary>What it takes to read them, and to ask each: no index finds them.</summary>
    private double Walking(PageFetch page, double all)
    {
        var walked = Walked(page, all);
        return Leading(page.Rows) is not null
            ? walked * OfText
            : (walked * OfWalkedRow) + Asking(page.Rows.Filter, new Asked(page.Rows.Relation.Target, walked));
    }

    /// <summary>
    /// Whether reading in the order of the list is cheaper than finding all rows that hold the terms.
    /// </summary>
    internal bool IsWalked(PageFetch page, double all)
    {
        if (page.Walk is { } known && known.Size == _size && known.All.Equals(all))
            return known.IsWalked;
        var (filter, target) = (page.Rows.Filter, page.Rows.Relation.Target);
        // All texts of a city are next to each other, in the order of the list.
        var isShort = Walked(page, all) < Among(filter, all) || (IsOfCity(filter) && Leading(page.Rows) is not null);
        var isWalked = IsInOrder(page.Rows) && isShort
            && Walking(page, all) < Reading(filter, target, all) + (all * Passing(filter, target) * OfSortedRow);
        page.Walk = new WalkOfPage(_size, all, isWalked);
        return isWalked;
    }

    /// <summary>
    /// The long column whose texts are read in the order of the list, each of which leads to its row: that takes less
    /// than to look up the text of each row. Null where few of the texts are of its rows, or few of these are asked.
    /// </summary>
    internal Column? Leading(Rows rows)
    {
        if (!_leading.TryGetValue(rows, out var leading))
            _leading.Add(rows, leading = FindLeading(rows));
        return leading;
    }

    private Column? FindLeading(Rows rows)
    {
        var (filter, target) = (rows.Filter, rows.Relation.Target);
        if (filter is null || !rows.Relation.IsOfRelease
            || OrderSql.Total(rows) is not [var first] || first.Column != target.Key
            || Held(filter) is not { } column || !target.Columns.Values.Contains(column)
            || _size.Of(Catalog.SearchText) > MostTextsForOne * _size.Of(target))
            return null;
        var counted = Conjoined(filter).Where(part => IsCounted(part, target)).ToList();
        return counted.Count == 0 || Counted(Filter.All(counted), target) > 0.5 ? column : null;
    }

    /// <summary>A long column that has a value in each row that meets a condition; null where there is none.</summary>
    private static Column? Held(Filter filter) => filter switch
    {
        Conjunction all => all.Parts.Select(Held).FirstOrDefault(column => column is not null),
        Disjunction { Parts.Count: > 0 } any =>
            any.Parts.Select(Held).Distinct().ToList() is [var only] ? only : null,
        Compare { Column.Searched: not null, Value: not null } compare => compare.Column,
        _ => null,
    };

    /// <summary>All conditions that must hold, however they are put together.</summary>
    private static IEnumerable<Filter> Conjoined(Filter? filter) => filter switch
    {
        null => [],
        Conjunction all => all.Parts.SelectMany(Conjoined),
        _ => [filter],
    };

    /// <summary>
    /// Whether to find the rows of a page of a release that hold a term once, before the statements that ask for them:
    /// those of its groups, of its total and of its rows.
    /// </summary>
    /// <param name="statements">Of the page and its groups.</param>
    internal bool IsFoundOnce(PageFetch page, int statements)
    {
        var (filter, target) = (page.Rows.Filter!, page.Rows.Relation.Target);
        if (target == Catalog.SearchText || !TextIds.HasTerm(filter))
            return false;
        var all = All(page.Rows, Catalog.Release, 1);
        var found = all * Passing(filter, target);
        var uses = statements + (page.Totals.Count > 0 && page.Nodes.Count + page.Edges.Count > 0 ? 1 : 0);
        return uses > 1 && found <= FindUnit.Most
            && OfStatement + (uses * found * _hit) < (uses - 1) * Reading(filter, target, all);
    }

    /// <summary>
    /// Whether the rows of a first or last page are found once, in the order of their list: so many are the total.
    /// </summary>
    private bool IsTotalFound(PageFetch page) =>
        page is { Totals.Count: > 0, Page: { After: null, Before: null } }
        && page.Rows is { Filter: not null, Relation.IsOfRelease: true }
        && OrderSql.IsByKey(page.Rows) && IsFoundOnce(page, 1);

    private double OfGroups(GroupFetch group, double all, double parents, double combinations)
    {
        var (filter, target) = (group.Rows.Filter, group.Rows.Relation.Target);
        var found = all * Found(filter, target);
        var rows = group.By.Aggregate(
            found, (sum, by) => by.Relation is ToMany many ? sum * _size.Below(many, target) : sum);
        var reading = Reading(filter, target, all);
        if (parents == 1 && _size.Counted(group.Rows) is { } counted && counted.Can(group))
            return counted.Cells * OfCell;
        var work = OfStatement + reading + (rows * OfGroupedRow * (1 + (group.By.Count / 2.0)));
        work += Asking(group.Matching, new Asked(target, rows));
        var groups = Math.Min(rows, combinations);
        if (group.IncludeEmpty)
        {
            groups = combinations;
            work += (combinations * group.By.Count * OfGroupedRow * 3)
                + group.By.Sum(by => by.Relation is { } relation ? _size.Of(relation.Target) : reading);
        }

        var given = Math.Min(groups, group.First * parents ?? QueryLimits.MostGroups);
        work += group.Nodes.Sum(node => OfShape(node.Shape, given));
        given = Math.Clamp(given, 1, QueryLimits.MostOpenedGroups);
        foreach (var page in group.Pages)
        {
            work += OfPage(page, all, given);
            work += page.Groups.Sum(inner => OfGroups(inner, all, given, given * Within(inner, group)));
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

    /// <summary>Rows of a list, whatever its conditions.</summary>
    private double All(Rows rows, Entity parent, double parents) =>
        Math.Max(1, parents * _size.Below(rows.Relation, parent));

    /// <summary>What it takes to read the rows of a list that meet its conditions.</summary>
    private double Reading(Filter? filter, Entity entity, double all) =>
        (all * Found(filter, entity) * OfRow) + Asking(filter, new Asked(entity, all));

    /// <summary>All combinations of the values of the dimensions, below all parents.</summary>
    private double Combinations(GroupFetch group, Entity parent, double parents)
    {
        var isMunicipal = group.By.Any(by => by.Relation is not null);
        var municipalities = isMunicipal
            ? Math.Max(1, _size.Of(Catalog.Municipality) * Found(group.Rows.Filter, group.Rows.Relation.Target))
            : 1;
        var all = municipalities * PerMunicipality(group.By);
        return parent == Catalog.Release || !isMunicipal
            ? parents * all
            : parents * Math.Max(1, all / _size.Of(parent));
    }

    /// <summary>Combinations within one group of others.</summary>
    private double Within(GroupFetch group, GroupFetch outer)
    {
        var isMunicipal = group.By.Any(by => by.Relation is not null);
        var isApart = outer.By.Any(by => by.Relation is not null);
        return PerMunicipality(group.By) * (isMunicipal && !isApart ? _size.Of(Catalog.Municipality) : 1);
    }

    /// <summary>
    /// A category only goes with its own items: of what contains each other, the smallest parts count.
    /// </summary>
    private double PerMunicipality(IReadOnlyList<Dimension> by)
    {
        var (chain, others) = (1.0, 1.0);
        foreach (var dimension in by)
        {
            if (dimension.Column is { } column)
                others *= Values(column);
            else if (_size.Of(dimension.Relation!.Target) / _size.Of(Catalog.Municipality) is var each
                && Contains(dimension))
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
