using RazorSlices;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Pages;

/// <summary>What a page shows within the frame.</summary>
/// <param name="Title">In the language of the page, but for words of the data.</param>
internal sealed record PageView(string Title, RazorSlice Body)
{
    /// <summary>One sentence for who finds the page in a list of results.</summary>
    public string? Description { get; init; }

    /// <summary>The pages above, from the top; the first page is before them.</summary>
    public IReadOnlyList<Crumb> Crumbs { get; init; } = [];

    /// <summary>
    /// Lists that can be had as files, of what the page is about, and how many rows they have, where the answer tells.
    /// </summary>
    public IReadOnlyList<(string Name, long? Rows)> Lists { get; init; } = [];

    /// <summary>Segments of the thing whose rows the lists have.</summary>
    public IReadOnlyList<string> Owner { get; init; } = [];

    /// <summary>The query string of the same rows in the lists, without its question mark.</summary>
    public string ListQuery { get; init; } = "";

    /// <summary>Where the one thing that the page shows is printed; null of any other page.</summary>
    public Place? Print { get; init; }

    /// <summary>What search engines are told of the data; null where the page is of none that stand alone.</summary>
    public PageDataset? Dataset { get; init; }

    /// <summary>Parts of the page that other sites can show in a frame.</summary>
    public IReadOnlyList<Embed> Embeds { get; init; } = [];

    /// <summary>False where a search engine has no business: each search would be a page.</summary>
    public bool IsIndexed { get; init; } = true;

    /// <summary>What the headers of the page say of it.</summary>
    public TableFacts Facts => new(null, null)
    {
        Shown = new ShownRows(Owner, [.. Lists.Select(list => list.Name)], ListQuery),
    };
}

/// <summary>A page above.</summary>
internal sealed record Crumb(string Text, string Path, bool IsData = true);

/// <summary>A part of a page for a frame on another site.</summary>
/// <param name="Name">Behind the key in its address; empty for the thing itself.</param>
/// <param name="Height">In pixels, for what it shows now.</param>
internal sealed record Embed(string Name, string Title, int Height);

/// <summary>The data set of a page, which has the page's description.</summary>
/// <param name="Years">The first and the last fiscal year; null where there are several plans.</param>
/// <param name="Place">The municipality; null where there are several.</param>
internal sealed record PageDataset(
    string Name, (int First, int Last)? Years = null, string? Place = null);
