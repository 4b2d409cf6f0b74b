using System.Text;
using System.Text.Json;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;
using ReformOpenData.Tests.Documentation;

namespace ReformOpenData.Tests.Import;

/// <summary>The table that ships with the product, and what tests make of it.</summary>
internal static class PublishedTable
{
    public static string TextPath { get; } = Repository.Path("data/072028-fy2021.txt");

    public static DocumentMetadata Metadata { get; } = ReadMetadata();

    /// <summary>The metadata without checksum, for tests that change the bytes.</summary>
    public static DocumentMetadata AnyBytes { get; } = Metadata with { Sha256 = null };

    public static ReadResult Result { get; } = ReadFile();

    public static Municipality Municipality => Result.Municipality!;

    /// <summary>All rows in the order of the print, each with what is above it.</summary>
    public static IEnumerable<(
        Category Category, Item Item, Initiative Initiative, Assessment Row)> Rows(Municipality municipality) =>
        from plan in municipality.Plans
        from category in plan.Categories
        from item in category.Items
        from initiative in item.Initiatives
        from row in initiative.Assessments
        select (category, item, initiative, row);

    public static ReadResult Read(string text, DocumentMetadata? metadata = null) =>
        Read(Encoding.UTF8.GetBytes(text), metadata ?? AnyBytes);

    public static ReadResult Read(byte[] bytes, DocumentMetadata? metadata) =>
        DocumentReader.Read(new MemoryStream(bytes), "table.txt", metadata);

    /// <summary>All of a municipality as text: two are equal when their texts are.</summary>
    public static string Everything(object? value) => JsonSerializer.Serialize(value, Pretty);

    private static JsonSerializerOptions Pretty { get; } = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static DocumentMetadata ReadMetadata()
    {
        using var file = File.OpenRead(MetadataFile.PathFor(TextPath));
        var (metadata, findings) = MetadataFile.Read(file, "072028-fy2021.json");
        Assert.Empty(findings);
        return metadata!;
    }

    private static ReadResult ReadFile()
    {
        using var file = File.OpenRead(TextPath);
        return DocumentReader.Read(file, TextPath, Metadata);
    }
}
