using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.GraphQL.Types;

/// <summary>Makes a schema from SDL (§3).</summary>
public static class SchemaBuilder
{
    /// <summary>Reads, checks and assembles a schema.</summary>
    /// <param name="sdlUtf8">Type system definitions and extensions; the schema keeps the bytes.</param>
    /// <exception cref="SchemaException">
    /// The SDL is not well-formed, or breaks a rule of §3; all errors are listed.
    /// </exception>
    public static Schema Build(ReadOnlyMemory<byte> sdlUtf8)
    {
        Document document;
        try
        {
            document = Parser.Parse(sdlUtf8);
        }
        catch (GraphQLSyntaxException exception)
        {
            throw new SchemaException([exception.Error]);
        }

        return SchemaAssembly.Build(document);
    }
}
