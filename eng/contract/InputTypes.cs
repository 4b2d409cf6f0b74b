using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.Contract;

/// <summary>Filters and orders, in the language of types.graphql.</summary>
internal static class InputTypes
{
    private const string All = "All of these hold.";
    private const string AllInJapanese = "すべてを満たすものです。";
    private const string Not = "This does not hold.";
    private const string NotInJapanese = "満たさないものです。";

    private const string GroupFilter = """"
        """
        Keeps groups by their figures.
        集計値で組を絞り込みます。
        """
        input GroupFilterInput {
          """
          All of these hold.
          すべてを満たすものです。
          """
          and: [GroupFilterInput!]
          """
          One of these holds.
          いずれかを満たすものです。
          """
          or: [GroupFilterInput!]
          """
          This does not hold.
          満たさないものです。
          """
          not: GroupFilterInput
          """
          By the count.
          件数によります。
          """
          count: IntOperationFilterInput
          """
          By the share.
          割合によります。
          """
          share: FloatOperationFilterInput
          """
          By the number that meets the condition "matching".
          matching の条件に合う件数によります。
          """
          matchingCount: IntOperationFilterInput
          """
          By the share within the group.
          組の中での割合によります。
          """
          matchingShare: FloatOperationFilterInput
        }

        """";

    private static readonly (string Name, string English, string Japanese)[] Equality =
    [
        ("eq", "Equals; null asks for what has no value.", "等しいものです。null は値がないものを求めます。"),
        ("neq", "Does not equal; null asks for what has a value.", "等しくないものです。null は値があるものを求めます。"),
    ];

    private static readonly (string Name, string English, string Japanese)[] Membership =
    [
        ("in", "Is one of these; null among them asks for what has no value.", "いずれかに等しいものです。null は値がないものを求めます。"),
        ("nin", "Is none of these.", "いずれにも等しくないものです。"),
    ];

    private static readonly (string Name, string English, string Japanese)[] Size =
    [
        ("gt", "Is greater; what has no value never is.", "より大きいものです。"),
        ("ngt", "Is not greater.", "より大きくないものです。"),
        ("gte", "Is greater or equal.", "以上のものです。"),
        ("ngte", "Is not greater or equal.", "以上でないものです。"),
        ("lt", "Is less.", "より小さいものです。"),
        ("nlt", "Is not less.", "より小さくないものです。"),
        ("lte", "Is less or equal.", "以下のものです。"),
        ("nlte", "Is not less or equal.", "以下でないものです。"),
    ];

    private static readonly (string Name, string English, string Japanese)[] Text =
    [
        ("and", All, AllInJapanese),
        ("or", "One of these holds.", "いずれかを満たすものです。"),
        .. Equality,
        ("contains", "Contains this, of one character or more.", "含むものです（1 文字以上）。"),
        ("ncontains", "Does not contain this.", "含まないものです。"),
        .. Membership,
        ("startsWith", "Starts with this.", "これで始まるものです。"),
        ("nstartsWith", "Does not start with this.", "これで始まらないものです。"),
        ("endsWith", "Ends with this.", "これで終わるものです。"),
        ("nendsWith", "Does not end with this.", "これで終わらないものです。"),
    ];

    public static string Of(TypesFile file) =>
        string.Concat(file.Compared.Select(Operators))
        + GroupFilter
        + string.Concat(file.Entities.Select(entity => Filter(file, entity)))
        + string.Concat(file.Listed.Select(ListFilter))
        + string.Concat(file.Entities.Where(entity => entity.IsOrdered).Select(entity => Order(file, entity)))
        + string.Concat(file.Paged.Select(entity => GroupOrder(file, entity)));

    private static string Operators(ComparedType type)
    {
        (string Name, string English, string Japanese)[] operators = type switch
        {
            { Name: "String" } => Text,
            { Name: "Boolean" } => Equality,
            { Name: "ID" } or { IsEnum: true } => [.. Equality, .. Membership],
            _ => [.. Equality, .. Membership, .. Size],
        };
        return Sdl.Described(
            $"Compares {type.English}; all given operators must hold.",
            $"{type.Japanese}比べます。すべての条件を満たすものです。",
            $"input {type.Filter} {{ {string.Concat(operators.Select(Operator))} }}");

        string Operator((string Name, string English, string Japanese) test) => Sdl.Described(
            test.English,
            test.Japanese,
            $"{test.Name}: " + test.Name switch
            {
                "and" or "or" => $"[{type.Filter}!]",
                "in" or "nin" => $"[{type.Name}]",
                _ => type.Name,
            });
    }

