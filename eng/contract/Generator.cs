using System.Text;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.Contract;

/// <summary>Makes the text of <c>schema/reform.graphql</c> from that of <c>schema/types.graphql</c>.</summary>
internal static class Generator
{
    private const string Header =
        """
        # Generated from schema/types.graphql by `dotnet run --project eng/contract`: change that file, not this one.
        # The public contract: read by people, loaded by the server, answered by introspection.
        # Each description is an English sentence, then a Japanese one.


        """;

    /// <param name="types">The UTF-8 text of types.graphql; what its directives mean is said there.</param>
    /// <exception cref="SchemaException">The text has faults; all of them are listed, with their places.</exception>
    public static string Generate(ReadOnlyMemory<byte> types)
    {
        var file = TypesFile.Read(types);
        var expansion = new FieldExpansion(file);
        List<Definition> all = [];
        var dimensions = Made(PageTypes.Dimensions);
        foreach (var definition in file.Definitions)
        {
            // Dimensions come before the first entity, after the written enums; pages after PageInfo, which they hold.
            if (definition is ObjectTypeDefinitionNode { Name: var name } && file.Entity(name) is not null)
            {
                all.AddRange(dimensions);
                dimensions = [];
            }

            all.Add(expansion.Expand(definition));
            if (definition is ObjectTypeDefinitionNode { Name: "PageInfo" })
                all.AddRange([.. Made(PageTypes.Connections), .. Made(PageTypes.Groups)]);
        }

        all.AddRange(Made(InputTypes.Of));
        new TypesCheck(file).RefuseWrittenTwice(all);
        var text = Header + string.Join("\n\n", all.Select(Printer.Print)) + "\n";
        Check(text);
        return text;

        IEnumerable<Definition> Made(Func<TypesFile, string> make) => Sdl.Parse(make(file)).Select(expansion.Expand);
    }

    /// <summary>Finds what the checks before do not know, such as a field called "and".</summary>
    private static void Check(string text)
    {
        try
        {
            SchemaBuilder.Build(Encoding.UTF8.GetBytes(text));
        }
        catch (SchemaException exception)
        {
            throw new SchemaException(
                [.. exception.Errors.Select(error =>
                    new GraphQLError("The contract made of it is not valid: " + error.Message, error.Code))]);
        }
    }
}
