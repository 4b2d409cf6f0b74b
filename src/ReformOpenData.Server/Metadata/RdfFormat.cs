namespace ReformOpenData.Server.Metadata;

/// <summary>How a description is written; both forms hold the same triples.</summary>
internal abstract class RdfFormat
{
    public static RdfFormat JsonLd { get; } = new JsonLdFormat();

    public static RdfFormat Turtle { get; } = new TurtleFormat();

    public static IReadOnlyList<RdfFormat> All { get; } = [JsonLd, Turtle];

    /// <summary>The ending of an address.</summary>
    public abstract string Name { get; }

    public abstract string ContentType { get; }

    public abstract byte[] Write(RdfNode root);
}
