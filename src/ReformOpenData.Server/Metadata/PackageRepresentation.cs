using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Lists;

namespace ReformOpenData.Server.Metadata;

/// <summary>What the trusted document Catalogue answers, as a Data Package whose files are the lists beside
/// it.</summary>
/// <param name="isOfPlan">Whether the package is of the first plan, and not of the whole release.</param>
/// <param name="archive">What is known of the files of the current release.</param>
internal sealed class PackageRepresentation(
    ListSchema schema, bool isOfPlan, bool hasPlanCodes, MadeArchive.Facts? archive) : Representation
{
    public override string Format => "json";

    public override string ContentType => "application/json; charset=utf-8";

    public override string Key =>
        $"{ContentType}\npackage\n{isOfPlan}\n{hasPlanCodes}\n{PublicOrigin.Current}\n{archive?.Whole}";

    public override Written Write(ReadOnlyMemory<byte> answer)
    {
        if (CatalogueAnswer.Read(answer.Span).Release is not { } release
            || (isOfPlan && release.Plans.Nodes.Count == 0))
            return Written.Missing;
        var files = isOfPlan || archive?.Release != release.Number ? null : archive.Lists;
        List<PackagedList> lists = [.. DataPackage.Lists(isOfPlan)
            .Select(list => new PackagedList(schema.Of(list, hasPlanCodes), $"{list.Name}.csv")
            {
                Made = files?.GetValueOrDefault(list.Name),
            })];
        var package = DataPackage.Write(release, isOfPlan ? release.Plans.Nodes[0] : null, lists);
        return new Written(package, new TableFacts(null, null, release.PublishedAt));
    }
}
