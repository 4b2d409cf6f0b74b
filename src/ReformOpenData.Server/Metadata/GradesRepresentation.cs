using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Metadata;

/// <summary>
/// The scale of a plan as a scheme of concepts (SKOS). A grade is a concept and not a rating of schema.org, which is a
/// number on a scale.
/// </summary>
/// <param name="root">The address of the first page or of a release, without a slash at its end.</param>
internal sealed class GradesRepresentation(RdfFormat format, string root) : Representation
{
    public override string Format => format.Name;

    public override string ContentType => format.ContentType;

    public override string Key => $"{ContentType}\ngrades\n{root}\n{PublicOrigin.Current}";

    public override Written Write(ReadOnlyMemory<byte> answer)
    {
        if (CatalogueAnswer.Read(answer.Span).Release is not { Plans.Nodes: [var plan, ..] } release)
            return Written.Missing;
        var address = $"{root}/{plan.Key}/grades";
        var scheme = new RdfNode(address, "skos:ConceptScheme")
            .AddText("dct:title", $"{plan.Municipality.Name}「{plan.Title}」の評価区分", "ja")
            .AddBoth(
                "rdfs:comment",
                "公表資料の評価欄に印字された区分です。意味は資料に定義がありません。",
                "The grades as printed; the documents do not define them.");
        foreach (var (grade, label) in plan.RatingScale)
        {
            scheme.Add("skos:hasTopConcept", new RdfNode($"{address}#{grade}", "skos:Concept")
                .AddText("skos:notation", grade)
                .AddText("skos:prefLabel", label, "ja")
                .AddAddress("skos:inScheme", address)
                .AddAddress("skos:topConceptOf", address));
        }

        return new Written(format.Write(scheme), new TableFacts(null, null, release.PublishedAt));
    }
}
