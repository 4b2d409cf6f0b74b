using ReformOpenData.Data.Queries;
using ReformOpenData.Data.Queries.Model;
using ReformOpenData.GraphQL.Execution;

namespace ReformOpenData.Server.Schema;

/// <summary>
/// The question behind a root field. It is kept with the field, and several requests may read it at once.
/// </summary>
internal sealed class PlannedField
{
    /// <summary>
    /// What is compared is read whole, twice: how much that is depends on how many municipalities changed.
    /// </summary>
    private const double OfCompare = 50_000;

    private readonly bool _isCompared;
    private Counted? _counted;

    private PlannedField(Fetch fetch, bool isCompared)
    {
        Fetch = fetch;
        _isCompared = isCompared;
    }

    /// <summary>What is read; for <c>compare</c>, the page that is made of what was compared.</summary>
    public Fetch Fetch { get; }

    /// <exception cref="QueryException">It cannot be asked so.</exception>
    public static PlannedField Of(SelectedField field, FetchPlanner planner) =>
        field.Once(planner, static (one, with) => Make(one, with));

    /// <summary>About how much work it is, in the release that a request asks about.</summary>
    public double WorkIn(RequestState state)
    {
        if (_isCompared)
            return OfCompare;
        // Racing threads may both count; either result serves.
        if (_counted is not { } known || known.Size != state.Size)
            _counted = known = new Counted(state.Size, state.Session.WorkOf(Fetch));
        return known.Work;
    }

    private static PlannedField Make(SelectedField field, FetchPlanner planner) => field.Definition.Name switch
    {
        "compare" => new(planner.Page(field, (ToMany)Catalog.Release.Relations["changes"]), isCompared: true),
        "release" => new(Release(field, planner), isCompared: false),
        _ => new(RootFields.Plan(planner, field), isCompared: false),
    };

    private static ListFetch Release(SelectedField field, FetchPlanner planner)
    {
        var self = (ToMany)Catalog.Release.Relations["release"];
        return new ListFetch(field.Index, new Rows(self, null, []), planner.Object(field, Catalog.Release))
        {
            Single = true,
        };
    }

    private sealed record Counted(ReleaseSize Size, double Work);
}
