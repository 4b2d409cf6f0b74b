using ReformOpenData.Data.Queries;
using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Data.Search;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Types;
using Part = (string Text, bool IsMatch);
using Place = (int Start, int Length);

namespace ReformOpenData.Server.Schema;

/// <summary>Search: a connection whose rows are texts, each with the object that it belongs to.</summary>
internal static class SearchFields
{
    private const int MostTerms = 10;
    private const int MostCharacters = 200;
    private const int MostContext = 500;

    private static readonly (SearchedText Text, Entity Entity)[] Texts =
    [
        .. from node in Catalog.Nodes
           from text in node.Texts
           orderby text.Kind
           select (text, node.Entity),
    ];

    /// <summary>The question of a <c>search</c> field.</summary>
    public static Fetch Plan(FetchPlanner planner, SelectedField field)
    {
        var terms = Terms((string)field.Arguments["query"]!);
        var relation = (ToMany)Catalog.Release.Relations["search"];
        var conditions = terms.ConvertAll(term => (Filter)new Mentions(term));
        var texts = Texts;
        if (field.Arguments["in"] is IReadOnlyList<object?> names)
        {
            texts = Array.FindAll(texts, sought => names.Contains(sought.Text.Name));
            conditions.Add(new Disjunction([.. texts.Select(sought => Of(sought.Text))]));
        }

        if (field.Arguments["municipality"] is string code)
        {
            conditions.Add(new Related(
                Catalog.SearchText.Relations["edition"],
                new Compare(Catalog.Edition.Columns["municipalityCode"], Comparison.Equal, code)));
        }

        return planner.Page(
            field,
            new Rows(relation, new Conjunction(conditions), []),
            result => Result(planner, result, terms, texts));
    }

    public static void Bind(Bindings bindings)
    {
        bindings
            .Leaf<Row>("SearchResult.field", static (row, field, ref writer) =>
                writer.Enum(NameOf((string)row[field.Index].Reference!)))
            .Property<Row>("SearchResult.highlights", static (row, field) => Places(row, field))
            .Property<Row>("SearchResult.snippet", static (row, field) =>
                Highlights.Snippet(
                    (string)row[field.Index].Reference!, Places(row, field), (int)field.Arguments["context"]!))
            .Leaf<Place>("Highlight.start", static (place, _, ref writer) => writer.Int(place.Start))
            .Leaf<Place>("Highlight.length", static (place, _, ref writer) => writer.Int(place.Length))
            .Leaf<Part>("SnippetPart.text", static (part, _, ref writer) => writer.String(part.Text))
            .Leaf<Part>("SnippetPart.isMatch", static (part, _, ref writer) => writer.Boolean(part.IsMatch));
    }

    /// <summary>What of a result: its last slot holds the terms.</summary>
    private static Shape Result(
        FetchPlanner planner, SelectedField field, List<string> terms, (SearchedText Text, Entity Entity)[] texts)
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
                    shape.Variants.Add((
                        Catalog.SearchText.Columns["kind"],
                        one.Index,
                        texts.DistinctBy(sought => sought.Text.Kind).ToDictionary(
                            sought => (long)sought.Text.Kind,
                            sought => planner.Object(one, planner.TypeOf(sought.Entity), sought.Entity))));
                    break;
                default:
                    break;
            }
        }

        return shape;
    }

    private static Filter Of(SearchedText text)
    {
        var kind = new Compare(Catalog.SearchText.Columns["kind"], Comparison.Equal, (long)text.Kind);
        return Texts.Count(other => other.Text.Kind == text.Kind) == 1
            ? kind
            : new Conjunction([kind, new Compare(Catalog.SearchText.Columns["name"], Comparison.Equal, text.Field)]);
    }

    private static IReadOnlyList<Place> Places(Row row, SelectedField field) =>
        Highlights.Find((string)row[field.Index].Reference!, (List<string>)row[row.Width - 1].Reference!);

    private static List<string> Terms(string query)
    {
        if (query.Length > MostCharacters)
        {
            throw new QueryException(
                QueryFault.Search,
                $"The query has {query.Length} characters; at most {MostCharacters} are searched for.");
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

    private static string NameOf(string stored) => Array.Find(Texts, sought => sought.Text.Stored == stored).Text.Name;
}
