using System.Runtime.CompilerServices;
using ReformOpenData.Data.Queries.Model;

namespace ReformOpenData.Data.Queries;

internal sealed partial class Work
{
    /// <summary>Share of the rows that is as good as none.</summary>
    private const double Few = 0.0001;

    private const string MunicipalityCode = "municipalityCode";

    private const double OfComparison = 0.1;
    private const double OfFoldedComparison = 1;
    private const double OfJoin = 0.4;
    private const double OfSubquery = 0.7;

    /// <summary>
    /// Share of the rows of a list after which it is known whether some of them, all or none meet a condition. Of lists
    /// within lists, that holds for the innermost: a share for each of them would guess too low by what they come to
    /// together.
    /// </summary>
    private const double ReadUntilKnown = 0.5;

    /// <summary>Looking at a character of the sample of texts, to know how often a term occurs.</summary>
    private const double OfSampled = 0.0002;

    /// <summary>
    /// What was worked out of a condition, which is asked from many sides: without, a condition within five others is
    /// looked into some hundred times for a page and its groups.
    /// </summary>
    private readonly Dictionary<Sought, double> _known = [];

    /// <summary>
    /// The parts of a condition with the rows that each is asked of. The one by which an index finds few rows with the
    /// least work comes first, so that what it joins does too, and is asked of all; the others are asked of what it
    /// leaves.
    /// </summary>
    internal IEnumerable<(Filter Part, Asked Asked)> Parts(IReadOnlyList<Filter> parts, Asked asked)
    {
        var first = parts.Count == 1 ? parts[0] : parts.MinBy(part => OfFirst(part, asked))!;
        if (asked.Rows < _size.Of(asked.Entity) && IsTerm(Single(first)) && Left() is { } left
            && IsTested(Single(first), left))
        {
            // Rows that are read in order are not found by a text: databases ask what is in the row itself before they
            // look into it.
            foreach (var part in parts.Where(IsOfCounted))
                yield return (part, asked);
            foreach (var part in parts.Where(part => !IsOfCounted(part)))
                yield return (part, left);
            yield break;
        }

        yield return (first, asked);
        foreach (var part in parts.Where(part => part != first))
            yield return (part, asked with { Rows = asked.Rows * Found(first, asked.Entity) });

        bool IsOfCounted(Filter part) => IsCounted(part, asked.Entity);

        // What conditions on counted values leave; null where there are none.
        Asked? Left() => parts.Where(IsOfCounted).ToList() is { Count: > 0 } counted
            ? asked with { Rows = asked.Rows * Counted(Filter.All(counted), asked.Entity)!.Value }
            : null;

        static Filter Single(Filter part) => part is Conjunction { Parts: [var only] } ? Single(only) : part;
    }

    /// <summary>What it takes to find rows by one of several conditions, and to ask them another one.</summary>
    private double OfFirst(Filter part, Asked asked) => part is Conjunction { Parts.Count: > 0 } all
        ? all.Parts.Min(inner => OfFirst(inner, asked))
        : (asked.Rows * Found(part, asked.Entity) * (OfRow + _testedText))
            + (IsTerm(part) ? Math.Min(OfIndex(part), asked.Rows * _testedText) : 0);

    /// <summary>
    /// Whether the rows that meet a condition are found from all texts that hold its terms, since that is cheaper than
    /// asking each row.
    /// </summary>
    internal bool IsFoundByTexts(Filter filter, Asked asked) =>
        TextIds.Can(filter, asked.Entity) && OfIds(filter, asked.Entity) < AskingEach(filter, asked);

    /// <summary>Whether few rows of a release are left by a condition and by what they belong to.</summary>
    internal bool AreFew(Filter? filter, Asked asked) =>
        asked.Rows * Found(filter, asked.Entity) < 0.1 * _size.Of(asked.Entity);

    /// <summary>Whether an index finds the rows that meet a condition, and they are few.</summary>
    internal bool IsFound(Filter filter, Entity entity) => Found(filter, entity) < 0.1;

    /// <summary>The rows of a to-many relation that a condition is asked of, below those that ask.</summary>
    internal Asked Below(Quantified quantified, Asked asked) =>
        new(quantified.Relation.Target, asked.Rows * ReadOf(quantified));

    /// <summary>Share of the rows that need be read, since an index finds them.</summary>
    private double Found(Filter? filter, Entity entity) => filter is null or Compare { Column.Searched: null }
        ? FoundOf(filter, entity)
        : Once(new Sought(filter, entity, 0, nameof(Found)), static (work, of) => work.FoundOf(of.Filter, of.Entity));

