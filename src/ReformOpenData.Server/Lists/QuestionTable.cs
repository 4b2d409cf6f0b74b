using System.Text;
using ReformOpenData.GraphQL;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Types;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Representations;
using GraphQLSchema = ReformOpenData.GraphQL.Types.Schema;

namespace ReformOpenData.Server.Lists;

/// <summary>
/// The table that the answer to a document is: its rows are the objects of the one list that it asks for, its columns
/// the response keys down to the values, joined by underscores. What stands above the rows is repeated in each; other
/// lists are left out.
/// </summary>
internal sealed class QuestionTable
{
    private const int MostListsNamed = 10;

    private readonly GraphQLSchema _schema;
    private readonly Dictionary<string, FragmentDefinition> _fragments;
    private int _left;

    private QuestionTable(GraphQLSchema schema, Document document, Limits limits)
    {
        _schema = schema;
        _left = limits.Fields;
        _fragments = document.Definitions.OfType<FragmentDefinition>().DistinctBy(fragment => fragment.Name)
            .ToDictionary(fragment => fragment.Name);
    }

    /// <param name="rows">Where the rows are, as in plan.ratings.groups; null where the document has one list.</param>
    /// <returns>Null for a document that is not valid, which the engine refuses in its own words.</returns>
    public static Table? Of(
        GraphQLSchema schema,
        ReadOnlyMemory<byte> document,
        string? operationName,
        string? rows,
        Limits limits,
        out AnswerFailure? failure)
    {
        failure = null;
        Document parsed;
        try
        {
            parsed = Parser.Parse(document, limits);
        }
        catch (GraphQLSyntaxException)
        {
            return null;
        }

        var operations = parsed.Definitions.OfType<OperationDefinition>().ToList();
        var operation = operationName is null && operations.Count == 1
            ? operations[0]
            : operations.Find(known => known.Name == operationName);
        if (operation is null || schema.RootType(operation.Operation) is not { } root)
            return null;
        var top = new Node("", null, []);
        return new QuestionTable(schema, parsed, limits).Collect(operation.SelectionSet, root, top, 0)
            ? Choose(top, rows, out failure)
            : null;
    }

    private bool Collect(SelectionSet selections, CompositeType type, Node into, int depth)
    {
        // A document that exceeds a limit, or whose fragments go round, the engine refuses.
        if (depth > 200)
            return false;
        foreach (var selection in selections.Selections)
        {
            if (--_left < 0)
                return false;
            var isKnown = selection switch
            {
                Field field => Add(field, type, into, depth),
                InlineFragment { TypeCondition: null } inline => Collect(inline.SelectionSet, type, into, depth + 1),
                InlineFragment inline => Condition(inline.TypeCondition!, inline.SelectionSet, into, depth),
                FragmentSpread spread => _fragments.TryGetValue(spread.Name, out var fragment)
                    && Condition(fragment.TypeCondition, fragment.SelectionSet, into, depth),
                _ => false,
            };
            if (!isKnown)
                return false;
        }

        return true;
    }

    private bool Condition(NamedTypeReference condition, SelectionSet selections, Node into, int depth) =>
        _schema.Types.Find(condition.Name) is CompositeType type && Collect(selections, type, into, depth + 1);

    private bool Add(Field field, CompositeType type, Node into, int depth)
    {
        if (_schema.FindField(type, field.Name) is not { } definition)
            return false;
        var child = into.Children.Find(known => known.Key == field.ResponseKey);
        if (child is null)
            into.Children.Add(child = new Node(field.ResponseKey, definition, [.. into.Path, field.ResponseKey]));
        return definition.Type.Named is CompositeType below
            ? field.SelectionSet is { } selections && Collect(selections, below, child, depth + 1)
            : field.SelectionSet is null;
    }

