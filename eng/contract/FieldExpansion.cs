using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.Contract;

/// <summary>
/// Gives fields the arguments that <c>@connection</c> and <c>@list</c> mean, and takes the generator's directives away.
/// </summary>
internal sealed class FieldExpansion(TypesFile file)
{
    private const string PageArguments = """"
        """
        How many at most, counted from the start or from after: 0 to 1000; 100 without first and last.
        先頭（または after の次）から最大何件か（0～1000）。first も last もなければ 100 件です。
        """
        first: Int
        """
        A cursor: only what follows it.
        カーソルです。これより後だけを返します。
        """
        after: String
        """
        How many at most, counted from the end or from before: 0 to 1000; not together with first.
        末尾（または before の前）から最大何件か（0～1000）。first と同時には使えません。
        """
        last: Int
        """
        A cursor: only what comes before it.
        カーソルです。これより前だけを返します。
        """
        before: String
        """";

    private const string PageSize =
        """
        @listSize(
          assumedSize: 100, slicingArguments: ["first", "last"]
          sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false
        )
        """;

    public Definition Expand(Definition definition) => definition switch
    {
        ObjectTypeDefinitionNode type => new ObjectTypeDefinitionNode(
            HeadOf(type),
            new Name(type.Name, type.NameStart),
            type.Interfaces,
            TypesFile.WithoutOwn(type.Directives),
            [.. type.Fields.Concat(file.RootFields(type)).Select(Expand)]),
        EnumTypeDefinitionNode type => new EnumTypeDefinitionNode(
            HeadOf(type),
            new Name(type.Name, type.NameStart),
            TypesFile.WithoutOwn(type.Directives),
            type.Values),
        ScalarTypeDefinitionNode type => new ScalarTypeDefinitionNode(
            HeadOf(type),
            new Name(type.Name, type.NameStart),
            TypesFile.WithoutOwn(type.Directives)),
        _ => definition,
    };

    private static DefinitionHead HeadOf(TypeSystemDefinitionNode type) =>
        new(type.Start, type.Description, type.IsExtension);

    private FieldDefinitionNode Expand(FieldDefinitionNode field)
    {
        var (type, arguments, size) = (field.Type.ToString(), "", "");
        if (field.Find("list") is { } list)
        {
            arguments = $"({Conditions(field)})";
            size = $"@listSize(assumedSize: {Printer.Print(list.FindArgument("size")!)})";
        }
        else if (field.Find("connection") is not null)
        {
            arguments = $"({(field.Type.IsList() ? Conditions(field) : "")}{PageArguments})";
            type = field.Type.IsList() ? $"{file.Entity(field.Type)!.Pages!.Prefix}Connection" : type;
            size = PageSize;
        }

        var made = ((ObjectTypeDefinitionNode)Sdl.Parse($"type T {{ f{arguments}: {type} {size} }}")[0]).Fields[0];
        return new FieldDefinitionNode(
            field.Start,
            field.Description,
            new Name(field.Name, field.NameStart),
            [.. field.Arguments, .. made.Arguments],
            made.Type,
            [.. TypesFile.WithoutOwn(field.Directives), .. made.Directives]);
    }

    private string Conditions(FieldDefinitionNode field)
    {
        var entity = file.Entity(field.Type)!;
        var where = Sdl.Described(
            $"Only {entity.Many} for which this holds.",
            $"条件に合う{entity.Japanese}に絞り込みます。",
            $"where: {entity.Filter}");
        return !entity.IsOrdered ? where : where + Sdl.Described(
            "The order; without it, that of the print.",
            "並べ方です。省略すると印字順です。",
            $"order: [{Entity.Order(entity)}!]");
    }
}
