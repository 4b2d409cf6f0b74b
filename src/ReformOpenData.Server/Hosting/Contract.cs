using ReformOpenData.GraphQL.Types;
using GraphQLSchema = ReformOpenData.GraphQL.Types.Schema;

namespace ReformOpenData.Server.Hosting;

/// <summary>The public contract: schema/reform.graphql, which comes with the program.</summary>
internal sealed record Contract(ReadOnlyMemory<byte> Sdl, GraphQLSchema Schema)
{
    public static Contract Read()
    {
        var sdl = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "schema", "reform.graphql"));
        return new(sdl, SchemaBuilder.Build(sdl));
    }
}
