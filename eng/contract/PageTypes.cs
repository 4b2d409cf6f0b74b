using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.Contract;

/// <summary>The types of pages and of groups, in the language of types.graphql.</summary>
internal static class PageTypes
{
    private const string Counts =
        "Counts all of them, whatever the page, by one or more dimensions; "
        + "an error if there are more than 10000 groups, or more than 1000 that are opened into their rows, "
        + "and first does not ask for fewer.";

    private const string CountsInJapanese =
        "ページに関わらず、全体を 1 つ以上の軸で集計します。"
        + "first の指定がなく 10000 組（組の中の行も求めるときは 1000 組）を超える場合はエラーになります。";

    private const string Empty =
        "Whether combinations that nothing falls into are given too, with count 0: "
        + "of all values that exist under the conditions on the dimensions and on what contains them.";

    private const string EmptyInJapanese =
        "該当のない組み合わせも 0 件として返すかどうかです。軸とその上位への条件の下にある値のすべての組み合わせです。";

    /// <summary>The enums of what can be grouped by.</summary>
    public static string Dimensions(TypesFile file) => ForEach(file, (entity, pages) => Sdl.Described(
        $"What {entity.Many} can be grouped by.",
        $"{entity.Japanese}を集計する軸です。",
        $"enum {pages.Group}Dimension {{ {string.Concat(file.Dimensions(entity).Select(Value))} }}"));