    private double FoundOf(Filter? filter, Entity entity) => filter switch
    {
        Conjunction all => FoundOf(all.Parts, entity),
        Disjunction { Parts.Count: > 0 } any => Math.Min(1, any.Parts.Sum(part => Found(part, entity))),
        Compare { Comparison: Comparison.Equal } compare when Identifies(compare.Column, entity) =>
            1 / _size.Of(entity),
        OneOf oneOf when Identifies(oneOf.Column, entity) => Math.Min(1, oneOf.Values.Count / _size.Of(entity)),
        Compare or OneOf when ChangesOfCities(filter, entity) is { } share => share,
        Related { Relation: ToOne one } related => Found(related.Inner, one.Target),
        Quantified quantified when TextIds.Can(filter, entity) =>
            Math.Min(1, Found(quantified.Inner, quantified.Relation.Target)
            * _size.Of(quantified.Relation.Target) / _size.Of(entity)),
        Compare { Comparison: Comparison.Contains, Value: string } name
            when TextIds.TextOf(name, entity) is { } text
                && OfIds(name, entity) < _size.Of(entity) * OfFoldedComparison => Share(name, text),
        Mentions or Compare { Column.Searched: not null, Value: not null } => Holding(filter).Share,
        _ => 1,
    };

    private double FoundOf(IReadOnlyList<Filter> parts, Entity entity)
    {
        var least = 1.0;
        foreach (var part in parts)
            least = Math.Min(least, Found(part, entity));
        return least;
    }

    private double Share(Compare compare, SearchedText text) =>
        Math.Min(1, Of((string)compare.Value!).Holding(text) / _size.Of(text));

    /// <summary>
    /// Share of the changes of a release that are of the cities which a condition names: an index finds them. Of one
    /// there may be as many as it has rows, twice over; null for any other condition.
    /// </summary>
    private double? ChangesOfCities(Filter filter, Entity entity)
    {
        var cities = filter switch
        {
            _ when entity != Catalog.Change => 0,
            Compare { Comparison: Comparison.Equal, Column.Name: MunicipalityCode, Value: not null } => 1,
            OneOf { Column.Name: MunicipalityCode } oneOf => oneOf.Values.Count,
            _ => 0,
        };
        if (cities == 0)
            return null;
        var rows = 2 * Catalog.Nodes.Sum(node => _size.Of(node.Entity)) / _size.Of(Catalog.Municipality);
        return Math.Min(1, cities * rows / _size.Of(entity));
    }

    private static bool Identifies(Column column, Entity entity) =>
        column == entity.Key
        || (entity == Catalog.Municipality && column.Name is "code" or "name")
        || (entity == Catalog.Edition && column.Name == MunicipalityCode);

    /// <summary>
    /// Share of the rows that meet the conditions; known for values that are counted, and how many texts hold a term.
    /// </summary>
    /// <param name="isLeast">Whether to guess low what is not known: so long may it take until there are
    /// enough.</param>
    private double Passing(Filter? filter, Entity entity, bool isLeast = false) => filter is null
        ? 1
        : Once(new Sought(filter, entity, isLeast ? 1 : 0, nameof(Passing)), static (work, of) =>
            work.PassingOf(of.Filter, of.Entity, of.Rows > 0));