    private static string Filter(TypesFile file, Entity entity)
    {
        return Sdl.Described(
            $"Keeps {entity.Many} by their fields; all given conditions must hold, and an empty object keeps all.",
            $"{entity.Japanese}をフィールドの値で絞り込みます。すべての条件を満たすものです。空のオブジェクトは絞り込みません。",
            $"input {entity.Filter} {{"
            + Sdl.Described(All, AllInJapanese, $"and: [{entity.Filter}!]")
            + Sdl.Described(
                "One of these holds; none does in an empty list.",
                "いずれかを満たすものです。空のリストは何も満たしません。",
                $"or: [{entity.Filter}!]")
            + Sdl.Described(Not, NotInJapanese, $"not: {entity.Filter}")
            + string.Concat(entity.Fields.Select(Condition))
            + "}");

        string Condition(FieldDefinitionNode field)
        {
            var words = field.Description!.Value.Split('\n');
            var type = file.Entity(field.Type) is not { } target ? file.Comparison(field.Type)!.Filter
                : field.Type.IsList() ? $"ListFilterInputTypeOf{target.Filter}"
                : target.Filter;
            return Sdl.Described(
                $"By {field.Name}: {Sdl.LowerFirst(words[0])}",
                $"{field.Name} によります。{words[1]}",
                $"{field.Name}: {type}");
        }
    }

    private static string ListFilter(Entity entity) => $$""""
        """
        Keeps by a list of {{entity.Many}}; all given conditions must hold.
        {{entity.Japanese}}の一覧で絞り込みます。すべての条件を満たすものです。
        """
        input ListFilterInputTypeOf{{entity.Filter}} {
          """
          This holds for every one of them; also where there is none.
          すべてが満たすものです。空の一覧も含みます。
          """
          all: {{entity.Filter}}
          """
          This holds for none of them.
          いずれも満たさないものです。
          """
          none: {{entity.Filter}}
          """
          This holds for at least one of them.
          少なくとも 1 件が満たすものです。
          """
          some: {{entity.Filter}}
          """
          Whether there is any at all.
          1 件でもあるかどうかです。
          """
          any: Boolean
        }

        """";

    private static string Order(TypesFile file, Entity entity) => Orders(
        Entity.Order(entity),
        entity.Many,
        entity.Japanese,
        from field in entity.Fields
        where !field.Type.IsList()
        let target = file.Entity(field.Type)
        where target is null or { IsOrdered: true }
        select Sdl.Described($"By {field.Name}.", $"{field.Name} の順です。", $"{field.Name}: {Entity.Order(target)}"));

    private static string GroupOrder(TypesFile file, Entity entity) => Orders(
        $"{entity.Pages!.Group}GroupSortInput",
        $"groups of {entity.Many}",
        $"{entity.Japanese}の集計",
        file.Dimensions(entity)
            .Select(dimension => Sdl.Described(
                $"By {dimension.Name}, where it is a dimension.",
                $"{dimension.Name} の順です（軸である場合）。",
                $"{dimension.Name}: {Entity.Order(dimension.Entity)}"))
            .Concat(PageTypes.FigureNames(entity).Select(figure => Sdl.Described(
                $"By {figure}; groups where it is null count as smaller than all others.",
                $"{figure} の順です。null の組はどの組よりも小さいものとします。",
                $"{figure}: SortEnumType")))
            .Prepend(Sdl.Described("By the share within the group.", "組の中での割合の順です。", "matchingShare: SortEnumType"))
            .Prepend(Sdl.Described(
                "By the number that meets the condition \"matching\".",
                "matching の条件に合う件数の順です。",
                "matchingCount: SortEnumType"))
            .Prepend(Sdl.Described("By the share.", "割合の順です。", "share: SortEnumType"))
            .Prepend(Sdl.Described("By the count.", "件数の順です。", "count: SortEnumType")));

    private static string Orders(string name, string english, string japanese, IEnumerable<string> fields) =>
        Sdl.Described(
            $"Orders {english}; one field for each object, the first object weighs most.",
            $"{japanese}の並べ方です。1 つのオブジェクトに 1 つのフィールドを指定し、前のものを優先します。",
            $"input {name} {{ {string.Concat(fields)} }}");
}