    private static Table? Choose(Node top, string? rows, out AnswerFailure? failure)
    {
        failure = null;
        var lists = top.Lists().ToList();
        var list = rows is null ? (lists.Count == 1 ? lists[0] : null) : lists.Find(known => known.Name == rows);
        if (list is null && (lists.Count > 0 || rows is not null))
        {
            failure = AnswerFailure.TableShapeInvalid(Words(lists.ConvertAll(known => known.Name), rows));
            return null;
        }

        var path = list?.Path ?? [];
        var nodes = new List<Node>();
        Leaves(top, path, nodes);
        var names = new HashSet<string>();
        var outer = nodes.Where(node => !IsBelow(node, path)).Select(node => Snake(node.Path)).ToHashSet();
        return new Table(
            path,
            [.. nodes.Select(node => new TableColumn(NameOf(node), TableColumn.CellOf(node.Definition!.Type), node.Path)
            {
                Description = node.Definition.Description,
            })])
        {
            Total = Find("totalCount"),
            PageInfo = Find("pageInfo"),
        };

        string NameOf(Node node)
        {
            var name = IsBelow(node, path) && Snake(node.Path.Skip(path.Count)) is var within && !outer.Contains(within)
                ? within
                : node.Path.Count == path.Count && IsSame(node.Path, path) ? Snake([node.Key]) : Snake(node.Path);
            var unique = name;
            for (var number = 2; !names.Add(unique); number++)
                unique = $"{name}_{number}";
            return unique;
        }

        // What a page tells of all of its rows is told in headers.
        IReadOnlyList<string>? Find(string field)
        {
            var connection = top;
            foreach (var key in path.SkipLast(1))
            {
                connection = connection.Children.Find(child => child.Key == key)!;
                if (connection.IsList)
                    return null;
            }

            var found = path.Count == 0 ? null : connection.Children.Find(child => child.Definition!.Name == field);
            return found is null || (field == "pageInfo" && !(found.Has("hasNextPage") && found.Has("endCursor")))
                ? null
                : found.Path;
        }
    }

    private static void Leaves(Node node, IReadOnlyList<string> rows, List<Node> leaves)
    {
        foreach (var child in node.Children)
        {
            var isOnTheWay = child.Path.Count <= rows.Count && IsSame(child.Path, rows.Take(child.Path.Count));
            if ((child.IsList && !isOnTheWay) || child.Definition!.Type.Named.Name == "PageInfo"
                || (child.Definition.Name == "totalCount"
                    && child.Path.Count == rows.Count
                    && IsSame(child.Path.SkipLast(1), rows.SkipLast(1))))
            {
                continue;
            }

            if (child.Definition.Type.Named.IsLeafType)
                leaves.Add(child);
            else
                Leaves(child, rows, leaves);
        }
    }

    private static string Words(List<string> lists, string? rows)
    {
        var names = string.Join(", ", lists.Take(MostListsNamed)) + (lists.Count > MostListsNamed ? " …" : "");
        return rows is null
            ? $"The answer has several lists: {names}. Choose the one that is the rows of the table, as in "
                + $"rows={lists[^1]}."
            : $"The answer has no list at “{TableParameters.Short(rows)}”."
                + (lists.Count > 0 ? $" There are {names}." : " It is one row; leave out “rows”.");
    }

    private static bool IsBelow(Node node, IReadOnlyList<string> rows) =>
        node.Path.Count > rows.Count && IsSame(node.Path.Take(rows.Count), rows);

    private static bool IsSame(IEnumerable<string> path, IEnumerable<string> other) => path.SequenceEqual(other);

    /// <summary>full_name of fullName; typename of __typename.</summary>
    private static string Snake(IEnumerable<string> keys)
    {
        var name = new StringBuilder();
        foreach (var key in keys.Select(key => key.Trim('_')))
        {
            if (name.Length > 0)
                name.Append('_');
            foreach (var (index, letter) in key.Index())
            {
                if (char.IsAsciiLetterUpper(letter)
                    && index > 0
                    && !char.IsAsciiLetterUpper(key[index - 1])
                    && key[index - 1] != '_')
                    name.Append('_');
                name.Append(char.ToLowerInvariant(letter));
            }
        }

        return name.Length == 0 ? "value" : name.ToString();
    }

    /// <summary>A field of the answer.</summary>
    private sealed record Node(string Key, FieldDefinition? Definition, IReadOnlyList<string> Path)
    {
        public List<Node> Children { get; } = [];

        public bool IsList => Definition?.Type.Nullable is ListType;

        public string Name => string.Join('.', Path);

        public bool Has(string key) => Children.Exists(child => child.Key == key);

        public IEnumerable<Node> Lists() =>
            (IsList ? [this] : Enumerable.Empty<Node>()).Concat(Children.SelectMany(child => child.Lists()));
    }
}