    private double PassingOf(Filter filter, Entity entity, bool isLeast) => filter switch
    {
        _ when Counted(filter, entity) is { } share => share,
        Conjunction all => Math.Max(0.00001, Passing(all.Parts, entity, isLeast)),
        Disjunction any => Math.Clamp(any.Parts.Sum(part => Passing(part, entity, isLeast)), 0.001, 1),
        Related related =>
            Passing(related.Inner, related.Relation is ToOne one ? one.Target : entity, isLeast),
        Quantified when TextIds.Can(filter, entity) => Found(filter, entity),
        Quantified { Quantifier: Quantifier.Some } some when Counted(some.Inner, some.Relation.Target) is { } share =>
            Math.Max(0.00001, 1 - Math.Pow(1 - share, _size.Below(some.Relation, entity))),
        Compare { Comparison: Comparison.Contains, Value: string term } name
            when TextIds.TextOf(name, entity) is { } text => isLeast && Of(term).IsRare(text) ? Few : Share(name, text),
        Mentions or Compare { Column.Searched: not null, Comparison: Comparison.Contains, Value: not null } =>
            isLeast && IsRare(filter) ? Few : Holding(filter).Share,
        Compare { Comparison: Comparison.Equal } compare when Identifies(compare.Column, entity) =>
            1 / _size.Of(entity),
        Compare or OneOf when ChangesOfCities(filter, entity) is { } share => share,
        Compare when ReferenceEquals(filter, entity.Default?.Filter) => 1,
        Negation not when Most(not.Inner, entity) is { } most => Math.Max(Few, 1 - most),
        _ when isLeast && entity != Catalog.SearchText => Few,
        Compare { Column.Searched: not null, Value: not null } => Holding(filter).Share,
        Compare { Comparison: Comparison.Equal, Column.Kind: ColumnKind.Integer } => 0.2,
        Compare { Column.Kind: ColumnKind.Text } or OneOf { Column.Kind: ColumnKind.Text } or Quantified => 0.001,
        _ => 0.5,
    };

    /// <summary>Share of the rows that meet a condition, at most; null where that is not known.</summary>
    private double? Most(Filter filter, Entity entity) => filter switch
    {
        _ when Counted(filter, entity) is { } share => share,
        _ when IsTerm(filter) => Math.Min(1, Holding(filter).Share * (Of(Term(filter)!).IsLong ? 2 : 1)),
        Conjunction all => all.Parts.Min(part => Most(part, entity)),
        Disjunction any => any.Parts.Aggregate((double?)0, (sum, part) => sum + Most(part, entity)),
        _ => null,
    };

    /// <summary>
    /// Of several conditions, those on counted values are known together, and the others taken to be apart from each
    /// other.
    /// </summary>
    private double Passing(IReadOnlyList<Filter> parts, Entity entity, bool isLeast)
    {
        if (entity == Catalog.SearchText)
            return PassingTexts(parts, isLeast);
        var (counted, share) = (new List<Filter>(parts.Count), 1.0);
        foreach (var part in parts)
        {
            if (IsCounted(part, entity))
                counted.Add(part);
            else
                share *= Passing(part, entity, isLeast);
        }

        return counted.Count == 0 ? share : share * Counted(Filter.All(counted), entity)!.Value;
    }

    /// <summary>
    /// The same of the texts of all kinds: terms are as frequent as they are in those of the kinds that are searched.
    /// </summary>
    private double PassingTexts(IReadOnlyList<Filter> parts, bool isLeast)
    {
        var kinds = parts.Where(KeptTotal.IsOfKinds).ToList();
        var texts = Catalog.Texts
            .Where(text => kinds.TrueForAll(kind => KeptTotal.Meets(text, kind))).ToList();
        var among = Math.Max(1, texts.Sum(_size.Of));
        var ofKinds = Math.Min(1, among / _size.Of(Catalog.SearchText));
        return parts.Except(kinds).Aggregate(ofKinds, (share, part) => share * (part switch
        {
            Mentions mentions when isLeast && texts.TrueForAll(Of(mentions.Term).IsRare) => Few,
            Mentions mentions => Math.Clamp(texts.Sum(Of(mentions.Term).Holding) / among, 0.00001, 1),
            _ => Passing(part, Catalog.SearchText, isLeast),
        }));
    }

    /// <summary>Whether a condition looks at counted values alone.</summary>
    private bool IsCounted(Filter filter, Entity entity) => _size.Counted(entity)?.Can(filter) == true;

    /// <summary>Share of the rows that meet a condition on counted values; null where it looks at others.</summary>
    private double? Counted(Filter filter, Entity entity) =>
        _size.Counted(entity) is { } counted && counted.Can(filter)
            ? Math.Clamp(counted.Count(filter) / _size.Of(entity), 0.00001, 1)
            : null;

    /// <summary>What it takes to ask rows a condition.</summary>
    private double Asking(Filter? filter, Asked asked) =>
        filter is Disjunction or Quantified or Compare { Column.Searched: null } && TextIds.Can(filter, asked.Entity)
        ? Math.Min(AskingEach(filter, asked), OfIds(filter, asked.Entity))
        : AskingEach(filter, asked);

    /// <summary>What it takes to find all rows that meet a condition from the texts that hold its terms.</summary>
    private double OfIds(Filter filter, Entity entity) => Once(
        new Sought(filter, entity, 0, nameof(OfIds)), static (work, of) => work.OfIdsOf(of.Filter, of.Entity));

