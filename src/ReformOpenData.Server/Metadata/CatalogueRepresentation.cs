using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Metadata;

/// <summary>What the trusted document Catalogue answers, as a description in one of the forms of RDF.</summary>
/// <param name="options">Who runs the site, and where errors are reported.</param>
internal sealed class CatalogueRepresentation(RdfFormat format, ServerOptions options) : Representation
{
    public override string Format => format.Name;

    public override string ContentType => format.ContentType;

    public override string Key => $"{ContentType}\n{IsDataset}\n{IsNumbered}\n{PublicOrigin.Current}\n{Archive?.Whole}"
        + $"\n{ServedAgainAt:O}";

    /// <summary>Whether the first plan is described, and not the catalogue of all.</summary>
    public bool IsDataset { get; init; }

    /// <summary>Whether the release is asked for by its number.</summary>
    public bool IsNumbered { get; init; }

    /// <summary>What is known of the file of the current release; null where it was not made.</summary>
    public MadeArchive.Facts? Archive { get; init; }

    /// <summary>When a rollback made the current release current again; null where none did, and of another.</summary>
    public DateTimeOffset? ServedAgainAt { get; init; }

    public override bool CanWrite(TrustedDocument document) => document.Name == CatalogueAnswer.Document;

    public override Written Write(ReadOnlyMemory<byte> answer)
    {
        var catalogue = CatalogueAnswer.Read(answer.Span);
        if (catalogue.Release is not { Plans: { } plans } release || (IsDataset && plans.Nodes.Count == 0))
            return Written.Missing;
        var graph = new CatalogueGraph(catalogue, options.Publisher, options.Contact, IsNumbered, Archive)
        {
            ServedAgainAt = ServedAgainAt,
        };
        var next = plans.PageInfo.HasNextPage && !IsDataset ? plans.PageInfo.EndCursor : null;
        return new Written(
            format.Write(IsDataset ? graph.Dataset(plans.Nodes[0]) : graph.Catalogue()),
            new TableFacts(plans.TotalCount, next, release.PublishedAt));
    }
}
