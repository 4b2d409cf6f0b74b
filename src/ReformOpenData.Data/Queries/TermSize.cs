using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Data.Search;

namespace ReformOpenData.Data.Queries;

/// <summary>
/// How often a term occurs in a release, as far as that can be known before it is looked for. It is made once for a
/// question.
/// </summary>
internal sealed class TermSize
{
    /// <summary>A longer term is as rare as its beginning, at most.</summary>
    private const int MostCharacters = 64;

    /// <summary>So many of a sample tell how many there are of all.</summary>
    private const int Enough = 3;

    /// <summary>Texts of which none holds a term, so that it is rare.</summary>
    private const int Many = 60;

    private readonly ReleaseSize _size;
    private readonly string _folded;
    private readonly bool _isCounted;
    private readonly Dictionary<string, (double Holding, bool IsRare)> _known = new(StringComparer.Ordinal);

    /// <param name="isCounted">Whether it may be counted in the sample.</param>
    public TermSize(ReleaseSize size, string term, bool isCounted)
    {
        _size = size;
        _folded = Folding.Fold(term.Length > MostCharacters ? term[..MostCharacters] : term);
        Pieces = Grams.PiecesOf(_folded);
        IsLong = _folded.EnumerateRunes().Skip(2).Any();
        _isCounted = isCounted && IsLong;
        (Read, Left) = size.Looking(Pieces);
        if (!IsLong)
            return;

        // Between what is left where pieces occur together, and where they do not; what was counted is among it.
        var holding = Catalog.Texts.Sum(Holding);
        Left = Math.Max(Counted > 0 ? holding : 0, Math.Sqrt(Left * Math.Min(Left, holding)));
    }

    public IReadOnlyList<ulong> Pieces { get; }

    /// <summary>
    /// Whether it has more than two characters, so that the index alone does not tell which texts hold it.
    /// </summary>
    public bool IsLong { get; }

    /// <summary>Places of its pieces that are read in the index.</summary>
    public double Read { get; }

    /// <summary>Texts that the index leaves to be looked into.</summary>
    public double Left { get; }

    /// <summary>Characters of the sample that were looked at.</summary>
    public int Counted { get; private set; }

    /// <summary>Texts of a kind that hold it, about.</summary>
    public double Holding(SearchedText text) => Known(text).Holding;

    /// <summary>Whether it is in few texts of a kind, perhaps in none.</summary>
    public bool IsRare(SearchedText text) => Known(text).IsRare;

    private (double Holding, bool IsRare) Known(SearchedText text)
    {
        if (!_known.TryGetValue(text.Stored, out var known))
            _known.Add(text.Stored, known = Find(text));
        return known;
    }

    private (double Holding, bool IsRare) Find(SearchedText text)
    {
        var (sample, grams) = (_size.Sample, _size.Grams.Of(text.Stored, Pieces));
        var all = _size.Of(text);
        var guess = Math.Min(all, grams.Guess);

        // Nothing is gained by counting what is in few texts of the sample at most.
        if (!_isCounted || grams.IsRare || Math.Min(all, grams.Most) <= Enough * sample.Each)
            return (guess, grams.IsRare);
        Counted += sample.Characters(text);
        var held = sample.Count(text, _folded);
        return held >= Enough
            ? (held * sample.Each, false)
            : (Math.Clamp(guess, held * sample.Each / Enough, Enough * sample.Each), held == 0
                && sample.Count(text) >= Many);
    }
}
