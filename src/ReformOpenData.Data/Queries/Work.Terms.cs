using ReformOpenData.Data.Queries.Model;

namespace ReformOpenData.Data.Queries;

/// <summary>How often terms occur, and what looking for them takes.</summary>
internal sealed partial class Work
{
    /// <summary>Looking into a text that is at hand.</summary>
    private const double OfHeldText = 0.5;

    /// <summary>Reading in the index that a text holds a piece of a term.</summary>
    private const double OfPlace = 0.04;

    /// <summary>Asking the index for a term, whatever it finds.</summary>
    private const double OfTerm = 50;

    /// <summary>Terms of a question that are counted in the sample.</summary>
    private const int MostCounted = 32;

    /// <summary>Finding a text in the index, of whatever kind it is: PostgreSQL finds many at once.</summary>
    private readonly double _foundText = isPostgres ? 1.5 : 2.5;

    /// <summary>Finding the row that a found text belongs to.</summary>
    private readonly double _hit = isPostgres ? 1.5 : 2;

    /// <summary>Looking into the text of a row.</summary>
    private readonly double _testedText = isPostgres ? 2 : 1.5;

    private readonly Dictionary<string, TermSize> _terms = new(StringComparer.Ordinal);

    /// <summary>
    /// Whether a condition on long texts is asked of each row, since that is cheaper than finding all texts that meet
    /// it.
    /// </summary>
    /// <param name="asked">Rows that the condition is asked of.</param>
    internal bool IsTested(Filter filter, Asked asked) => asked.Rows * OfTested(filter, asked) < OfIndex(filter);

    /// <summary>Looking into the text of a row that a condition is asked of.</summary>
    private double OfTested(Filter filter, Asked asked) =>
        asked.Held is { } held && Column(filter) == held ? OfHeldText : _testedText;

    /// <summary>What it takes to find all texts that meet a condition: those that hold a term, or one by one.</summary>
    private double OfIndex(Filter filter)
    {
        var (texts, share) = Holding(filter);
        return (texts * share * _hit) + (filter is Mentions or Compare { Comparison: Comparison.Contains }
            ? Looking(Term(filter)!)
            : OfTerm + (texts * OfFoldedComparison));
    }

    /// <summary>What it takes to ask the index for a term: it finds texts of every kind.</summary>
    private double Looking(string term)
    {
        var sought = Of(term);
        return OfTerm + (OfPlace * sought.Read) + (_foundText * sought.Left);
    }

    /// <summary>How often a term occurs.</summary>
    private TermSize Of(string term)
    {
        if (!_terms.TryGetValue(term, out var sought))
            _terms.Add(term, sought = new TermSize(_size, term, isCounted: _terms.Count < MostCounted));
        return sought;
    }

    /// <summary>How many texts a condition looks into, and which share of them holds its term.</summary>
    private (double Texts, double Share) Holding(Filter filter)
    {
        var (texts, holding) = (0.0, 0.0);
        var sought = Term(filter) is { } term ? Of(term) : null;
        foreach (var text in Catalog.Texts.Where(text => LooksInto(filter, text)))
        {
            texts += _size.Of(text);
            holding += sought?.Holding(text) ?? 1;
        }

        return (texts, Math.Clamp(holding / texts, 0.00001, 1));
    }

    /// <summary>Whether a term is in few texts, perhaps in none, of those that a condition looks into.</summary>
    private bool IsRare(Filter filter) => Catalog.Texts
        .All(text => !LooksInto(filter, text) || Of(Term(filter)!).IsRare(text));

    private static string? Term(Filter filter) =>
        filter is Mentions mentions ? mentions.Term : (filter as Compare)?.Value as string;

    private static Column? Column(Filter filter) => filter switch
    {
        Compare compare => compare.Column,
        OneOf oneOf => oneOf.Column,
        _ => null,
    };

    private static bool LooksInto(Filter filter, SearchedText text) => filter switch
    {
        Compare compare => compare.Column.Searched == (text.Kind, text.Field),
        OneOf oneOf => oneOf.Column.Searched == (text.Kind, text.Field),
        _ => true,
    };

    private static bool IsTerm(Filter filter) =>
        filter is Mentions or Compare { Column.Searched: not null, Comparison: Comparison.Contains, Value: string };
}
