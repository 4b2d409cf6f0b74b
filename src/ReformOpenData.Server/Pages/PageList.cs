using ReformOpenData.Server.Endpoints;
using ReformOpenData.Server.Lists;
using ReformOpenData.Server.Metadata;
using ReformOpenData.Server.Pages.Embeds;
using ReformOpenData.Server.Pages.Gallery;
using ReformOpenData.Server.Pages.Kinds;

namespace ReformOpenData.Server.Pages;

/// <summary>Every kind of page.</summary>
internal static class PageList
{
    public static IReadOnlyList<Page> All { get; } =
    [
        new CitiesPage(),
        new CityPage(),
        new PlanPage(),
        new CategoryPage(),
        new ItemPage(),
        new InitiativePage(),
        new RowPage(),
        .. NarrativeWords.Order.Select(kind => new NarrativePage(kind)),
        new RatingPage(),
        new DepartmentsPage(),
        new DepartmentPage(),
        new DocumentPage(),
        new YearPage(),
        new SearchPage(),
        new SuggestionsPage(),
        new ReleasesPage(),
        new ReleasePage(),
        new UsePage(),
        new AboutPage(),
        new AccessibilityPage(),
        new GalleryPage(),
        .. ChartList.All.Select(chart => new ChartPage(chart)),
        .. ChartList.All.Select(chart => new ChartPicture(chart, isNarrow: false)),
        .. ChartList.All.Select(chart => new ChartPicture(chart, isNarrow: true)),
        .. ChartList.All.Select(chart => new ChartDocument(chart)),
        new EmbedCity(),
        new EmbedPlan(),
        new EmbedMatrix(),
        new EmbedMatrixSvg(),
        new EmbedDepartment(),
        new EmbedSearch(),
        new EmbedLatest(),
    ];

    /// <summary>The page of a request; null where it is for something else.</summary>
    public static Found? Find(HttpRequest request)
    {
        // The name of a department may be anything; an ending that is known is none of it.
        if (MetadataAddress.Parse(request.Path.Value!) is not null)
            return null;
        if ((FindForm(request.Path.Value!) ?? Find(request.Path.Value!)) is not { } found)
            return null;
        if (found.Format is not null)
            return found;
        // /releases and /072028/departments are lists too, which programs ask for.
        var isList = found.Address.Language == Language.Japanese && ListAddress.Parse(request.Path.Value!) is not null;
        return isList && !Accepts.Html(request) ? null : found;
    }

    /// <summary>The page of a path; null where there is none.</summary>
    public static Found? Find(string path) => PageAddress.Parse(path) is { } address ? Find(address) : null;

    /// <summary>The page at an address; null where there is none.</summary>
    public static Found? Find(PageAddress address)
    {
        foreach (var page in All)
        {
            if ((address.Release is null || page.IsOfRelease) && page.Match(address.Segments) is { } values)
                return new Found(page, address, values, null);
        }

        return null;
    }

    /// <summary>
    /// What a thing's page is made of, where a path ends in the name of such a form: /072028/2017.json.
    /// </summary>
    private static Found? FindForm(string path)
    {
        var dot = path.LastIndexOf('.');
        var format = path[(dot + 1)..];
        return dot > 0 && PageForm.Has(format) && Find(path[..dot]) is { Address.Language: Language.Japanese } found
            && ListOwner.Of(found.Address.Segments) is not null ? found with { Format = format } : null;
    }

    /// <summary>A page, its address, and the values in it.</summary>
    /// <param name="Format">The form that its address ends in; null for the page itself.</param>
    internal sealed record Found(
        Page Page, PageAddress Address, IReadOnlyDictionary<string, string> Values, string? Format);
}