    /// <summary>Each connection, and its edge.</summary>
    public static string Connections(TypesFile file) => ForEach(file, (entity, pages) => $$""""
        """
        A page of {{entity.Many}}.
        {{entity.Japanese}}のページです。
        """
        type {{pages.Prefix}}Connection {
          """
          The edges, each with its cursor.
          カーソル付きの一覧です。
          """
          edges: [{{pages.Prefix}}Edge!]!
          """
          The {{entity.Many}} of the page.
          ページの{{entity.Japanese}}の一覧です。
          """
          nodes: [{{entity.Name}}!]!
          """
          Where the page is within the list.
          ページの位置です。
          """
          pageInfo: PageInfo!
          """
          How many there are on all pages together.
          全ページの合計件数です。
          """
          totalCount: Int!
          """
          {{Counts}}
          {{CountsInJapanese}}
          """
          groups(
            """
            The dimensions, at least one, each once.
            集計の軸です（1 つ以上、重複なし）。
            """
            by: [{{pages.Group}}Dimension!]!
            """
            Of each group, matchingCount and matchingShare tell of the {{entity.Many}} for which this holds; without it, of all.
            matchingCount と matchingShare が数える{{entity.Japanese}}の条件です。省略すると組のすべてです。
            """
            matching: {{entity.Filter}}
            """
            Only groups for which this holds.
            条件に合う組に絞り込みます。
            """
            having: GroupFilterInput
            """
            The order; without it, that of the dimensions.
            並べ方です。省略すると軸の順です。
            """
            order: [{{pages.Group}}GroupSortInput!]
            """
            How many groups at most: 0 to 10000.
            最大何組か（0～10000）です。
            """
            first: Int
            """
            {{Empty}}
            {{EmptyInJapanese}}
            """
            includeEmpty: Boolean! = false
          ): [{{pages.Group}}Group!]!
            @cost(weight: "5")
            @listSize(assumedSize: 50, slicingArguments: ["first"], requireOneSlicingArgument: false)
        }
        """
        One of {{entity.Many}} on a page, with its cursor.
        ページの中の{{entity.Japanese}} 1 件とカーソルです。
        """
        type {{pages.Prefix}}Edge {
          """
          Opaque; valid in its own release and in later ones.
          不透明な値です。取得したリリースと、それ以降のリリースで有効です。
          """
          cursor: String!
          """
          The {{entity.One}}.
          {{entity.Japanese}}です。
          """
          node: {{entity.Name}}!
        }

        """");

    /// <summary>The groups: keys, figures, rows.</summary>
    public static string Groups(TypesFile file) => ForEach(file, (entity, pages) => Sdl.Described(
        $"A group of {entity.Many}: its keys, how many fall into it, and what they are.",
        $"{entity.Japanese}の集計の組です。軸の値、件数、内訳を持ちます。",
        $"type {pages.Group}Group {{"
        + string.Concat(file.Dimensions(entity).Select(Key))
        + Sdl.Described($"How many {entity.Many} fall into the group.", $"この組の{entity.Japanese}の件数です。", "count: Int!")
        + Sdl.Described(
            $"The part of all {entity.Many} that the condition let through, from 0 to 1. "
                + "For a part within each group, see matchingShare.",
            $"条件に合う{entity.Japanese}全体に占める割合です（0～1）。組の中での割合は matchingShare です。",
            "share: Float!")
        + Sdl.Described(
            $"How many {entity.Many} of the group meet the condition \"matching\".",
            $"この組のうち、matching の条件に合う{entity.Japanese}の件数です。",
            "matchingCount: Int!")
        + Sdl.Described(
            "Their part of the group, from 0 to 1: matchingCount of count. Null in a group without any.",
            "この組の中での割合です（0～1）。matchingCount を count で割った値で、0 件の組では null です。",
            "matchingShare: Float")
        + string.Concat(Decimals(entity).Select(Figures))
        + (!pages.HasRows ? "" : Sdl.Described(
            $"The {entity.Many} of the group.",
            $"この組の{entity.Japanese}です。",
            $"{pages.List}: [{entity.Name}!]! @connection"))
        + "}"));

    /// <summary>The names of the figures of all fields of decimals: sum, min, max, avg, sumYen …</summary>
    public static IEnumerable<string> FigureNames(Entity entity) =>
        from field in Decimals(entity)
        from figure in (string[])["sum", "min", "max", "avg"]
        select figure + OfField(field);

    private static IEnumerable<FieldDefinitionNode> Decimals(Entity entity) =>
        entity.Fields.Where(field => field.Type.Named.Name == "Decimal");

    private static string OfField(FieldDefinitionNode field) =>
        field.Name == "number" ? "" : Sdl.UpperFirst(field.Name);

    /// <summary>Figures of a field of decimals; those of a field “number” have no name before theirs.</summary>
    private static string Figures(FieldDefinitionNode field)
    {
        var isInUnits = field.Name == "number";
        var of = OfField(field);
        var english = "null where none has one" + (isInUnits ? ", or their units differ: group by UNIT." : ".");
        var japanese = "値がなければ null です。" + (isInUnits ? "単位が異なる値があるときも null です（軸に UNIT を加えてください）。" : "");
        return Figure("sum", $"The sum of {field.Name}", $"{field.Name} の合計です。")
            + Figure("min", $"The least {field.Name}", $"{field.Name} の最小値です。")
            + Figure("max", $"The greatest {field.Name}", $"{field.Name} の最大値です。")
            + Figure("avg", $"The mean of {field.Name}, to ten decimals", $"{field.Name} の平均です（小数 10 桁まで）。");

        string Figure(string name, string what, string nani) =>
            Sdl.Described($"{what}; {english}", nani + japanese, $"{name}{of}: Decimal");
    }

    private static string Value(Dimension dimension) => dimension switch
    {
        { Entity: null } => Value(dimension, $"By {dimension.Name}.", $"{dimension.Name} の値別です。"),
        { Entity: var entity, IsRepeated: false } => Value(dimension, $"By {entity.One}.", $"{entity.Japanese}別です。"),
        { Entity: var entity } => Value(
            dimension,
            $"By {entity.One}: what names several {entity.Many} counts once for each.",
            $"{entity.Japanese}別です。複数の{entity.Japanese}を持つものは、{entity.Japanese}ごとに 1 件と数えます。"),
    };

    private static string Value(Dimension dimension, string english, string japanese) =>
        Sdl.Described(english, japanese, Sdl.UpperSnake(dimension.Name));

    private static string Key(Dimension dimension) => Sdl.Described(
        $"The {dimension.Entity?.One ?? dimension.Name} of the group; null if it was not grouped by it.",
        $"この組の{dimension.Entity?.Japanese ?? $" {dimension.Name} "}です。軸でなければ null です。",
        $"{dimension.Name}: {dimension.Type}");

    private static string ForEach(TypesFile file, Func<Entity, Pages, string> make) =>
        string.Concat(file.Paged.Select(entity => make(entity, entity.Pages!)));
}
