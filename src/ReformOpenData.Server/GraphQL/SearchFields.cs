using ReformOpenData.Data.Queries;
using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Data.Search;
using ReformOpenData.Data.Storage.Rows;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Types;
using Part = (string Text, bool IsMatch);
using Place = (int Start, int Length);

namespace ReformOpenData.Server.GraphQL;

/// <summary>Search: a connection whose rows are texts, each with the object that it belongs to.</summary>
internal static class SearchFields
{
    private const int MostTerms = 10;
    private const int MostCharacters = 200;
    private const int MostContext = 500;

    /// <summary>Kind and field in the store, and the name in the API; two fields of a municipality go by one name.</summary>
    private static readonly (string Stored, string Name)[] Fields =
    [
        ("1:name", "MUNICIPALITY_NAME"), ("1:romanName", "MUNICIPALITY_NAME"), ("2:fullName", "DEPARTMENT_NAME"),
        ("3:title", "PLAN_TITLE"), ("4:name", "CATEGORY_NAME"), ("5:name", "ITEM_NAME"), ("6:name", "INITIATIVE_NAME"),
        ("6:description", "INITIATIVE_DESCRIPTION"), ("7:text", "SUMMARY_TEXT"), ("8:text", "NARRATIVE_TEXT"),
    ];

    private static readonly (SearchKind Kind, Entity Entity)[] Kinds =
    [
        (SearchKind.Municipality, Catalog.Municipality), (SearchKind.Department, Catalog.Department),
        (SearchKind.Plan, Catalog.Plan), (SearchKind.Category, Catalog.Category), (SearchKind.Item, Catalog.Item),
        (SearchKind.Initiative, Catalog.Initiative), (SearchKind.Assessment, Catalog.Assessment),
        (SearchKind.Narrative, Catalog.Narrative),
    ];

    /// <summary>The question of a <c>search</c> field.</summary>
    public static Fetch Plan(FetchPlanner planner, SelectedField field)
    {
        var terms = Terms((string)field.Arguments["query"]!);
        var relation = (ToMany)Catalog.Release.Relations["search"];
        var conditions = terms.ConvertAll(term => (Filter)new Mentions(term));
        var kinds = Kinds;
        if (field.Arguments["in"] is IReadOnlyList<object?> names)
        {
            var fields = Fields.Where(one => names.Contains(one.Name)).Select(one => one.Stored).ToList();
            conditions.Add(new Disjunction([.. fields.Select(Of)]));
            kinds = [.. kinds.Where(kind => fields.Exists(one => KindOf(one) == (long)kind.Kind))];
        }

        if (field.Arguments["municipality"] is string code)
        {
            conditions.Add(new Related(
                Catalog.SearchText.Relations["edition"],
                new Compare(Catalog.Edition.Columns["municipalityCode"], Comparison.Equal, code)));
        }

        return planner.Page(
            field, new Rows(relation, new Conjunction(conditions), []), result => Result(planner, result, terms, kinds));
    }

    public static void Bind(Bindings bindings)
    {
        bindings
            .Leaf<Row>("SearchResult.field", static (Row row, SelectedField field, ref LeafWriter writer) =>
                writer.Enum(NameOf((string)row[field.Index].Reference!)))
            .Property<Row>("SearchResult.highlights", static (row, field) => Places(row, field))
            .Property<Row>("SearchResult.snippet", static (row, field) =>
                Highlights.Snippet((string)row[field.Index].Reference!, Places(row, field), (int)field.Arguments["context"]!))
            .Leaf<Place>("Highlight.start", static (Place place, SelectedField _, ref LeafWriter writer) =>
                writer.Int(place.Start))
            .Leaf<Place>("Highlight.length", static (Place place, SelectedField _, ref LeafWriter writer) =>
                writer.Int(place.Length))
            .Leaf<Part>("SnippetPart.text", static (Part part, SelectedField _, ref LeafWriter writer) =>
                writer.String(part.Text))
            .Leaf<Part>("SnippetPart.isMatch", static (Part part, SelectedField _, ref LeafWriter writer) =>
                writer.Boolean(part.IsMatch));
    }

    /// <summary>What of a result: its last slot holds the terms.</summary>
    private static Shape Result(
        FetchPlanner planner, SelectedField field, List<string> terms, IEnumerable<(SearchKind Kind, Entity Entity)> kinds)
    {
        var fields = field.Fields((ObjectType)field.Definition.Type.Named);
        var shape = new Shape(Catalog.SearchText, fields.Count + 1);
        shape.Constants.Add((fields.Count, terms.ConvertAll(Folding.Fold)));
        foreach (var one in fields)
        {
            switch (one.Definition.Name)
            {
                case "field":
                    shape.Columns.Add((Catalog.SearchText.Columns["field"], one.Index));
                    break;
                case "text" or "highlights":
                    shape.Columns.Add((Catalog.SearchText.Columns["text"], one.Index));
                    break;
                case "snippet":
                    if ((int)one.Arguments["context"]! is < 0 or > MostContext)
                        throw new QueryException(QueryFault.Search, $"\"context\" must be 0 to {MostContext}.");
                    shape.Columns.Add((Catalog.SearchText.Columns["text"], one.Index));
                    break;
                case "node":
                    shape.Variants.Add((Catalog.SearchText.Columns["kind"], one.Index, kinds.ToDictionary(
                        kind => (long)kind.Kind, kind => planner.Object(one, planner.TypeOf(kind.Entity), kind.Entity))));
                    break;
                default:
                    break;
            }
        }

        return shape;
    }

    private static Filter Of(string stored)
    {
        var kind = new Compare(Catalog.SearchText.Columns["kind"], Comparison.Equal, KindOf(stored));
        return Fields.Count(one => KindOf(one.Stored) == KindOf(stored)) == 1
            ? kind
            : new Conjunction([kind, new Compare(Catalog.SearchText.Columns["name"], Comparison.Equal, stored[2..])]);
    }

    private static long KindOf(string stored) => stored[0] - '0';

    private static IReadOnlyList<Place> Places(Row row, SelectedField field) =>
        Highlights.Find((string)row[field.Index].Reference!, (List<string>)row[row.Width - 1].Reference!);

    private static List<string> Terms(string query)
    {
        if (query.Length > MostCharacters)
        {
            throw new QueryException(
                QueryFault.Search, $"The query has {query.Length} characters; at most {MostCharacters} are searched for.");
        }

        var terms = query.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Where(term => Folding.Fold(term).Length > 0).Distinct().ToList();
        return terms.Count switch
        {
            0 => throw new QueryException(QueryFault.Search, "The query holds no term to search for."),
            > MostTerms => throw new QueryException(
                QueryFault.Search, $"The query has {terms.Count} terms; at most {MostTerms} are searched for."),
            _ => terms,
        };
    }

    private static string NameOf(string stored) => Array.Find(Fields, one => one.Stored == stored).Name;
}