    private double OfIdsOf(Filter filter, Entity entity) => filter switch
    {
        Disjunction any when TextIds.TermOf(filter) is { } term =>
            Looking(term) + any.Parts.Sum(part => Math.Max(0, OfIds(part, entity) - Looking(term))),
        Disjunction any => any.Parts.Sum(part => OfIds(part, entity)),
        Conjunction { Parts.Count: 1 } only => OfIds(only.Parts[0], entity),
        Related { Relation: ToOne one } related => OfIds(related.Inner, one.Target)
            + (_size.Of(entity) * (OfComparison + (Found(related, entity) * OfRow))),
        Related related => OfIds(related.Inner, entity),
        Quantified quantified =>
            Reading(quantified.Inner, quantified.Relation.Target, _size.Of(quantified.Relation.Target)),
        Conjunction => Reading(filter, entity, _size.Of(entity)),
        Compare { Column.Searched: null, Value: string term } name when TextIds.TextOf(name, entity) is { } text =>
            Looking(term) + (Of(term).Holding(text) * _hit),
        _ => OfIndex(filter),
    };

    private double AskingEach(Filter? filter, Asked asked) => filter is null
        ? 0
        : Once(new Sought(filter, asked.Entity, asked.Rows, nameof(AskingEach)), static (work, of) =>
            work.AskingEachOf(of.Filter, new Asked(of.Entity, of.Rows)));

    private double AskingEachOf(Filter filter, Asked asked) => filter switch
    {
        Conjunction { Parts.Count: 0 } => 0,
        Conjunction all => Parts(all.Parts, asked).Sum(part => Asking(part.Part, part.Asked)),
        Disjunction any => any.Parts.Sum(part => Asking(part, asked) + (asked.Rows * OfRow)),
        Negation not => Asking(not.Inner, asked),
        Related { Relation: ToOne one } related =>
            (asked.Rows * Found(related, asked.Entity) * OfJoin)
                + Asking(related.Inner, asked with { Entity = one.Target }),
        Related related => Asking(related.Inner, asked),
        Quantified quantified => (asked.Rows * (OfSubquery + (ReadOf(quantified) * OfRow)))
            + Asking(quantified.Inner, Below(quantified, asked)),
        Mentions or Compare { Column.Searched: not null, Value: not null } or OneOf { Column.Searched: not null } =>
            Math.Min(asked.Rows * OfTested(filter, asked), OfIndex(filter)),
        Compare { Comparison: Comparison.Contains } => asked.Rows * OfFoldedComparison,
        _ => asked.Rows * Found(filter, asked.Entity) * Each(filter),
    };

    /// <summary>What a condition takes for each row that it is asked of.</summary>
    private static double Each(Filter filter) => filter switch
    {
        Compare { Column.Kind: ColumnKind.Text, Value: not null } => OfFoldedComparison,
        OneOf oneOf => OfComparison + (Math.Min(oneOf.Values.Count, 10) * OfComparison),
        _ => OfComparison,
    };

    private double ReadOf(Quantified quantified) => Math.Max(
        1,
        _size.Below(quantified.Relation, Catalog.OwnerOf(quantified.Relation))
            * (IsNested(quantified.Inner) ? 1 : ReadUntilKnown));

    private static bool IsNested(Filter filter) => filter switch
    {
        Conjunction all => all.Parts.Any(IsNested),
        Disjunction any => any.Parts.Any(IsNested),
        Negation not => IsNested(not.Inner),
        Related related => IsNested(related.Inner),
        Quantified => true,
        _ => false,
    };

    private double Once(Sought sought, Func<Work, Sought, double> of)
    {
        if (!_known.TryGetValue(sought, out var known))
            _known.Add(sought, known = of(this, sought));
        return known;
    }

    /// <param name="Filter">The same object: to compare conditions would take longer than to look into them.</param>
    /// <param name="Rows">That it is asked of; of what differs otherwise, which of the two.</param>
    private readonly record struct Sought(Filter Filter, Entity Entity, double Rows, string What)
    {
        public bool Equals(Sought other) => ReferenceEquals(Filter, other.Filter) && Entity == other.Entity
            && Rows.Equals(other.Rows) && ReferenceEquals(What, other.What);

        public override int GetHashCode() => HashCode.Combine(RuntimeHelpers.GetHashCode(Filter), Rows, What.Length);
    }
}
