using System.Globalization;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Queries;
using ReformOpenData.Data.Queries.Model;
using ReformOpenData.GraphQL.Execution;

namespace ReformOpenData.Server.Schema;

/// <summary>
/// The fields of the root, and those of a release that are the same, whose question is more than a plain column or
/// relation.
/// </summary>
internal static class RootFields
{
    private static readonly Dictionary<string, Func<FetchPlanner, SelectedField, Fetch>> Fields = new()
    {
        ["municipality"] = (planner, field) => ByKey(planner, field, "municipalities", Text(field, "code")),
        ["plan"] = (planner, field) =>
            ByKey(planner, field, "plans", Plan(field, "firstFiscalYear")),
        ["category"] = (planner, field) => ByKey(planner, field, "categories", Category(field, "number")),
        ["item"] = (planner, field) => ByKey(planner, field, "items", Item(field, "number")),
        ["initiative"] = (planner, field) => ByKey(planner, field, "initiatives", Initiative(field, "number")),
        ["assessment"] = (planner, field) => ByKey(planner, field, "assessments", Assessment(field, "number")),
        ["department"] = (planner, field) =>
            ByKey(planner, field, "departments", Keys.Department(Text(field, "municipality"), Text(field, "fullName"))),
        ["narrative"] = (planner, field) => ByKey(planner, field, "narratives", Keys.YearlyNarrative(
            Assessment(field, "assessment"),
            Number(field, "fiscalYear"),
            NarrativeKinds.Parse(Text(field, "kind"))!.Value)),
        ["rating"] = (planner, field) => ByKey(
            planner,
            field,
            "ratings",
            Keys.Rating(Assessment(field, "assessment"), Number(field, "fiscalYear"), Number(field, "number"))),
        ["sourceDocument"] = (planner, field) =>
            ByKey(planner, field, "sourceDocuments", $"{Text(field, "municipality")}/{Text(field, "sha256")}"),
        ["correction"] = Correction,
        ["release"] = Release,
        ["compare"] = static (planner, field) =>
            planner.Page(field, (ToMany)Catalog.Release.Relations["changes"]),
        ["node"] = Node,
        ["nodes"] = (planner, field) => ByIds(planner, field, (IReadOnlyList<object?>)field.Arguments["ids"]!),
        ["dataset"] = DatasetFields.Plan,
        ["search"] = SearchFields.Plan,
    };

    /// <summary>How a field of the root or of a release is planned; null for a plain column or relation of a
    /// release.</summary>
    public static Func<FetchPlanner, SelectedField, Fetch>? Find(string name) => Fields.GetValueOrDefault(name);

    private static ListFetch ByKey(FetchPlanner planner, SelectedField field, string list, string key)
    {
        var relation = (ToMany)Catalog.Release.Relations[list];
        var filter = new Compare(relation.Target.Key!, Comparison.Equal, key);
        return Single(field, relation, filter, planner.Object(field, relation.Target));
    }

    private static ListFetch Single(SelectedField field, ToMany relation, Filter? filter, Shape shape) =>
        new(field.Index, new Rows(relation, filter, []), shape) { Single = true };

    private static ListFetch Release(FetchPlanner planner, SelectedField field) => Single(
        field, (ToMany)Catalog.Release.Relations["release"], null, planner.Object(field, Catalog.Release));

    private static ListFetch Correction(FetchPlanner planner, SelectedField field)
    {
        var key = GlobalId.TryDecode(Text(field, "target"), out _, out var target)
            ? $"{target}/{Text(field, "field")}"
            : "";
        return ByKey(planner, field, "corrections", key);
    }

    private static ListFetch Node(FetchPlanner planner, SelectedField field)
    {
        // What this server never gave is nowhere, and takes no statement of its own kind.
        if (!GlobalId.TryDecode(Text(field, "id"), out var entity, out var key))
            (entity, key) = (Catalog.Municipality, "");
        var type = planner.TypeOf(entity);
        var relation = entity == Catalog.Release
            ? (ToMany)Catalog.Release.Relations["releases"]
            : (ToMany)Catalog.Release.Relations.Values.First(
                one => one is ToMany { Link: not null } && one.Target == entity);
        Filter filter = entity.Key is { } column ? new Compare(column, Comparison.Equal, key)
            : long.TryParse(key, out var number) && number.ToString(CultureInfo.InvariantCulture) == key
                ? new Compare(entity.Columns["number"], Comparison.Equal, number)
                : Filter.Nothing;
        return Single(field, relation, filter, planner.Object(field, type, entity));
    }

    private static KeysFetch ByIds(FetchPlanner planner, SelectedField field, IReadOnlyList<object?> ids)
    {
        if (ids.Count > QueryLimits.MostIds)
        {
            throw new QueryException(
                QueryFault.Page,
                $"\"ids\" holds {ids.Count} identifiers; at most {QueryLimits.MostIds} can be asked for at once.");
        }

        var keys = new List<(Entity Entity, string Key)?>();
        var shapes = new Dictionary<Entity, Shape>();
        foreach (var id in ids)
        {
            if (!GlobalId.TryDecode((string)id!, out var entity, out var key))
            {
                keys.Add(null);
                continue;
            }

            keys.Add((entity, key));
            if (!shapes.ContainsKey(entity))
                shapes.Add(entity, planner.Object(field, planner.TypeOf(entity), entity));
        }

        return new KeysFetch(field.Index, keys, shapes);
    }

    private static string Plan(SelectedField field, string firstFiscalYear) => Keys.Plan(
        Text(field, "municipality"),
        Keys.PlanCode(Number(field, firstFiscalYear), field.Arguments["planId"] as string));

    private static string Category(SelectedField field, string number) =>
        Keys.Category(Plan(field, "plan"), Number(field, number));

    private static string Item(SelectedField field, string number) =>
        Keys.Item(Category(field, "category"), Number(field, number));

    private static string Initiative(SelectedField field, string number) =>
        Keys.Initiative(Item(field, "item"), Number(field, number));

    private static string Assessment(SelectedField field, string number) =>
        Keys.Assessment(Initiative(field, "initiative"), Number(field, number));

    private static string Text(SelectedField field, string argument) => (string)field.Arguments[argument]!;

    private static int Number(SelectedField field, string argument) => (int)field.Arguments[argument]!;
}
